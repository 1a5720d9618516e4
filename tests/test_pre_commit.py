"""The hooks, run by the real pre-commit: a commit is refused, and accepted when its cause is mended."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BAD = 'Vagrant.configure("2") do |config|\n  config.vm.box = "debian/bookworm64"\n  config.vm.network "private_network", ip: "192.168.56.06"\nend\n'
FITTING = 'Vagrant.configure("2") do |config|\n  config.vm.box = "debian/bookworm64"\n  config.vm.network "forwarded_port", guest: 5000, host: 8080, host_ip: "127.0.0.1"\nend\n'
SETTINGS = "apps: {web: {bind: 0.0.0.0, port: 5000}}\n"

PRE_COMMIT = (sys.executable, "-m", "pre_commit")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        find_spec("pre_commit") is None or shutil.which("git") is None, reason="no pre-commit, or no git"
    ),
]


def test_the_manifest_is_valid() -> None:
    subprocess.run([*PRE_COMMIT, "validate-manifest", f"{ROOT}/.pre-commit-hooks.yaml"], check=True, timeout=60)


class Repository:
    """A repository with hooks of this checkout."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for arguments in (["init", "-q"], ["config", "user.email", "a@example.org"], ["config", "user.name", "a"]):
            assert self.run("git", *arguments).returncode == 0

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.folder, env={**os.environ, "PRE_COMMIT_HOME": str(self.folder / ".cache")},
            capture_output=True, text=True, timeout=600, check=False,
        )  # fmt: skip

    def hooks(self, *names: str) -> None:
        revision = self.run("git", "-C", ROOT, "rev-parse", "HEAD").stdout.strip()
        if not revision:
            pytest.skip("not a checkout")
        hooks = "".join(f"      - id: {name}\n" for name in names)
        config = f"repos:\n  - repo: file://{ROOT}\n    rev: {revision}\n    hooks:\n{hooks}"
        self.write(".pre-commit-config.yaml", config)
        self.write(".gitignore", ".cache/\n")
        assert self.run(*PRE_COMMIT, "install").returncode == 0

    def write(self, name: str, text: str) -> None:
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text)

    def commit(self) -> subprocess.CompletedProcess[str]:
        self.run("git", "add", ".")
        done = self.run("git", "commit", "-qm", "one")
        if "Could not find a version" in done.stderr + done.stdout:
            pytest.skip("pip reaches no index")
        return done


def test_a_commit_is_refused_and_then_accepted(tmp_path) -> None:
    repository = Repository(tmp_path)
    repository.hooks("vmlint", "vmlint-fix", "vmlint-project")
    repository.write("Vagrantfile", BAD)
    refused = repository.commit()
    assert refused.returncode == 1
    assert "invalid-ip-literal" in refused.stdout + refused.stderr
    assert repository.run("git", "rev-parse", "HEAD").returncode != 0, "nothing was committed"
    # The second hook has mended it.
    assert "192.168.56.6" in (tmp_path / "Vagrantfile").read_text()
    accepted = repository.commit()
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr


def test_of_one_changed_file_the_hook_finds_the_rest_itself(tmp_path) -> None:
    """In a folder below the top, too: pre-commit names the changed file alone."""
    repository = Repository(tmp_path)
    repository.hooks("vmlint")
    repository.write("vm/Vagrantfile", FITTING)
    repository.write("vm/vmlint.yaml", SETTINGS)
    accepted = repository.commit()
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr

    for name, before, after in (("Vagrantfile", FITTING, "guest: 5001"), ("vmlint.yaml", SETTINGS, "port: 5001")):
        repository.write(f"vm/{name}", before.replace("guest: 5000", after).replace("port: 5000", after))
        refused = repository.commit()
        assert refused.returncode == 1, name
        assert "app-not-reachable" in refused.stdout + refused.stderr
        staged = repository.run("git", "diff", "--cached", "--name-only").stdout.split()
        assert staged == [f"vm/{name}"], "nothing else was changed"
        repository.write(f"vm/{name}", before)
        repository.run("git", "add", ".")


def test_try_repo(tmp_path) -> None:
    repository = Repository(tmp_path)
    repository.write("Vagrantfile", BAD)
    repository.write(".gitignore", ".cache/\n")
    repository.run("git", "add", ".")
    tried = repository.run(*PRE_COMMIT, "try-repo", ROOT, "vmlint", "--all-files")
    assert tried.returncode == 1, tried.stdout + tried.stderr
    assert "invalid-ip-literal" in tried.stdout
