"""`python -m vmlint` and the console script: from the first statement on, control-C ends it without a word."""

# Before anything else. Not by an exception, which an import, a destructor or the end of Python would print; who writes
# files defers it. `_signal`, for it is there already: the search for `signal` would leave a moment unguarded.
try:
    from _signal import SIGINT, default_int_handler, getsignal, signal  # type: ignore[import-not-found]

    def _leave(*_: object) -> None:
        import os

        os._exit(130)

    # Who starts it in the background may want it ignored.
    if getsignal(SIGINT) is default_int_handler:
        signal(SIGINT, _leave)
except KeyboardInterrupt:
    import os

    os._exit(130)

import sys


def main() -> int:
    """Run the command line and return the exit status."""
    from vmlint.streams import guard

    output = guard()
    try:
        status = _run(sys.argv[1:])
    except SystemExit as left:
        # argparse has shown its help.
        status = left.code if isinstance(left.code, int) else 0
    sys.stdout.flush()
    if output.failure is not None:
        sys.stderr.write(f"vmlint: standard output cannot be written: {output.failure}\n")
        status = max(status, 2)
    return status


def _run(arguments: list[str]) -> int:
    if arguments == ["--version"]:
        # Asked for by scripts and editors all the time: no reason to import anything for it.
        from vmlint import __version__

        print(f"vmlint {__version__}")
        return 0
    import gc

    from vmlint.cli import run

    status = run(arguments)
    # The process ends: to look through all that was made for what is no longer needed would take a tenth of its time.
    gc.freeze()
    return status


if __name__ == "__main__":
    sys.exit(main())
