"""Generated scenarios in the laboratory, with their figures.

``python -m tests.laboratory FIRST LAST [AT_ONCE]`` compares predictions with what clients see;
``python -m tests.laboratory mend FIRST LAST [AT_ONCE]`` repairs broken projects and builds them before and after.
"""

from __future__ import annotations

import sys

from .comparing import compare
from .random_scenarios import spread

if __name__ == "__main__":
    if sys.argv[1] == "mend":
        from .mending import mend_all

        shares = mend_all(range(int(sys.argv[2]), int(sys.argv[3])), at_once=int(sys.argv[4]) if sys.argv[4:] else 4)
        print(shares.report())
        sys.exit(bool(shares.wrong))
    seeds = range(int(sys.argv[1]), int(sys.argv[2]))
    tally = compare(seeds, at_once=int(sys.argv[3]) if sys.argv[3:] else 5)
    print(tally.report())
    for what, kinds in spread(seeds).items():
        print(f"{what}: {len(kinds)} kinds, the rarest {min(kinds.values())} times ({min(kinds, key=kinds.get)})")
    sys.exit(bool(tally.disagreements))
