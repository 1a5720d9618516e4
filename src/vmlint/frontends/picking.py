"""Which front end reads a file: by its name, else by content that cannot be mistaken; what nobody knows, the first."""

from __future__ import annotations

from vmlint.basics.hints import TYPE_CHECKING
from vmlint.findings.diagnostics import WrongUseError
from vmlint.frontends import ORDER, package_of

if TYPE_CHECKING:
    from vmlint.basics.hints import Any

NEITHER = (".txt", ".text", ".log", ".xml", ".conf", ".out")
"""Names of files that may hold anything, but never a Vagrantfile."""


def front_end(path: str, text: str) -> Any:
    """Return the package that reads a file, None where it is to be read as a Vagrantfile."""
    first, *packages = map(package_of, ORDER)
    if first.named(path):
        return None
    # People call variants of a Vagrantfile Vagrantfile.vbox, Vagrantfile.sh, …: then only the content counts.
    variant = path.replace("\\", "/").rpartition("/")[2].lower().startswith("vagrantfile")
    for package in packages:
        if package.named(path) and not variant:
            return package
    for package in packages:
        if package.recognises(text):
            return package
    return None


def picked(path: str, text: str) -> Any:
    """Return the package that reads a file; WrongUseError where it is none that anybody reads."""
    package = front_end(path, text)
    if package is None and path.lower().endswith(NEITHER):
        raise WrongUseError(
            "neither a Vagrantfile nor a VBoxManage script, nor what `VBoxManage showvminfo` or `list` print, "
            "nor a settings file (.vbox)"
        )
    return package or package_of(ORDER[0])
