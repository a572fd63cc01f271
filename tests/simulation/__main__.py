"""Universes from the command line; see the package. Run it with PYTHONHASHSEED=0 to repeat a seed."""

import argparse
import sys
import time

from tests.simulation.bugs import BUGS
from tests.simulation.runs import first_broken, run


def main() -> int:
    """Play what was asked for; 1 when a promise was broken that should hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seed", type=int, help="one universe, with its history")
    parser.add_argument("--seeds", type=int, default=20, help="how many universes")
    parser.add_argument("--first", type=int, default=0, help="the seed of the first one")
    parser.add_argument("--bug", default="", choices=["", *BUGS], help="a bug to plant")
    asked = parser.parse_args()
    if asked.seed is not None:
        return _one(asked.seed, asked.bug)
    return _many(range(asked.first, asked.first + asked.seeds), asked.bug)


def _one(seed: int, bug: str) -> int:
    found = run(seed, bug)
    _say(*found.history, f"digest {found.digest}", *(found.broken or ["every promise was kept"]))
    return int(bool(found.broken))


def _many(seeds: range, bug: str) -> int:
    began, broken = time.perf_counter(), 0
    if bug:
        seed = first_broken(bug, seeds)
        _say(
            f"{bug}: " + ("not found" if seed is None else f"found in the universe of seed {seed}")
        )
        return int(seed is None)
    for seed in seeds:
        found = run(seed)
        broken += bool(found.broken)
        _say(*(f"seed {seed}: {line}" for line in found.broken))
    took = time.perf_counter() - began
    _say(f"{len(seeds)} universes, {broken} with broken promises, {len(seeds) / took:.1f} a second")
    return int(bool(broken))


def _say(*lines: str) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
