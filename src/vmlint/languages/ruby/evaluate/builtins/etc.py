"""Etc: the user and the machine that run Vagrant."""

from __future__ import annotations

from vmlint.languages.ruby.evaluate.builtins.objects import not_known
from vmlint.languages.ruby.evaluate.builtins.support import Methods

CLASS_METHODS = Methods()

not_known(CLASS_METHODS, "the number of the host's processors is not known", "nprocessors")
not_known(
    CLASS_METHODS,
    "the users of the host are not known",
    "getpwuid",
    "getpwnam",
    "getgrgid",
    "getgrnam",
    "passwd",
    "group",
)
not_known(
    CLASS_METHODS,
    "the host is not known",
    "uname",
    "sysconf",
    "confstr",
    "sysconfdir",
    "systmpdir",
    "getpwent",
    "getgrent",
)
not_known(CLASS_METHODS, "who is logged in is not known", "getlogin")
