"""Debian's own packages, fetched and unpacked, never installed: what our tables are held against."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

SUITES = {"11": "bullseye", "12": "bookworm", "13": "trixie"}
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
HOME = Path(tempfile.gettempdir()) / f"vmlint-packages-{os.getuid()}"


def missing() -> str:
    """Return why no packages can be read here; empty where they can."""
    if os.getuid() != 0 or shutil.which("apt-get") is None or not Path(KEYRING).exists():
        return "needs root, apt-get and Debian's keys"
    return "" if archive() else "Debian's archive cannot be reached"


@cache
def archive() -> bool:
    """Make an apt of our own, which knows three releases; return whether it has their lists."""
    state, store = HOME / "state", HOME / "cache"
    for folder in (state / "lists" / "partial", store / "archives" / "partial", HOME / "debs"):
        folder.mkdir(parents=True, exist_ok=True)
    lines = [f"deb [signed-by={KEYRING}] http://deb.debian.org/debian {name} main\n" for name in SUITES.values()]
    (HOME / "sources.list").write_text("".join(lines))
    (HOME / "status").write_text("")
    settings = {
        "Dir::Etc::sourcelist": HOME / "sources.list",
        "Dir::Etc::sourceparts": "-",
        "Dir::State": state,
        "Dir::State::status": HOME / "status",
        "Dir::Cache": store,
    }
    (HOME / "apt.conf").write_text("".join(f'{name} "{value}";\n' for name, value in settings.items()))
    if len(list((state / "lists").glob("*Packages*"))) < len(SUITES):
        done = apt("apt-get", "update", "-qq")
        if done.returncode:
            return False
    return len(list((state / "lists").glob("*Packages*"))) >= len(SUITES)


def apt(*words: str, cwd: Path = HOME) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "APT_CONFIG": str(HOME / "apt.conf")}
    return subprocess.run(words, capture_output=True, text=True, cwd=cwd, env=environment, timeout=300)


@cache
def unpacked(package: str, release: str) -> Path | None:
    """Return the folder with a package's files; None where the release has no such package."""
    folder = HOME / "debs" / release / package
    if folder.exists():
        return folder
    making = folder.with_name(folder.name + f".{os.getpid()}")
    making.mkdir(parents=True, exist_ok=True)
    fetched = apt("apt-get", "download", "-qq", f"{package}/{SUITES[release]}", cwd=making)
    if fetched.returncode:
        shutil.rmtree(making)
        return None
    for file in making.glob("*.deb"):
        subprocess.run(["dpkg", "-x", file, making], check=True)
        file.unlink()
    if folder.exists():
        shutil.rmtree(making)
    else:
        making.rename(folder)
    return folder
