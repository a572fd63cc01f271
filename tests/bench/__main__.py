"""`make bench`: every table, or one of them with `--only`.

A missed target is said and is no failure; the exit code is 1 only when something could not be
measured.
"""

import argparse
import os
import platform
import sys
from importlib import import_module
from time import perf_counter
from traceback import print_exc

PARTS = ("turn", "commits", "sending", "stored", "engine", "slots", "words", "start")
"""Modules of this package, in the order in which they are run."""


def main() -> int:
    """Measure and print; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", choices=PARTS, help="measure one part only")
    parser.add_argument("--full", action="store_true", help="a million stored conversations")
    chosen = parser.parse_args().only
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, load {load}.")
    print("Figures are the middle of all repetitions (least..most). Trust the ratios.\n")
    failed = False
    for name in PARTS if chosen is None else (chosen,):
        failed = not _run(name) or failed
    return int(failed)


def _run(name: str) -> bool:
    began = perf_counter()
    try:
        for table in import_module(f"tests.bench.{name}").measure():
            print(table.printed())
    except Exception:  # noqa: BLE001 (the other parts are still worth measuring)
        print(f"{name}: could not be measured", flush=True)
        print_exc()
        return False
    print(f"  took {perf_counter() - began:.0f} s\n", flush=True)
    return True


if __name__ == "__main__":
    sys.exit(main())
