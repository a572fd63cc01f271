"""Days and moments counted from now: "in 3 days", "2 hours from now", "+15min", "three Fridays from now"."""

from dataclasses import replace
from datetime import date, timedelta

from assistant.understanding.when.lengths import later_by, length_at, moment_after, unit_at
from assistant.understanding.when.lexicon import sequence_at
from assistant.understanding.when.mentions import TOO_FAR, Days, Length, Line, Mention
from assistant.understanding.when.numbers import amount_at, number_at

Found = tuple[Days, int]
"""Conditions on a day and the token after the words that say them."""
_OTHER_COUNTS = frozenset({"before", "ago", "old", "late", "tarde", "early", "long"})
_NEARLY = frozenset(
    {
        "about",
        "around",
        "like",
        "approximately",
        "roughly",
        "unos",
        "unas",
        "como",
        "otros",
        "otras",
    }
)
_ARTICLES = frozenset({"the", "los", "las", "el", "la"})
_LEADS = (("dentro", "de"), ("de", "aqui", "a"), ("de", "hoy", "en"))
_TO = frozenset({"-", "to", "or", "o", "a"})
_HOUR = Length(minutes=60, unit="hour")
_MOST_WEEKDAYS = 30
_MOST_ALONE = 100
"""A greater amount of hours is an hour with its minutes ("1430 hours")."""


def _after_lead(line: Line, at: int) -> int:
    """The token after "in", "within", "dentro de", "+" and what softens them; `at` for none."""
    past = at
    for words in _LEADS:
        if line.t[at : at + len(words)] == words:
            past = at + len(words)
    if past == at and (
        line.t[at] in line.lexicon.within or (line.t[at] == "+" and line.glued(at + 1))
    ):
        past = at + 1
    if past > at and line.t[past] in _ARTICLES and line.t[past] not in line.lexicon.units:
        past += 1
    softened = past > at and line.t[past] in _NEARLY and amount_at(line, past + 1) is not None
    return past + 1 if softened else past


def moment_at(line: Line, at: int) -> Mention | None:
    """In 2 hours, half an hour from now, dentro de 30 minutos, +15min, within the hour, 1 hour."""
    ahead = _moments_ahead(line, at)
    if ahead is not None:
        return ahead
    start = _after_lead(line, at)
    found = length_at(line, start)
    if found is None or not found[0].has_clock or line.t[found[1]] in _OTHER_COUNTS:
        return None
    length, past = found
    tail = _tail(line, past)
    led = start > at or line.t[at - 1] in {"after", "tras"}
    if not (led or tail or _alone(line, at, found)):
        return None
    moment = moment_after(line.now, length)
    return None if moment is None else Mention(at, past + tail, moment=moment)


def _moments_ahead(line: Line, at: int) -> Mention | None:
    """The next 5 minutes, within 2 hours: from now until then; next hour: an hour from now."""
    past = at + 1 if line.t[at] in line.lexicon.within | {"for", "over"} else at
    past = past + 1 if line.t[past] in _ARTICLES else past
    whole = line.t[at] == "within" or line.t[past] in line.lexicon.next
    past = past + 1 if line.t[past] in line.lexicon.next else past
    if not whole:
        return None
    if line.lexicon.units.get(line.t[past]) == "hour":
        moment = moment_after(line.now, _HOUR)
        return None if moment is None else Mention(at, past + 1, moment=moment)
    found = length_at(line, past)
    if found is None or not found[0].has_clock:
        return None
    moment = moment_after(line.now, found[0])
    if moment is None:
        return None
    begins = line.now.replace(second=0, microsecond=0, tzinfo=None)
    return Mention(at, found[1], moment=moment, moment_from=begins)


def _tail(line: Line, past: int) -> int:
    """How many tokens say that the length before them counts from now."""
    return sequence_at(line.lexicon.from_now, line.t, past)


def _alone(line: Line, at: int, found: tuple[Length, int]) -> bool:
    """Is the whole text one plain amount ("2 weeks"), as in answer to "when"?"""
    length, past = found
    plain = line.t[at].isdigit() or line.lexicon.numbers.get(line.t[at], 0) > 1
    few = length.amount < _MOST_ALONE
    return (
        plain and few and length.parts == 1 and len(line.t[past - 1]) > 1 and line.whole(at, past)
    )


def offset_day_at(line: Line, at: int) -> Found | None:
    """In 3 days, within two weeks, 3 days from now, 2 weeks later, in 2-3 weeks, +10 days."""
    start = _after_lead(line, at)
    least: tuple[float, int] | None = None
    found = length_at(line, start)
    if found is None:
        least = amount_at(line, start)
        if least is None or line.t[least[1]] not in _TO:
            return None
        found = length_at(line, least[1] + 1)
    if found is None or found[0].has_clock or not found[0].unit:
        return None
    length, past = found
    tail = _tail(line, past)
    led = start > at
    if line.t[past] in _OTHER_COUNTS or (led and line.t[past] in {"or", "of"}):
        return None
    if not (led or tail or _alone(line, at, found)):
        return None
    if tail and line.t[past + tail - 1] == "tomorrow":
        length = replace(length, days=length.days + 1)
    if line.t[at] == "within" and not tail:
        return _until(line, length), past
    return _counted(line, length, least[0] if least else None), past + tail


