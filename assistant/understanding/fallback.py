"""The last resort for a date: dateparser, when a question asked for one and our own grammar is at a loss.

It is given the language, only short texts with a digit, and must find its parts as written; what it
gives is checked again here. Wishes that nobody asked for never come this way: a guess there would
be offered as if it had been said.
"""

from datetime import UTC, date, datetime, time, timedelta

from assistant.domain.facts import Fact, FactKind, Lang, When
from assistant.understanding.text import Text

MAX_TEXT = 60
"""Characters; longer texts are sentences, which dateparser reads wrongly."""
_OLDEST_AGE = 120
_FURTHEST = timedelta(days=731)
"""How far ahead a visit may be wished for."""
_GUESS = 0.5
"""Confidence of a day that only dateparser could read."""


def birth_date(text: Text, today: date, lang: Lang) -> Fact | None:
    """The date of birth that the whole text is, written in a way our grammar does not know."""
    now = datetime(today.year, today.month, today.day)  # noqa: DTZ001 (dateparser's own calendar has no zone)
    found = _parsed(text, now, lang)
    if found is None:
        return None
    born = found.date()
    if born > today or today.year - born.year > _OLDEST_AGE:
        return None
    return Fact(FactKind.BIRTH_DATE, 0, len(text.clean), when=When(born, born))


def asked_day(text: Text, now: datetime, lang: Lang) -> Fact | None:
    """The day, with its time if one is said, that the whole text is, as answer to "when?".

    Args:
        text: as read.
        now: the wall clock of the reading, aware.
        lang: decides the order of day and month.
    """
    found = _parsed(text, now.replace(tzinfo=None), lang)
    if found is None or not timedelta() <= found.date() - now.date() <= _FURTHEST:
        return None
    day = found.date()
    at = found.time().replace(tzinfo=None, second=0, microsecond=0)
    when = When(day, day, at, exact=True) if at != time() else When(day, day)
    problem = "no-such-time" if _is_skipped(day, at, now) else ""
    return Fact(FactKind.WHEN, 0, len(text.clean), when=when, problem=problem, confidence=_GUESS)


def _parsed(text: Text, now: datetime, lang: Lang) -> datetime | None:
    if len(text.clean) > MAX_TEXT or not any(c.isdigit() for c in text.clean):
        return None
    import dateparser  # noqa: PLC0415 (half of all that importing this house takes)

    return dateparser.parse(
        text.clean,
        languages=[lang.value],
        settings={
            "REQUIRE_PARTS": ["day", "month", "year"],
            "STRICT_PARSING": True,
            "PARSERS": ["absolute-time"],
            "DATE_ORDER": "DMY" if lang is Lang.ES else "MDY",
            "RELATIVE_BASE": now,
        },
    )


def _is_skipped(day: date, at: time, now: datetime) -> bool:
    """Do the clocks leap over that wall time?"""
    wall = datetime.combine(day, at, now.tzinfo)
    back = wall.astimezone(UTC).astimezone(now.tzinfo)
    return back.replace(tzinfo=None) != wall.replace(tzinfo=None)
