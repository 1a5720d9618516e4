"""Compare vmlint's verdict on Ruby files with that of `ruby -c`, both ways.

Run as `python tools/ruby_agreement.py [--mutants N [--keep FOLDER]] [--show N] FOLDER|FILE...`; without folders, over
those in which Debian keeps Ruby's own library, Vagrant and their gems. One Ruby process and one of vmlint work side by
side. Prints how many files both accept, both refuse, only one of the two accepts, and on which vmlint raises, with
the times of both. A file that `ruby -c` takes and Ruby refuses when it loads it (`break` out of nothing) counts as
refused by both where vmlint refuses it, too. With `--mutants N`, N copies of the files in which one token is deleted,
doubled, swapped or replaced are compared as well. Exits with 1 unless all agree.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from multiprocessing import Pool
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent))

from mutate import KINDS, mutate, spots

from vmlint.languages.ruby.parser import accepts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

VERDICTS = Path(__file__).resolve().with_name("ruby_verdicts.rb")
DEBIAN = ("/usr/lib/ruby", "/usr/share/rubygems-integration", "/usr/lib/x86_64-linux-gnu/rubygems-integration",
          "/usr/share/vagrant", "/usr/share/vagrant-plugins", "/var/lib/gems", "/usr/share/ruby")  # fmt: skip
BOTH, NEITHER, ONLY_RUBY, ONLY_US, CRASHED = (
    "accepted by both", "refused by both", "accepted by Ruby alone", "accepted by vmlint alone", "vmlint raises",
)  # fmt: skip


def ruby_files(places: Iterable[str]) -> list[str]:
    """Return the `.rb` files in PLACES, each once however many links lead to it."""
    found = set()
    for place in places:
        if os.path.isfile(place):
            found.add(os.path.realpath(place))
        for folder, _, names in os.walk(place):
            found |= {os.path.realpath(os.path.join(folder, name)) for name in names if name.endswith(".rb")}
    return sorted(path for path in found if os.path.isfile(path))


def ours(path: str) -> tuple[bool, str, float]:
    """Return whether vmlint accepts the file at PATH, what it raised, and how long it took in seconds."""
    text = Path(path).read_bytes().decode("utf-8", "surrogateescape")
    begun = time.perf_counter()
    try:
        return accepts(text), "", time.perf_counter() - begun
    except Exception as error:
        return False, f"{type(error).__name__}: {error}", time.perf_counter() - begun


def verdicts(paths: list[str]) -> Iterator[tuple[str, bool, bool, str | None, float]]:
    """Yield what one Ruby process says of each of PATHS."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as given:
        given.write("".join(f"{path}\n" for path in paths))
        given.seek(0)
        with subprocess.Popen(["ruby", str(VERDICTS)], stdin=given, stdout=subprocess.PIPE, encoding="utf-8") as ruby:
            for line in ruby.stdout or ():
                path, read, loaded, why, took = json.loads(line)
                yield path, read, loaded, why, took / 1000


def compared(paths: list[str]) -> Iterator[tuple[str, str, str, float, float]]:
    """Yield of each of PATHS: path, verdict, what is to be said of it, vmlint's time and Ruby's."""
    with Pool(1) as pool:
        for (path, read, loaded, why, took), (accepted, raised, time_) in zip(
            verdicts(paths), pool.imap(ours, paths, chunksize=20)
        ):
            if raised:
                yield path, CRASHED, raised, time_, took
            elif accepted:
                yield path, BOTH if loaded else ONLY_US, why or "", time_, took
            else:
                yield path, ONLY_RUBY if read and loaded else NEITHER, why or "", time_, took


def mutants(paths: list[str], count: int, seed: int, folder: str) -> list[str]:
    """Write COUNT copies of PATHS with one token changed into FOLDER and return their paths."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        path = chance.choice(paths)
        text = Path(path).read_bytes().decode("utf-8", "surrogateescape")
        try:
            places = spots(text)
        except Exception:
            continue
        if len(places) < 5:
            continue
        kind = chance.choice(KINDS)
        mutant, at = mutate(text, kind, places, chance)
        line = text.count("\n", 0, at) + 1
        written = Path(folder) / f"{number}-{kind}-{line}-{Path(path).name}"
        written.write_bytes(mutant.encode("utf-8", "surrogateescape"))
        made.append(str(written))
    return made


def report(title: str, paths: list[str], show: int) -> bool:
    """Compare PATHS, print what came of it, and tell whether all agree."""
    counts: Counter[str] = Counter()
    our_time = ruby_time = slowest = 0.0
    slow = ""
    for path, verdict, said, time_, took in compared(paths):
        counts[verdict] += 1
        our_time += time_
        ruby_time += took
        if time_ > slowest:
            slowest, slow = time_, path
        if verdict not in (BOTH, NEITHER) and sum(counts[one] for one in (ONLY_RUBY, ONLY_US, CRASHED)) <= show:
            print(f"{verdict}: {path}{': ' + said if said else ''}", flush=True)
    print(f"{title}: {sum(counts.values())} of {len(paths)}")
    for verdict in (BOTH, NEITHER, ONLY_RUBY, ONLY_US, CRASHED):
        print(f"  {verdict}: {counts[verdict]}")
    print(f"  vmlint {our_time:.1f} s, Ruby {ruby_time:.1f} s; vmlint's slowest {slowest:.2f} s: {slow}")
    return counts[BOTH] + counts[NEITHER] == len(paths)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--mutants", type=int, default=0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", help="the folder that the mutants stay in")
    options.add_argument("--show", type=int, default=50)
    options.add_argument("places", nargs="*", default=DEBIAN)
    given = options.parse_args()
    paths = ruby_files(given.places)
    agree = report("files", paths, given.show)
    if given.mutants:
        with tempfile.TemporaryDirectory() as folder:
            kept = given.keep or folder
            os.makedirs(kept, exist_ok=True)
            agree &= report("mutants", mutants(paths, given.mutants, given.seed, kept), given.show)
    return int(not agree)


if __name__ == "__main__":
    sys.exit(main())
