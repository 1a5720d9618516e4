"""The hooks, run by the real pre-commit: a commit is refused, and accepted when its cause is mended."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BAD = 'Vagrant.configure("2") do |config|\n  config.vm.box = "debian/bookworm64"\n  config.vm.network "private_network", ip: "192.168.56.06"\nend\n'

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        shutil.which("pre-commit") is None or shutil.which("git") is None, reason="no pre-commit, or no git"
    ),
]


def test_the_manifest_is_valid() -> None:
    subprocess.run(["pre-commit", "validate-manifest", f"{ROOT}/.pre-commit-hooks.yaml"], check=True, timeout=60)


def test_a_commit_is_refused_and_then_accepted(tmp_path) -> None:
    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=tmp_path, env={**os.environ, "PRE_COMMIT_HOME": str(tmp_path / ".cache")},
            capture_output=True, text=True, timeout=600, check=False,
        )  # fmt: skip

    for arguments in (["init", "-q"], ["config", "user.email", "a@example.org"], ["config", "user.name", "a"]):
        assert run("git", *arguments).returncode == 0
    revision = run("git", "-C", ROOT, "rev-parse", "HEAD").stdout.strip()
    if not revision:
        pytest.skip("not a checkout")
    hooks = "".join(f"      - id: {name}\n" for name in ("vmlint", "vmlint-fix", "vmlint-project"))
    config = f"repos:\n  - repo: file://{ROOT}\n    rev: {revision}\n    hooks:\n{hooks}"
    (tmp_path / ".pre-commit-config.yaml").write_text(config)
    (tmp_path / ".gitignore").write_text(".cache/\n")
    (tmp_path / "Vagrantfile").write_text(BAD)
    assert run("pre-commit", "install").returncode == 0
    run("git", "add", ".")
    refused = run("git", "commit", "-qm", "one")
    if "Could not find a version" in refused.stderr + refused.stdout:
        pytest.skip("pip reaches no index")
    assert refused.returncode == 1
    assert "invalid-ip-literal" in refused.stdout + refused.stderr
    assert run("git", "rev-parse", "HEAD").returncode != 0, "nothing was committed"
    # The second hook has mended it.
    assert "192.168.56.6" in (tmp_path / "Vagrantfile").read_text()
    run("git", "add", ".")
    accepted = run("git", "commit", "-qm", "one")
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
