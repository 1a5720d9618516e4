"""Which front end reads a file that is not called Vagrantfile: by its name, else by content that cannot be mistaken."""

from __future__ import annotations

import sys

from vmlint.basics.hints import TYPE_CHECKING, Any
from vmlint.findings.diagnostics import WrongUseError

if TYPE_CHECKING:
    from vmlint.basics.text import Source
    from vmlint.languages.virtualbox.document import Document

ORDER = ("vbox_xml", "networks_conf", "vbox_dump", "vboxmanage")
"""The packages of the front ends, in the order in which they are asked: names first, then contents."""
NEITHER = (".txt", ".text", ".log", ".xml", ".conf", ".out")
"""Names of files that may hold anything, but never a Vagrantfile."""


def front_end(path: str, text: str) -> Any:
    """Return the package that reads a file, None where it is to be read as a Vagrantfile."""
    packages = [_package(name) for name in ORDER]
    # People call variants of a Vagrantfile Vagrantfile.vbox, Vagrantfile.sh, …: then only the content counts.
    variant = path.replace("\\", "/").rpartition("/")[2].lower().startswith("vagrantfile")
    for package in packages:
        if package.named(path) and not variant:
            return package
    for package in packages:
        if package.recognises(text):
            return package
    return None


def load(source: Source, environment: dict[str, str], virtualbox: str | None) -> Document | None:
    """Return what is understood of SOURCE, None where it is to be read as a Vagrantfile.

    ENVIRONMENT is what a script sees; VIRTUALBOX the version that is stated, if one is.
    """
    package = front_end(source.path, source.text)
    if package is None:
        if source.path.lower().endswith(NEITHER):
            raise WrongUseError(
                "neither a Vagrantfile nor a VBoxManage script, nor what `VBoxManage showvminfo` or `list` print, "
                "nor a settings file (.vbox)"
            )
        return None
    document: Document = package.load(source, environment, virtualbox)
    return document


def _package(name: str) -> Any:
    module = f"vmlint.frontends.{name}"
    __import__(module)
    return sys.modules[module]
