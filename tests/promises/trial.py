"""What a trial is given and what it gives back."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


class Budget(Enum):
    """How much is tried: what a default test run can afford, a run of all tests, or hours."""

    QUICK = "quick"
    USUAL = "usual"
    FULL = "full"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The databases to try it on; a quick trial starts no server."""
        return ("sqlite",) if self is Budget.QUICK else ("sqlite", "postgresql")

    def of(self, quick: int, usual: int, full: int) -> int:
        """The one of these that is meant."""
        return {Budget.QUICK: quick, Budget.USUAL: usual, Budget.FULL: full}[self]


@dataclass(frozen=True, slots=True)
class Tally:
    """What was tried. `failures`: a line each. `figures`: what else was measured, in words."""

    cases: int
    failures: tuple[str, ...] = ()
    figures: str = ""

    def __add__(self, other: "Tally") -> "Tally":
        figures = "; ".join(said for said in (self.figures, other.figures) if said)
        return Tally(self.cases + other.cases, self.failures + other.failures, figures)


NOTHING = Tally(0)


@dataclass(frozen=True, slots=True)
class Promise:
    """One row of the table.

    `unit`: what a case is. `bug` plants the bug called `bug_name` and says after how many cases
    it was seen; None if it was not. `needs_server`: a quick run leaves it out.
    """

    number: str
    says: str
    unit: str
    run: Callable[[Budget], Tally]
    bug_name: str
    bug: Callable[[Budget], int | None]
    needs_server: bool = False
