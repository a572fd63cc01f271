"""Days and times as the protocol that measures the reader writes them: a kind and a value."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from assistant.domain.facts import Asked, Lang, When, WhenKind
from assistant.understanding.reader import Setting, steps_in
from assistant.understanding.vocabulary import Vocabulary
from assistant.understanding.when import Wish

Json = dict[str, object]
_NOBODY = Vocabulary(())
_WEAK = 0.5
"""Confidence of a number that may as well count something."""
_FEW = 3
"""Weekdays that are a choice; more are most of the week."""
_BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def date_answer(text: str, now: datetime, lang: Lang) -> Json:
    """The day or time to book with: "kind" and "value" as the protocol writes them."""
    steps = steps_in(text, _NOBODY, Setting(now, lang, Asked(), ()), lang)
    answers = [(wish, said) for wish in steps.wishes if (said := _answer(wish, now.date()))]
    if not answers:
        return {"kind": "none", "value": None}
    return max(answers, key=_weight)[1]


_WEIGHTS = {WhenKind.DATETIME: 3, WhenKind.RANGE: 2, WhenKind.DATE: 2, WhenKind.TIME: 2}


def _weight(answer: tuple[Wish, Json]) -> tuple[bool, int]:
    """How much a reading says: the one to book with is no mere count, and says most."""
    wish = answer[0]
    if wish.when is None:
        return False, 0
    with_time = wish.when.is_one_day and wish.when.has_time
    return wish.confidence > _WEAK, _WEIGHTS.get(wish.when.kind, 1) + 2 * with_time


def _answer(wish: Wish, today: date) -> Json | None:
    if wish.when is None:
        return None
    when = _first_of(wish.when, today)
    value = _VALUES[when.kind](when)
    return {"kind": when.kind.value, "value": value} if value else None


def _first_of(when: When, today: date) -> When:
    """Of "Tuesdays or Thursdays" the first that comes, which is what would be booked."""
    if when.rhythm is not None or not 1 <= len(when.weekdays) <= _FEW or when.first_on is not None:
        return when
    ahead = min((weekday - today.weekday()) % 7 for weekday in when.weekdays)
    day = today + timedelta(days=ahead)
    return replace(when, first_on=day, last_on=day)


def _date(when: When) -> object:
    return str(when.first_on)


def _time(when: When) -> object:
    return hhmm(when.start_at) if when.start_at else None


def _datetime(when: When) -> object:
    return _stamp(when.first_on, when.start_at) if when.first_on and when.start_at else None


def _part(when: When) -> object:
    value: Json = {"part": when.part.value if when.part else None}
    if when.is_one_day:
        value["date"] = str(when.first_on)
    return value


def _range(when: When) -> object:
    if when.start_at is not None or when.end_at is not None:
        return _time_range(when)
    bounds = {"start": when.first_on, "end": when.last_on}
    return {name: str(day) for name, day in bounds.items() if day is not None}


def _time_range(when: When) -> Json:
    day = when.first_on if when.is_one_day else None
    bounds = {"start": when.start_at, "end": when.end_at}
    return {
        name: _stamp(day, at) if day else hhmm(at) for name, at in bounds.items() if at is not None
    }


def _recurrence(when: When) -> object:
    if when.rhythm is None:
        return None
    value: Json = {"freq": when.rhythm.frequency.value, "interval": when.rhythm.interval}
    if when.weekdays:
        value["byday"] = [_BYDAY[day] for day in when.weekdays]
    if when.start_at is not None:
        value["time"] = hhmm(when.start_at)
    if when.part is not None:
        value["part"] = when.part.value
    return value


_VALUES: dict[WhenKind, Callable[[When], object]] = {
    WhenKind.DATE: _date,
    WhenKind.TIME: _time,
    WhenKind.DATETIME: _datetime,
    WhenKind.PART_OF_DAY: _part,
    WhenKind.RANGE: _range,
    WhenKind.RECURRENCE: _recurrence,
}


def hhmm(at: time) -> str:
    """A wall time as "15:30"."""
    return at.strftime("%H:%M")


def _stamp(day: date, at: time) -> str:
    return f"{day}T{hhmm(at)}"