def _counted(line: Line, length: Length, least: float | None) -> Days:
    """The day that much ahead; from the lesser amount on, where two were said."""
    day = later_by(line.today, length)
    if day is None:
        return Days(impossible=True, year=TOO_FAR)
    which = "weeks" if length.unit in {"week", "fortnight"} and length.parts == 1 else ""
    if least is not None and least < length.amount:
        share = least / length.amount
        first = line.today + (day - line.today) * share
        return Days(first=first, last=day)
    return Days(first=day, last=day, which=which)


def _until(line: Line, length: Length) -> Days:
    """Any day from today until then."""
    last = later_by(line.today, length)
    return Days(first=line.today, last=last) if last else Days(impossible=True, year=TOO_FAR)


def weekdays_ahead_at(line: Line, at: int) -> Found | None:
    """Three Fridays from now, in 2 Mondays."""
    start = _after_lead(line, at)
    found = number_at(line, start)
    if found is None or not 1 <= found[0] <= _MOST_WEEKDAYS:
        return None
    weekday = line.lexicon.weekdays.get(line.t[found[1]])
    past = found[1] + 1
    tail = _tail(line, past)
    if weekday is None or not (
        tail or (start > at and line.t[found[1]] in line.lexicon.every_weekday)
    ):
        return None
    return Days(weekday=weekday, which="coming", shift=7 * (found[0] - 1)), past + tail


def stretch_ahead_at(line: Line, at: int) -> Found | None:
    """Next 3 weeks, the last 2 months: whole ones; upcoming 2 weeks, two upcoming days: the last of them."""
    number = amount_at(line, at)
    if number is not None and line.t[number[1]] in _UPCOMING:
        unit = unit_at(line, number[1] + 1)
        return _nth_ahead(line, int(number[0]), unit, number[1] + 2)
    led = line.t[at] in line.lexicon.within | {"for", "over", "during"}
    at = at + 1 if led else at
    at = at + 1 if led and line.t[at] in _ARTICLES else at
    upcoming = line.t[at] in _UPCOMING
    if not upcoming and line.t[at] not in line.lexicon.next | line.lexicon.last:
        return None
    found = length_at(line, at + 1) if line.t[at + 1] not in {"a", "an"} else None
    if found is None or found[0].has_clock or not (found[0].days or found[0].months):
        return None
    length, past = found
    if length.parts > 1:
        return _counted(line, length, None), past
    if upcoming:
        return _nth_ahead(line, int(length.amount), length.unit, past)
    forward = line.t[at] in line.lexicon.next
    return _whole_units(line, length, forward=forward, aligned=not led), past


_UPCOMING = frozenset({"upcoming", "coming"})


def _nth_ahead(line: Line, amount: int, unit: str, past: int) -> Found | None:
    if unit not in {"day", "week", "month"} or not 1 <= amount <= _MOST_WEEKDAYS:
        return None
    if unit == "day":
        day = line.today + timedelta(days=amount)
        return Days(first=day, last=day), past
    first, last = whole_unit(line.today, unit, amount)
    return Days(first=first, last=last, which=unit), past


def _whole_units(line: Line, length: Length, *, forward: bool, aligned: bool) -> Days:
    """So many whole days, weeks or months ahead or back, without the one that runs."""
    amount = max(int(length.amount), 1)
    unit = length.unit if length.unit in {"week", "month", "year"} and aligned else "day"
    end = later_by(line.today, length, 1 if forward else -1)
    if end is None:
        return Days(impossible=True, year=TOO_FAR)
    if unit == "day":
        day = timedelta(days=1)
        return (
            Days(first=line.today + day, last=end)
            if forward
            else Days(first=end, last=line.today - day)
        )
    steps = (1, amount) if forward else (-amount, -1)
    return Days(
        first=whole_unit(line.today, unit, steps[0])[0],
        last=whole_unit(line.today, unit, steps[1])[1],
    )


def whole_unit(today: date, unit: str, step: int) -> tuple[date, date]:
    """First and last day of the week, month or year that many after the running one."""
    if unit == "week":
        monday = today + timedelta(days=7 * step - today.weekday())
        return monday, monday + timedelta(days=6)
    months = 12 if unit == "year" else 1
    total = today.year * 12 + (0 if unit == "year" else today.month - 1) + months * step
    first, after = date(total // 12, total % 12 + 1, 1), total + months
    return first, date(after // 12, after % 12 + 1, 1) - timedelta(days=1)
