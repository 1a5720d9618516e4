"""Following a script of sh or bash with its effects: what it would do to the machine that it runs on, running nothing.

The statements are those of ``posix``. Every command that is no part of the shell is handed to an ``Outside``, whose
answer counts: its status, what it prints. What is printed keeps its places (``Woven``): it goes through pipes, into
variables and into files.

**Not decided.** A condition that nobody can decide has both of its branches followed, each from the same state; then
they are joined. A way that leaves (``exit``, ``return``, ``break``) waits until the place that it leaves for, and joins
there; up to it the rest is possible. A way that ends in failure looks like error handling and is taken not to be gone.

**Shells.** ``bash`` has arrays, ``[[``, ``source``, ``{1..3}``; for plain ``sh`` (dash) these are words or programs.
"""
