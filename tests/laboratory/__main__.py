"""``python -m tests.laboratory FIRST LAST [AT_ONCE]``: compare that many generated scenarios and print the figures."""

from __future__ import annotations

import sys

from .comparing import compare
from .random_scenarios import spread

if __name__ == "__main__":
    seeds = range(int(sys.argv[1]), int(sys.argv[2]))
    tally = compare(seeds, at_once=int(sys.argv[3]) if sys.argv[3:] else 5)
    print(tally.report())
    for what, kinds in spread(seeds).items():
        print(f"{what}: {len(kinds)} kinds, the rarest {min(kinds.values())} times ({min(kinds, key=kinds.get)})")
    sys.exit(bool(tally.disagreements))
