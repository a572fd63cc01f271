"""Clock times: "2:30pm", "230pm", "half past 3", "a las 3 y media", "at 5", "noon"."""

from assistant.domain.facts import PartOfDay
from assistant.understanding.when.mentions import Clock, Line
from assistant.understanding.when.numbers import digits_at, number_at

Found = tuple[Clock, int]
"""A clock time and the token after it."""

_LAST_HOUR, _LAST_MINUTE, _NOON = 24, 59, 12
_HALVES = frozenset({"am", "pm"})
_SHORT_HALVES = {"a": "am", "p": "pm"}
_NAMED = {
    ("noon",): 12, ("mediodia",): 12, ("medio", "dia"): 12, ("midnight",): 24, ("medianoche",): 24,
    ("media", "noche"): 24,
}  # fmt: skip
_PAST, _TO = frozenset({"past", "after"}), frozenset({"to", "til", "till", "before", "of"})
_FRACTIONS = {"quarter": 15, "half": 30, "cuarto": 15, "media": 30}
_LEADERS = frozenset({"las", "la"})


def clock_at(line: Line, at: int) -> Found | None:
    """A clock time that shows by its own form that it is one."""
    return (
        _named(line, at)
        or _fraction_last(line, at)
        or _with_minutes(line, at)
        or _with_half(line, at)
        or _fraction_first(line, at)
        or _with_hours_word(line, at)
    )


def bare_clock_at(line: Line, at: int) -> Found | None:
    """A number, or hour and minutes in words ("three thirty"), that may be a clock time."""
    found = number_at(line, at)
    if found is None:
        return None
    value, past = found
    if digits_at(line, at) is not None and len(line.t[at]) > 2:
        hour, minute = divmod(value, 100)
        if hour <= _LAST_HOUR and minute <= _LAST_MINUTE and (minute % 5 == 0 or hour == 0):
            return Clock(hour, minute, bare=True, sure=hour > _NOON), past
        return None
    if value > _LAST_HOUR or (value == 0 and line.t[at] != "00"):
        return None
    minutes = number_at(line, past)
    in_words = digits_at(line, at) is None
    if minutes and _may_be_minutes(line, at, past, in_words=in_words):
        return Clock(value, minutes[0], bare=True, sure=value > _NOON), minutes[1]
    if in_words and line.t[past] in {"oh", "cero", "0"} and (tail := number_at(line, past + 1)):
        return Clock(value, tail[0] % 10, bare=True), tail[1]
    return Clock(value, bare=True, sure=value > _NOON), past


def _may_be_minutes(line: Line, at: int, past: int, *, in_words: bool) -> bool:
    minutes = number_at(line, past)
    if minutes is None or not 10 <= minutes[0] <= _LAST_MINUTE or line.glued(past):
        return False
    minutes_in_words = digits_at(line, past) is None
    if line.t[minutes[1]] in line.lexicon.months or line.t[minutes[1]] in line.lexicon.not_hours:
        return False
    if in_words != minutes_in_words:
        return False
    led = line.t[at - 1] in line.lexicon.at | {"before", "after", "until", "between", "from", "by"}
    return in_words or led or _part_near(line, minutes[1])


def _part_near(line: Line, at: int) -> bool:
    """Does a part of the day follow ("8 40 in the morning")?"""
    while line.t[at] in {"in", "the", "at", "de", "la", "por"}:
        at += 1
    return line.t[at] in line.lexicon.parts


def _half(line: Line, at: int) -> tuple[str, int]:
    """Am or pm at token `at`, if it is said there, and the token after it."""
    token = line.t[at]
    if token == "ish":
        at += 1
        token = line.t[at]
    if token in _HALVES:
        return token, at + 1
    if token in _SHORT_HALVES and line.t[at + 1] == "m":
        return _SHORT_HALVES[token], at + 2
    if token in _SHORT_HALVES and line.glued(at):
        if line.t[at + 1] == "m":
            return _SHORT_HALVES[token], at + 2
        return _SHORT_HALVES[token], at + 1
    return "", at


