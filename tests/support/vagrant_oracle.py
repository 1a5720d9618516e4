"""Asks real Vagrant (Debian's packages vagrant, ruby and bubblewrap) what it makes of fixtures."""

from __future__ import annotations

import json
import pathlib
import shutil
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent
NEEDED = ("vagrant", "ruby", "bwrap")


def missing() -> list[str]:
    """Return the programs that are not installed."""
    return [program for program in NEEDED if shutil.which(program) is None]


def ask(root: pathlib.Path, names: list[str], *, whole: bool = False) -> dict[str, dict]:
    """Return the facts of the folders NAMES below ROOT. Vagrantfiles are programs: they run without network and files.

    WHOLE: each machine's facts have everything that its configuration holds, under that name.
    """
    done = run(root, HERE / "vagrant_oracle.rb", "\n".join(names), whole=whole)
    # Not splitlines: an odd text may hold what Unicode calls the end of a line.
    answers = [json.loads(line) for line in done.stdout.split("\n") if line]
    if len(answers) != len(names):
        raise RuntimeError(f"the oracle answered {len(answers)} of {len(names)}: {done.stderr[-2000:]}")
    return {answer.pop("fixture"): answer for answer in answers}


def run(
    root: pathlib.Path, script: pathlib.Path, given: str, *, whole: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run a Ruby SCRIPT beside Vagrant's gems, with GIVEN as its standard input and ROOT as /fixtures."""
    with tempfile.TemporaryDirectory() as box:
        passwd, group = pathlib.Path(box, "passwd"), pathlib.Path(box, "group")
        passwd.write_text("root:x:0:0:root:/root:/bin/sh\nuser:x:1000:1000:user:/home/user:/bin/sh\n")
        group.write_text("root:x:0:\nuser:x:1000:\n")
        command = [
            *("bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"),
            *("--ro-bind", "/usr", "/usr", "--tmpfs", "/usr/share/vagrant-plugins"),
            *("--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64"),
            *("--symlink", "usr/bin", "/bin", "--symlink", "usr/sbin", "/sbin"),
            *("--ro-bind-try", "/etc/ssl", "/etc/ssl", "--ro-bind-try", "/etc/alternatives", "/etc/alternatives"),
            *("--ro-bind", str(passwd), "/etc/passwd", "--ro-bind", str(group), "/etc/group"),
            *("--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--tmpfs", "/home", "--dir", "/home/user"),
            *("--tmpfs", "/run", "--ro-bind", str(root), "/fixtures"),
            *("--ro-bind", str(script), "/script.rb"),
            *("--uid", "1000", "--gid", "1000", "--hostname", "oracle", "--chdir", "/tmp", "--clearenv"),
            *("--setenv", "HOME", "/home/user", "--setenv", "USER", "user", "--setenv", "LOGNAME", "user"),
            *("--setenv", "SHELL", "/bin/bash", "--setenv", "PATH", "/usr/bin:/bin"),
            *("--setenv", "LANG", "C.UTF-8", "--setenv", "TERM", "dumb"),
            *(("--setenv", "WHOLE", "1") if whole else ()),
            *("/usr/bin/ruby", "-W0", "/script.rb", "/fixtures"),
        ]
        return subprocess.run(command, input=given, capture_output=True, text=True, timeout=300, check=False)
