"""`make understand ROWS=folder`: every set of rows, ours beside the baselines, and the floor.

The folder holds the rows, one JSON object a line, and the program that scores them, `score.py`.
The exit code is 1 when one of our figures lies below `floor.toml`, or a set could not be scored.
"""

import argparse
import sys
from pathlib import Path

from tests.measure.floor import FLOOR, below, read_floor, written
from tests.measure.predictors import OURS, Predictor, baselines
from tests.measure.sets import SETS, RowSet, Score, scored
from tests.understanding import corpora


def main() -> int:
    """Score, print and compare; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.measure", description=__doc__)
    parser.add_argument("rows", type=Path, help="the folder of rows with its score.py")
    parser.add_argument("--only", default="", help="sets whose name begins so")
    parser.add_argument("--show", type=int, default=0, help="so many rows read wrongly a set")
    parser.add_argument("--bare", action="store_true", help="without the baselines")
    parser.add_argument(
        "--raise-floor", action="store_true", help="write these figures as the floor"
    )
    given = parser.parse_args()
    if not (given.rows / "score.py").is_file():
        sys.stderr.write(
            f"{given.rows}: no score.py there; give the folder: make understand ROWS=...\n"
        )
        return 2
    sets = [one for one in SETS if one.name.startswith(given.only)]
    others = () if given.bare else baselines()
    found = {one.name: _measured(one, given.rows, others, given.show) for one in sets}
    ours = {name: score for name, score in found.items() if score is not None}
    print(f"\nour own texts\n{corpora.table()}")
    fallen = below(ours, read_floor())
    for line in fallen:
        print(f"BELOW THE FLOOR  {line}")
    if given.raise_floor and not fallen:
        FLOOR.write_text(written(ours, read_floor()), encoding="utf-8")
    return int(bool(fallen) or len(ours) < len(found))


def _measured(rows: RowSet, folder: Path, others: tuple[Predictor, ...], show: int) -> Score | None:
    """Our score, after everybody's was printed; None where it could not be had."""
    print(f"\n{rows.name}", flush=True)
    ours = scored(rows, folder, OURS, show)
    if ours is None:
        return None
    print(ours.table())
    for other in others:
        if rows.task in other.tasks:
            theirs = scored(rows, folder, other, 0)
            print(
                f"  {other.name:<18}{theirs.line() if theirs else 'could not be measured'}",
                flush=True,
            )
    return ours


if __name__ == "__main__":
    sys.exit(main())
