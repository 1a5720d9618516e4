"""Process, Signal, GC and ObjectSpace: the running process."""

from __future__ import annotations

from vmlint.languages.ruby.evaluate.builtins.objects import answering, not_known
from vmlint.languages.ruby.evaluate.builtins.support import Methods
from vmlint.languages.ruby.evaluate.values import NIL

METHODS = Methods()
CLASS_METHODS = Methods()

not_known(CLASS_METHODS, "the number of the process cannot be known", "pid", "ppid", "getpgid", "getpgrp", "getsid")
not_known(CLASS_METHODS, "the user that runs Vagrant is not known", "uid", "gid", "euid", "egid", "groups")
not_known(CLASS_METHODS, "the clock cannot be known", "clock_gettime", "times", "clock_getres")
not_known(
    CLASS_METHODS,
    "other programs are not run",
    "spawn",
    "wait",
    "wait2",
    "waitpid",
    "waitpid2",
    "waitall",
    "fork",
    "kill",
    "detach",
)
not_known(CLASS_METHODS, "what the host allows is not known", "getrlimit", "getpriority", "last_status")
not_known(
    CLASS_METHODS, "what is in memory is not known", "count", "stat", "stress", "each_object", "count_objects", "list"
)
answering(
    CLASS_METHODS, NIL, "trap", "start", "enable", "disable", "garbage_collect", "compact", "setproctitle", "daemon"
)
