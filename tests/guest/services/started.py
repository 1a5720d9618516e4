"""Services of Debian 12 started as a provisioner leaves them: unpacked over this machine's own files, never installed.

A root of its own (an overlay that ends with the process), a network of its own with nothing but loopback, the script of
a project run by the real bash with the real sed; then the service's own command line, and what ``ss`` sees.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from tests.guest.services import debian

STUBS = ("apt-get", "apt", "systemctl", "service", "yum", "dpkg")
SECONDS = 40
EPHEMERAL = 32768


def missing() -> str:
    """Return why nothing can be started here; empty where it can."""
    release = Path("/etc/os-release")
    if os.getuid() != 0 or not release.exists() or 'VERSION_ID="12"' not in release.read_text():
        return "needs root on Debian 12"
    for program in ("apt-get", "unshare", "ss", "ip", "dpkg"):
        if shutil.which(program) is None:
            return f"needs {program}"
    mount = (
        "mount -t tmpfs none /mnt && mkdir /mnt/u /mnt/w /mnt/m && "
        "mount -t overlay overlay -o lowerdir=/,upperdir=/mnt/u,workdir=/mnt/w /mnt/m"
    )
    probe = subprocess.run(["unshare", "-m", "-n", "-p", "-f", "sh", "-c", mount], capture_output=True, check=False)
    return "" if probe.returncode == 0 else "needs mounts and namespaces"


def packages(names: str) -> list[Path]:
    """Return the packages of NAMES and what this machine lacks for them, fetched and not installed."""
    folder = debian.HOME / "started" / names.replace(" ", "+")
    done = folder / "done"
    if not done.exists():
        (folder / "partial").mkdir(parents=True, exist_ok=True)
        words = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "--reinstall", "--download-only",
                 "-o", f"Dir::Cache::archives={folder}", *names.split()]  # fmt: skip
        fetched = subprocess.run(words, capture_output=True, text=True, timeout=400, check=False)
        if fetched.returncode:
            subprocess.run(["apt-get", "update", "-qq"], capture_output=True, timeout=200, check=False)
            fetched = subprocess.run(words, capture_output=True, text=True, timeout=400, check=False)
        assert fetched.returncode == 0, fetched.stderr
        done.touch()
    return sorted(folder.glob("*.deb"))


def opened(names: str, prepare: str, script: str, start: str, tmp: Path, ports: int) -> set[tuple[str, int, str]]:
    """Return the addresses, ports and protocols of what listens once START has run: (address, port, tcp or udp).

    Ready is what has opened PORTS and then no more for a while.
    """
    stubs = tmp / "stubs"
    stubs.mkdir()
    for name in STUBS:
        (stubs / name).write_text("#!/bin/sh\nexit 0\n")
        (stubs / name).chmod(0o755)
    (tmp / "script.sh").write_text(script)
    for name in ("up", "work", "root"):
        (tmp / "over" / name).mkdir(parents=True)
    debs = " ".join(str(path) for path in packages(names))
    inside = f"""set -e
mount -t tmpfs tmpfs {tmp}/over && mkdir {tmp}/over/up {tmp}/over/work {tmp}/over/root
mount -t overlay overlay -o lowerdir=/,upperdir={tmp}/over/up,workdir={tmp}/over/work {tmp}/over/root
for deb in {debs}; do dpkg --fsys-tarfile "$deb" | tar -x -C {tmp}/over/root --keep-directory-symlink; done
cp -r {tmp}/stubs {tmp}/script.sh {tmp}/over/root/srv/
mount -t proc proc {tmp}/over/root/proc
mount --bind /dev {tmp}/over/root/dev && mount -t tmpfs tmpfs {tmp}/over/root/dev/shm && chmod 1777 {tmp}/over/root/dev/shm
mount -t tmpfs tmpfs {tmp}/over/root/run
mount -t tmpfs tmpfs {tmp}/over/root/tmp && chmod 1777 {tmp}/over/root/tmp
ip link set lo up
chroot {tmp}/over/root /bin/bash -c '
ldconfig 2>/dev/null
{_quoted(prepare)}
PATH=/srv/stubs:$PATH bash /srv/script.sh
({_quoted(start)}) >/srv/log 2>&1 &
before=; same=0
for i in $(seq {SECONDS * 2}); do
  sleep 0.5
  now=$(ss -ltunH | sort)
  count=$(echo "$now" | tr -s " " | cut -d" " -f5 | sed "s/.*://" | sort -u | grep -c .)
  if [ "$count" -ge {ports} ] && [ "$now" = "$before" ]; then same=$((same + 1)); else same=0; fi
  before=$now
  [ $same -ge 3 ] && break
done
echo "== ss"; ss -ltunH; echo "== log"; tail -c 3000 /srv/log
'
"""
    done = subprocess.run(
        ["unshare", "-m", "-n", "-p", "-f", "--kill-child", "bash", "-c", inside],
        capture_output=True,
        text=True,
        timeout=SECONDS * 4,
        check=False,
    )
    _, _, rest = done.stdout.partition("== ss\n")
    seen, _, log = rest.partition("== log\n")
    found = {each for line in seen.splitlines() for each in _sockets(line)}
    assert found, f"nothing listens: {done.stderr[-800:]} {log[-800:]}"
    return found


def _quoted(text: str) -> str:
    return text.replace("'", "'\\''")


def _sockets(line: str) -> list[tuple[str, int, str]]:
    words = line.split()
    address, _, port = words[4].rpartition(":")
    address = re.sub(r"%.*", "", address.strip("[]"))
    if words[0] == "udp" and int(port) >= EPHEMERAL:
        return []  # a socket that asks others
    both = ["0.0.0.0", "::"] if address == "*" else [address]
    return [(each, int(port), words[0]) for each in both]
