"""Days and times as the protocol that measures the reader writes them: a kind and a value."""

from datetime import date, datetime, time

from assistant.domain.facts import Asked, Lang, When
from assistant.understanding.reader import Setting, steps_in
from assistant.understanding.vocabulary import Vocabulary
from assistant.understanding.when import Wish

Json = dict[str, object]
_NOBODY = Vocabulary(())
_BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def date_answer(text: str, now: datetime, lang: Lang) -> Json:
    """The day or time to book with: "kind" and "value" as the protocol writes them."""
    steps = steps_in(text, _NOBODY, Setting(now, lang, Asked(), ()), lang)
    answers = [answer for wish in steps.wishes if (answer := _answer(wish)) is not None]
    if not answers:
        return {"kind": "none", "value": None}
    return max(answers, key=_weight)


def _weight(answer: Json) -> int:
    """How much a reading says: the one to book with says most."""
    return {"datetime": 3, "range": 2, "date": 2, "time": 2, "part-of-day": 1}.get(
        str(answer["kind"]), 1
    )


def _answer(wish: Wish) -> Json | None:
    when = wish.when
    if when is None:
        return None
    if wish.per in _FREQUENCIES:
        return {"kind": "recurrence", "value": _recurrence(wish, when)}
    if when.start_at is not None or when.end_at is not None:
        return _time(when)
    if when.part is None:
        return _days(when)
    value: Json = {"part": when.part.value}
    if when.is_one_day:
        value["date"] = str(when.first_on)
    return {"kind": "part-of-day", "value": value}


def _time(when: When) -> Json:
    if not when.exact or when.start_at is None:
        return {"kind": "range", "value": _time_range(when)}
    if when.is_one_day and when.first_on is not None:
        return {"kind": "datetime", "value": _stamp(when.first_on, when.start_at)}
    return {"kind": "time", "value": hhmm(when.start_at)}


def _days(when: When) -> Json | None:
    if when.is_one_day:
        return {"kind": "date", "value": str(when.first_on)}
    bounds = {"start": when.first_on, "end": when.last_on}
    value: Json = {name: str(day) for name, day in bounds.items() if day is not None}
    return {"kind": "range", "value": value} if value else None


def hhmm(at: time) -> str:
    """A wall time as "15:30"."""
    return at.strftime("%H:%M")


def _stamp(day: date, at: time) -> str:
    return f"{day}T{hhmm(at)}"


def _time_range(when: When) -> Json:
    day = when.first_on if when.is_one_day else None
    bounds = {"start": when.start_at, "end": when.end_at}
    return {
        name: _stamp(day, at) if day else hhmm(at) for name, at in bounds.items() if at is not None
    }


_FREQUENCIES = {
    "daily": ("daily", 1), "weekly": ("weekly", 1), "monthly": ("monthly", 1), "yearly": ("yearly", 1),
    "quarterly": ("monthly", 3), "weekday": ("weekly", 1), "weekend": ("weekly", 1),
}  # fmt: skip


def _recurrence(wish: Wish, when: When) -> Json:
    freq, interval = _FREQUENCIES[wish.per]
    value: Json = {"freq": freq, "interval": interval}
    if when.weekdays:
        value["byday"] = [_BYDAY[day] for day in when.weekdays]
    if when.start_at is not None:
        value["time"] = hhmm(when.start_at)
    if when.part is not None:
        value["part"] = when.part.value
    return value
