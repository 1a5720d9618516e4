"""`python -m vmlint` and the console script."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and return the exit status."""
    if sys.argv[1:] == ["--version"]:
        # Asked for by scripts and editors all the time: no reason to import anything for it.
        from vmlint import __version__

        print(f"vmlint {__version__}")
        return 0
    import gc

    from vmlint.cli import run

    status = run(sys.argv[1:])
    # The process ends: to look through all that was made for what is no longer needed would take a tenth of its time.
    gc.freeze()
    return status


if __name__ == "__main__":
    sys.exit(main())