def _finished(line: Line, hour: int, minute: int, past: int, *, sure: bool = False) -> Found | None:
    """The clock time with what may still follow: "o'clock", "en punto", am or pm."""
    if line.t[past] == "oclock":
        past += 1
    elif line.t[past : past + 2] in {("en", "punto"), ("o", "clock")}:
        past += 2
    if line.t[past] == "ish":
        past += 1
    half, past = _half(line, past)
    if half and hour > _NOON:
        half = "" if hour <= _LAST_HOUR and half == "pm" else half
    if hour > _LAST_HOUR or minute > _LAST_MINUTE or (hour == _LAST_HOUR and minute):
        return Clock(0, half=half, impossible=True), past
    return Clock(hour, minute, half, sure=sure or hour > _NOON), past


def _named(line: Line, at: int) -> Found | None:
    for length in (2, 1):
        hour = _NAMED.get(line.t[at : at + length])
        if hour is not None:
            return Clock(hour, sure=True), at + length
    return None


def _with_minutes(line: Line, at: int) -> Found | None:
    """2:30, 14:30:00, 15h30, 3.30pm, 8: 45 am."""
    hour = digits_at(line, at, 2)
    if hour is None or (
        line.glued(at) and not line.t[at - 1].isalpha() and line.t[at - 1] not in "(@-~,"
    ):
        return None
    mark, minutes = line.t[at + 1], digits_at(line, at + 2, 2)
    if minutes is None or mark not in {":", "h", ".", "hs"} or not line.glued(at + 1):
        return None
    if len(line.t[at + 2]) != 2 or (mark != ":" and not line.glued(at + 2)):
        return None
    past = at + 3
    if line.t[past] == ":" and line.glued(past) and digits_at(line, past + 1, 2) is not None:
        past += 2
    half, _ = _half(line, past)
    if not line.glued(at + 2) and not half:
        return None
    if mark == "." and line.t[past] in line.lexicon.not_hours:
        return None
    if (
        mark == "."
        and not half
        and (line.t[at - 1] not in line.lexicon.at | line.lexicon.since or minutes % 5)
    ):
        return None
    if (
        line.t[past] in {"/", ".", ":"}
        and line.glued(past)
        and line.t[past + 1].isdigit()
        and line.glued(past + 1)
    ):
        return None
    return _finished(line, hour, minutes, past, sure=len(line.t[at]) == 2 and line.t[at][0] == "0")


