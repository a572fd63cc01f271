"""What was understood of one text: facts with spans, never strings to be parsed again.

`understanding` makes them, the journal keeps them, the engine reads them. All values are plain
records, so a replay does not depend on today's reader.
"""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class Lang(StrEnum):
    """A language the assistant writes."""

    EN = "en"
    ES = "es"


class PartOfDay(StrEnum):
    """A part of a day; its hours are `PART_HOURS`."""

    MORNING = "morning"
    MIDDAY = "midday"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"
    DAYTIME = "daytime"


PART_HOURS: dict[PartOfDay, tuple[time, time]] = {
    PartOfDay.MORNING: (time(5), time(12)),
    PartOfDay.MIDDAY: (time(11), time(14)),
    PartOfDay.AFTERNOON: (time(12), time(17)),
    PartOfDay.EVENING: (time(17), time(21)),
    PartOfDay.NIGHT: (time(19), time(23, 59)),
    PartOfDay.DAYTIME: (time(8), time(17)),
}
"""First and last start time (last exclusive) that the word admits, on the site's wall clock."""


class FactKind(StrEnum):
    """What a stretch of text says. In brackets: what `Fact.value` or `Fact.when` holds."""

    OPT_OUT = "opt-out"  # value: "word" (whole text is a listed word) or "phrase"; see `word`
    OPT_IN = "opt-in"  # START, UNSTOP: the whole text
    HELP = "help"  # HELP, INFO, AYUDA: the whole text
    EMERGENCY = "emergency"  # bodily danger
    CRISIS = "crisis"  # self-harm, suicide
    PERSON = "person"  # wants a human
    TOPIC = "topic"  # value: refill, billing, records, referral, results, clinical, insurance,
    #                  complaint, wrong-number, forms, video-link: what only a person can settle
    YES = "yes"
    NO = "no"
    PICK = "pick"  # value: "1".. of the options shown, "last", or BY_NAME
    NONE_OF_THESE = "none-of-these"  # value: "day" where the day will not do
    LATER = "later"
    EARLIER = "earlier"
    SOONEST = "soonest"
    ANYBODY = "anybody"  # any provider will do
    UNWANTED = "unwanted"  # value: ProviderId, "" for whoever is shown; any other one will do
    OTHER_SITE = "other-site"
    ANYTIME = "anytime"  # any time will do; value: "day" where any day will
    WHEN = "when"  # when: a wish about day or time
    BIRTH_DATE = "birth-date"  # when.first_on
    NAME = "name"  # value: "First Last" as written, spaces single
    SOMEBODY_ELSE = "somebody-else"  # "for my son", without a name; value: the word in plain form
    SELF = "self"  # "no, for me": the writer, where somebody else might be meant
    PROVIDER = "provider"  # value: ProviderId
    SITE = "site"  # value: SiteId
    VISIT_TYPE = "visit-type"  # value: VisitTypeId
    WANT = "want"  # value: book, move, cancel, confirm, visits ("when is my visit?"), running-late, here
    INFO = "info"  # value: hours, address, parking, insurers, phone, who ("who is this?")
    INSURER = "insurer"  # value: the name as the practice spells it
    NEW_PATIENT = "new-patient"
    KNOWN_PATIENT = "known-patient"  # "I have been there before"
    CONTROL = "control"  # value: back, start-over, never-mind, keep ("keep it"), repeat, continue,
    #                  wait ("let me check")
    LANGUAGE = "language"  # value: en, es
    GREETING = "greeting"
    THANKS = "thanks"
    ECHO = "echo"  # value: reaction, auto-reply; written by a phone, nobody waits for an answer
    CHOICE = "choice"  # words a dialog declares; value: the answer, word: its field ("records.how")
    TEXT = "text"  # the answer to a question for any words; value: the text, word: its field


BY_NAME = "by-name"
"""A pick of the one option that the names in the text fit."""
WEEKDAY = "weekday"
"""`Fact.word` of a day told by its weekday alone: in whichever week is spoken of."""
AS_WELL = "as-well"
"""`Fact.word` of a visit type that the same is wished for as before: "and the vaccine too"."""
ALSO = "also"
"""`Fact.word` of a visit type that is wished for besides the one before it: "and a flu shot"."""
DOUBTFUL = 0.45
"""Confidence below which a reading with others beside it is asked about, not taken."""


class WhenKind(StrEnum):
    """What a `When` says of the calendar."""

    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    PART_OF_DAY = "part-of-day"
    RANGE = "range"
    RECURRENCE = "recurrence"


class Frequency(StrEnum):
    """The unit in which a rhythm counts."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often something is to happen: every so many days, weeks, months or years."""

    frequency: Frequency
    interval: int = 1


