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
    from vmlint.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
