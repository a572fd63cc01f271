"""The table of promises; see the package. 1 if one is broken, or a planted bug is not seen."""

import argparse
import sys
import time

from tests.promises.registry import PROMISES
from tests.promises.trial import Budget, Promise, Tally

_ROW = "{:5} {:60} {:>18} {:>8}  {}"


def main() -> int:
    """Try what was asked for, a line for each as soon as it is known."""
    parser = argparse.ArgumentParser(prog="python -m tests.promises", description=__doc__)
    size = parser.add_mutually_exclusive_group()
    for budget in (Budget.QUICK, Budget.FULL):
        size.add_argument(f"--{budget.value}", dest="budget", action="store_const", const=budget)
    parser.add_argument("numbers", nargs="*", metavar="P1", help="which; all if none is named")
    asked = parser.parse_args()
    budget: Budget = asked.budget or Budget.USUAL
    known = {promise.number for promise in PROMISES}
    if unknown := set(asked.numbers) - known:
        parser.error(f"no such promise: {', '.join(sorted(unknown))}")
    return _table(
        [
            promise
            for promise in PROMISES
            if (not asked.numbers or promise.number in asked.numbers)
            and not (promise.needs_server and budget is Budget.QUICK)
        ],
        budget,
    )


def _table(promises: list[Promise], budget: Budget) -> int:
    _say(_ROW.format("", "promise", "cases", "failures", "planted bug"))
    broken = 0
    for promise in promises:
        began = time.perf_counter()
        tally, after = promise.run(budget), promise.bug(budget)
        broken += bool(tally.failures) or after is None
        seen = "NOT SEEN" if after is None else f"seen after {after}"
        cases = f"{tally.cases:,} {promise.unit}"
        bug = f"{promise.bug_name}: {seen}"
        _say(_ROW.format(promise.number, promise.says, cases, len(tally.failures), bug))
        _say(*_more(tally, time.perf_counter() - began))
    _say(f"{len(promises)} promises, {broken} broken or with a bug that was not seen")
    return int(bool(broken))


def _more(tally: Tally, took: float) -> list[str]:
    figures = f"{tally.figures}; " if tally.figures else ""
    return [
        f"      {figures}{took:.1f} s",
        *(f"      BROKEN {line}" for line in tally.failures[:20]),
    ]


def _say(*lines: str) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