@dataclass(frozen=True, slots=True)
class Shift:
    """How far from a visit: "a week later", "an hour earlier" (below 0), "later the same day".

    `is_week`: the whole week in which that day lies. `than`: 1 is later than the visit by no matter
    how much, -1 earlier; `same_day`: on its own day.
    """

    days: int = 0
    months: int = 0
    minutes: int = 0
    is_week: bool = False
    than: int = 0
    same_day: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """A day, a time, or both, resolved against the moment and zone of the reading.

    `first_on`..`last_on` are days, both inclusive; one day has both equal; an open bound is None.
    `start_at`..`end_at` are wall times: with `exact` the start was asked for as such
    ("at 3": start_at 15:00, end_at None); without it they bound the wish ("after 3", "3 to 5",
    end exclusive); an open bound is None. `part` is a word such as "afternoon"; it is kept
    apart from the bounds, and both hold. `weekdays` (0 = Monday) limits a longer stretch
    ("mornings", "any Tuesday or Thursday"); empty means every day. `rhythm` is there when a habit
    was asked for ("every Tuesday"), not just any such day. `shift`: it may be counted from a visit;
    then that holds for the visit, and the days and hours where there is none.
    """

    first_on: date | None = None
    last_on: date | None = None
    start_at: time | None = None
    end_at: time | None = None
    exact: bool = False
    part: PartOfDay | None = None
    weekdays: tuple[int, ...] = ()
    rhythm: Rhythm | None = None
    shift: Shift | None = None

    @property
    def kind(self) -> WhenKind:
        """What is said, by its shape; a weekday left open counts as a range of days."""
        if self.rhythm is not None:
            return WhenKind.RECURRENCE
        if self.start_at is not None or self.end_at is not None:
            if not self.exact:
                return WhenKind.RANGE
            return WhenKind.DATETIME if self.is_one_day else WhenKind.TIME
        if self.part is not None:
            return WhenKind.PART_OF_DAY
        return WhenKind.DATE if self.is_one_day else WhenKind.RANGE

    @property
    def has_day(self) -> bool:
        """Is anything said about days?"""
        return bool(self.first_on or self.last_on or self.weekdays)

    @property
    def is_one_day(self) -> bool:
        """Is exactly one day meant?"""
        return self.first_on is not None and self.first_on == self.last_on

    @property
    def has_time(self) -> bool:
        """Is anything said about the time of day?"""
        return bool(self.start_at or self.end_at or self.part)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that one stretch of the text says.

    `start`, `end` are offsets into the text as it was read (after clean-up). `others` are further
    readings of the same words that would matter ("tuesday": the 3rd or the 10th; 3 am or pm),
    best first; empty when there is no doubt. `word` is the matched wording in plain form, kept
    where the exact word matters (opt-out).
    """

    kind: FactKind
    start: int
    end: int
    value: str = ""
    when: When | None = None
    others: tuple[When, ...] = ()
    choices: tuple[str, ...] = ()
    """Ids that fit the words equally well, when `value` alone would be a guess."""
    word: str = ""
    problem: str = ""
    """Why the words cannot be meant as written: no-such-day, in-the-past, no-such-time, too-far."""
    confidence: float = 1.0
    """How sure the reading is, 0 to 1: plain words 1, what only its company shows less."""

    @property
    def is_ambiguous(self) -> bool:
        """Could the same words mean something else that matters?"""
        return bool(self.others or self.choices)

    @property
    def is_doubtful(self) -> bool:
        """Do the words contradict each other, so that nobody should guess?"""
        return bool(self.others) and self.confidence < DOUBTFUL


@dataclass(frozen=True, slots=True)
class Choice:
    """Words that a dialog declares for one answer to one of its fields, in any language.

    `field`: "records.how"; "" when the words begin the dialog for the want `value`.
    """

    field: str
    value: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader must know of the open question, so that "2" or "3" can be read.

    `expects` names the kinds that would answer it; `options` is how many numbered options were
    shown (0: none). `field`: what is asked for ("records.how"). `choices`: words that count now;
    those of a letter or a number only for the field that is asked for.
    """

    expects: frozenset[FactKind] = frozenset()
    options: int = 0
    field: str = ""
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """All that one text says, in order of its words.

    `lang` is None when the words do not tell. `was_cut` says that only the first part was read.
    """

    facts: tuple[Fact, ...] = ()
    lang: Lang | None = None
    was_cut: bool = False
    words: int = 0
    """How many words (letters or digits) the text has; 0 for blanks, emoji and punctuation."""