def _with_half(line: Line, at: int) -> Found | None:
    """5pm, 5 p.m., 5p, 230pm, two pm, 2 10 a.m., half of "seis cero dos pm"."""
    found = number_at(line, at)
    if found is None or _inside_a_number(line, at):
        return None
    value, past = found
    half, _ = _half(line, past)
    if half:
        if len(line.t[at]) > 2 and line.t[at].isdigit():
            return _finished(line, value // 100, value % 100, past)
        return _finished(line, value, 0, past) if value <= _LAST_HOUR else None
    if line.t[past] == "ish" and line.glued(past) and value <= _NOON:
        return _finished(line, value, 0, past)
    if line.t[past] == "oclock" or line.t[past : past + 2] == ("en", "punto"):
        return _finished(line, value, 0, past) if value <= _LAST_HOUR else None
    if line.t[past] in {"y", "con"}:
        past += 1
    minutes = number_at(line, past)
    if (minutes and minutes[0] == 0 and line.t[past] not in {"00", "0"}) or line.t[past] == "0":
        minutes = number_at(line, past + 1)
    if (
        minutes
        and _half(line, minutes[1])[0]
        and minutes[0] <= _LAST_MINUTE
        and value <= _LAST_HOUR
    ):
        return _finished(line, value, minutes[0], minutes[1])
    return None


def _inside_a_number(line: Line, at: int) -> bool:
    """Is this the tail of a price, a version or a phone number ("6.5", "$3")?"""
    return line.glued(at) and line.t[at - 1] in {".", ":", "$", "/", "#", "€"}


def _fraction_first(line: Line, at: int) -> Found | None:
    """Half past 3, quarter to 4, ten past five, 25 to 7."""
    start = at + 1 if line.t[at] == "a" and line.t[at + 1] == "quarter" else at
    minutes: int | None = _FRACTIONS.get(line.t[start])
    past = start + 1
    if minutes is None:
        found = number_at(line, start)
        if found is None:
            return None
        minutes, past = found
        if line.t[past] in {"minutes", "min", "mins"}:
            past += 1
        elif minutes <= _NOON + 3 and line.t[past] not in {"past", "after"}:
            return None
    to = line.t[past] in _TO and line.t[start] not in {"half", "media"}
    if not to and line.t[past] not in _PAST and not (line.t[past] == "passed"):
        return None
    hour = number_at(line, past + 1)
    if hour is None or not 1 <= hour[0] <= _LAST_HOUR or not 0 < minutes <= _LAST_MINUTE:
        return None
    if line.t[past] == "after" and line.t[start] not in _FRACTIONS and minutes % 5:
        return None
    return _moved(line, hour[0], -minutes if to else minutes, hour[1])


def _moved(line: Line, hour: int, minutes: int, past: int) -> Found | None:
    total = (hour * 60 + minutes) % (24 * 60)
    if hour <= _NOON and total >= 13 * 60:
        total -= 12 * 60
    if total < 60 and hour == 1:
        total += 12 * 60
    return _finished(line, total // 60, total % 60, past)


def _fraction_last(line: Line, at: int) -> Found | None:
    """3 y media, las ocho menos cuarto, 8 pm menos cuarto, las once y cuarenta y cinco."""
    led = line.t[at - 1] in _LEADERS
    found = number_at(line, at)
    if found is None or not 1 <= found[0] <= _LAST_HOUR:
        return None
    hour, past = found
    half, past = _half(line, past)
    if line.t[past] not in {"y", "menos", "con"}:
        return None
    less = line.t[past] == "menos"
    minutes: int | None = _FRACTIONS.get(line.t[past + 1])
    end = past + 2
    if minutes is None:
        tail = number_at(line, past + 1)
        if tail is None or tail[0] > _LAST_MINUTE or not (led or less or half):
            return None
        if not less and tail[0] < 5:
            return None
        minutes, end = tail
    moved = _moved(line, hour, -minutes if less else minutes, end)
    if moved and half and not moved[0].half:
        return Clock(moved[0].hour, moved[0].minute, half), moved[1]
    return moved


def _with_hours_word(line: Line, at: int) -> Found | None:
    """15 horas, 16h: never "24 hours", which is a length."""
    value = digits_at(line, at, 2)
    if value is None or value > _LAST_HOUR:
        return None
    if line.t[at + 1] == "h" and line.glued(at + 1):
        return Clock(value, sure=True), at + 2
    if line.t[at + 1] in {"horas", "hrs"} and line.t[at - 1] in _LEADERS:
        return Clock(value, sure=True), at + 2
    return None


def with_part(clock: Clock, part: PartOfDay | None) -> Clock:
    """The clock with am or pm as the part of the day says, where it was not said."""
    if clock.half or clock.sure or part is None or clock.hour > _NOON:
        return clock
    if part is PartOfDay.MORNING:
        half = "am"
    elif part is PartOfDay.NIGHT:
        half = "am" if clock.hour < 5 or clock.hour == _NOON else "pm"
    elif part is PartOfDay.MIDDAY:
        half = "am" if 10 <= clock.hour < _NOON else "pm"
    elif part is PartOfDay.DAYTIME:
        return clock
    else:
        half = "pm"
    return Clock(clock.hour, clock.minute, half)
