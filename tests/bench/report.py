"""Tables of what was measured: a figure for each repetition, their spread, the target beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

REPETITIONS = 3
"""Least number of repetitions behind a printed figure."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure. `values`: one for each repetition, in `unit`; `at_most`: the target, if any.

    The middle value is what counts against the target; the others are printed as the spread.
    """

    what: str
    values: tuple[float, ...]
    unit: str
    at_most: float | None = None

    @property
    def middle(self) -> float:
        """The middle value."""
        return median(self.values)

    @property
    def verdict(self) -> str:
        """How it stands against its target; "" when it has none."""
        if self.at_most is None:
            return ""
        said = "met" if self.middle <= self.at_most else "not yet"
        return f"target <= {shown(self.at_most)} {self.unit}: {said}"


@dataclass(frozen=True, slots=True)
class Table:
    """Lines that were measured in one run. `notes` say what was and was not compared."""

    title: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()

    def printed(self) -> str:
        """The table as text, without a line break at its end."""
        width = max((len(line.what) for line in self.lines), default=0)
        rows = [f"{line.what:<{width}}  {_figure(line):<44}  {line.verdict}" for line in self.lines]
        notes = [f"  {note}" for note in self.notes]
        return "\n".join((self.title, *(f"  {row.rstrip()}" for row in rows), *notes))


def ratio(what: str, ours: Sequence[float], floor: Sequence[float], at_most: float | None) -> Line:
    """Ours over the floor, repetition by repetition: both of a pair were measured side by side."""
    pairs = zip(ours, floor, strict=True)
    return Line(what, tuple(one / other for one, other in pairs), "x", at_most)


def interleaved(
    candidates: dict[str, Callable[[], T]], repetitions: int = REPETITIONS
) -> dict[str, list[T]]:
    """Run the candidates in turns, so that what else the machine does hits all of them alike."""
    found: dict[str, list[T]] = {name: [] for name in candidates}
    for _ in range(repetitions):
        for name, run in candidates.items():
            found[name].append(run())
    return found


def shown(value: float) -> str:
    """Three digits that matter, and no exponent."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2g}" if value < 1 else f"{value:.2f}"


def _figure(line: Line) -> str:
    low, high = shown(min(line.values)), shown(max(line.values))
    count = len(line.values)
    spread = f"({low}..{high}, {count} repetitions)" if count > 1 else "(once)"
    return f"{shown(line.middle):>8} {line.unit} {spread}"
