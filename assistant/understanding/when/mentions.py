"""What a text says about days and times, word for word, before it is resolved to dates.

A `Mention` is one stretch; its `Days` are conditions ("Tuesday", "the 14th", "next week") that
several mentions may fulfil together.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from assistant.domain.facts import PartOfDay
from assistant.understanding.text import Text
from assistant.understanding.when.lexicon import Lexicon

_PADDING = ("",) * 8
_MOST_MARKS = 20
"""Marks around an answer; more are no answer, and are not looked at."""
TOO_FAR = 9999
"""The year of a day that lies beyond all sense."""


@dataclass(frozen=True, slots=True)
class Length:
    """So many months, days and minutes. `unit` is the only unit named, or the last of several."""

    months: int = 0
    days: int = 0
    minutes: int = 0
    amount: float = 0
    unit: str = ""
    parts: int = 1

    @property
    def has_clock(self) -> bool:
        """Does it count hours or minutes, so that it leads to a time of day?"""
        return self.minutes > 0

    def plus(self, other: "Length") -> "Length":
        """Both, one after the other."""
        return Length(
            self.months + other.months,
            self.days + other.days,
            self.minutes + other.minutes,
            self.amount,
            other.unit,
            self.parts + other.parts,
        )


@dataclass(frozen=True, slots=True)
class Days:
    """Conditions on a day. `which` is "", this, next, last or coming, for a weekday or month.

    `first`..`last` is a stretch of days, both inclusive. `swapped` is (month, day) in the other
    order of a numeric date. `every` marks a habit ("mondays"), `per` its rhythm.
    """

    weekday: int | None = None
    which: str = ""
    dom: int | None = None
    month: int | None = None
    year: int | None = None
    first: date | None = None
    last: date | None = None
    swapped: tuple[int, int] | None = None
    every: bool = False
    per: str = ""
    interval: int = 1
    """Of a habit: 2 is every other one."""
    shift: int = 0
    """Days to add when all else is known ("a week from Friday": 7)."""
    shift_months: int = 0
    """Months to add, likewise."""
    lasts: Length | None = None
    """How long it goes on from there ("the 10th for 3 days")."""
    short_year: bool = False
    """The year was written with two digits."""
    impossible: bool = False
    weak: bool = False
    """Only a plain number or a word with another meaning: gives way to other readings."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time as said. `half` is am, pm or "" for unknown; hour 0..24."""

    hour: int
    minute: int = 0
    half: str = ""
    sure: bool = False
    """The hour is meant as on a 24-hour clock."""
    bare: bool = False
    """A plain number, which only its company makes an hour."""
    weak: bool = False
    """It may as well count something ("for 2")."""
    impossible: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `first` to `past` (exclusive) speak of a day, a time or both.

    `days_to`, `clock_to` are the second ends of a range; `bound` is "", after or before.
    """

    first: int
    past: int
    days: Days | None = None
    clock: Clock | None = None
    part: PartOfDay | None = None
    moment: datetime | None = None
    moment_from: datetime | None = None
    """With `moment`: from here until then."""
    days_to: Days | None = None
    clock_to: Clock | None = None
    bound: str = ""
    includes: bool = False
    """The bound itself is inside ("until Friday")."""
    ranged: bool = False
    lasts: int = 0
    """Minutes that the clock time goes on ("from 2pm for 45 minutes")."""

    def over(self, first: int, past: int) -> "Mention":
        """The same, over that stretch of tokens."""
        return replace(self, first=first, past=past)


@dataclass(slots=True)
class Line:
    """One text while its mentions are looked for. `t` is padded, so looking ahead is safe."""

    t: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    count: int
    lexicon: Lexicon
    now: datetime
    day_first: bool
    today: date
    """The day of the reading, on the wall."""
    expects_when: bool = False
    moves: bool = False
    """Something is being moved: of two days, the second is meant."""
    taken: frozenset[int] = field(default_factory=frozenset[int])
    """Tokens that already say something else."""
    lengths: dict[int, tuple[Length, int] | None] = field(
        default_factory=dict[int, tuple[Length, int] | None]
    )
    """What `lengths.length_at` found so far, by token; several readers ask for the same."""

    @classmethod
    def of(cls, text: Text, lexicon: Lexicon, now: datetime, *, day_first: bool) -> "Line":
        """A line over that text."""
        tokens = text.tokens + _PADDING
        return cls(
            tokens, text.starts, text.ends, len(text.tokens), lexicon, now, day_first, now.date()
        )

    def glued(self, at: int) -> bool:
        """Does token `at` touch the one before it?"""
        return 0 < at < self.count and self.starts[at] == self.ends[at - 1]

    def whole(self, first: int, past: int) -> bool:
        """Do these tokens make up the text, but for punctuation?"""
        if self.count - (past - first) > _MOST_MARKS:
            return False
        return all(not token.isalnum() for token in self.t[:first] + self.t[past : self.count])
