"""Clock times: "2:30pm", "230pm", "half past 3", "a las 3 y media", "at 5", "noon"."""

from assistant.domain.facts import PartOfDay
from assistant.understanding.when.fractions import (
    fraction_first,
    fraction_last,
    half_to_come,
    length_from_clock,
)
from assistant.understanding.when.halves import Found, finished, half_at, named_hour_at
from assistant.understanding.when.mentions import Clock, Line
from assistant.understanding.when.numbers import digits_at, number_at
from assistant.understanding.when.parts import half_of_part

_LAST_HOUR, _LAST_MINUTE, _NOON = 24, 59, 12
_LONGEST_HOUR = 2
"""Digits of an hour written alone; with minutes ("230") there are more."""
_FIVE = 5
"""People name minutes by fives."""
_LEAST_TWO_DIGITS = 10
_LEADERS = frozenset({"las", "la"})
_HOURS_WORDS = frozenset({"hours", "hrs", "h", "horas", "hs"})
_PACKED = 4
"""Digits of an hour and its minutes in the army's way."""


def clock_at(line: Line, at: int) -> Found | None:
    """A clock time that shows by its own form that it is one."""
    token = line.t[at]
    if token.isdigit():
        return _in_digits(line, at)
    if token in line.lexicon.numbers:
        return (
            fraction_last(line, at)
            or _with_half(line, at)
            or fraction_first(line, at)
            or length_from_clock(line, at)
        )
    if token not in _OPENERS:
        return None
    return (
        _named(line, at)
        or fraction_first(line, at)
        or half_to_come(line, at)
        or length_from_clock(line, at)
    )


_OPENERS = frozenset(
    {"noon", "noontime", "noonish", "midday", "mid", "midnight", "mediodia", "medianoche", "medio", "media",
     "half", "quarter", "cuarto", "a", "an", "un", "una", "hora", "couple", "few"}
)  # fmt: skip
"""Words other than numbers with which a clock time begins."""


def _in_digits(line: Line, at: int) -> Found | None:
    return (
        fraction_last(line, at)
        or _with_minutes(line, at)
        or _with_half(line, at)
        or fraction_first(line, at)
        or length_from_clock(line, at)
        or _with_hours_word(line, at)
    )


def bare_clock_at(line: Line, at: int) -> Found | None:
    """A number, or hour and minutes in words ("three thirty"), that may be a clock time."""
    found = number_at(line, at)
    if found is None:
        return None
    value, past = found
    if digits_at(line, at) is not None and len(line.t[at]) > _LONGEST_HOUR:
        return _run_together(value, past)
    if value > _LAST_HOUR or (value == 0 and line.t[at] != "00"):
        return None
    return _hour_alone(line, at, value, past)


def _run_together(value: int, past: int) -> Found | None:
    """230, 1045, 0900."""
    hour, minute = divmod(value, 100)
    if hour > _LAST_HOUR or minute > _LAST_MINUTE or (minute % _FIVE and hour):
        return None
    return Clock(hour, minute, bare=True, sure=hour > _NOON), past


def _hour_alone(line: Line, at: int, value: int, past: int) -> Found:
    """An hour, with the minutes that may follow as a number of their own."""
    minutes = number_at(line, past)
    in_words = digits_at(line, at) is None
    sure = value > _NOON or (not in_words and line.t[at][0] == "0")
    if minutes and _may_be_minutes(line, at, past, in_words=in_words):
        return Clock(value, minutes[0], bare=True, sure=sure), minutes[1]
    zero = line.t[past] == "oh" or (in_words and line.t[past] in {"cero", "0"})
    if zero and (tail := number_at(line, past + 1)):
        return Clock(value, tail[0] % 10, bare=True), tail[1]
    return Clock(value, bare=True, sure=sure), past


def _may_be_minutes(line: Line, at: int, past: int, *, in_words: bool) -> bool:
    minutes = number_at(line, past)
    if minutes is None or not _LEAST_TWO_DIGITS <= minutes[0] <= _LAST_MINUTE or line.glued(past):
        return False
    minutes_in_words = digits_at(line, past) is None
    if line.t[minutes[1]] in line.lexicon.months or line.t[minutes[1]] in line.lexicon.not_hours:
        return False
    if in_words != minutes_in_words:
        return False
    led = line.t[at - 1] in line.lexicon.at | {"before", "after", "until", "between", "from", "by"}
    four_digits = (
        len(line.t[at]) == len(line.t[past]) == _LONGEST_HOUR and not line.t[minutes[1]].isalnum()
    )
    return in_words or led or four_digits or _part_near(line, minutes[1])


def _part_near(line: Line, at: int) -> bool:
    """Does a part of the day follow ("8 40 in the morning")?"""
    while line.t[at] in {"in", "the", "at", "de", "la", "por"}:
        at += 1
    return line.t[at] in line.lexicon.parts


def _named(line: Line, at: int) -> Found | None:
    found = named_hour_at(line, at)
    return (Clock(found[0], sure=True), found[1]) if found else None


def _with_minutes(line: Line, at: int) -> Found | None:
    """2:30, 14:30:00, 15h30, 3.30pm, 8: 45 am."""
    hour, minutes = digits_at(line, at, 2), digits_at(line, at + 2, 2)
    if hour is None or minutes is None or not _joins_minutes(line, at):
        return None
    past = at + 3
    if line.t[past] == ":" and line.glued(past) and digits_at(line, past + 1, 2) is not None:
        past += 2
    half, _ = half_at(line, past)
    if not half and not (line.glued(at + 2) and _marks_a_time(line, at, minutes, past)):
        return None
    goes_on = line.glued(past) and line.glued(past + 1) and line.t[past + 1].isdigit()
    if goes_on and line.t[past] in {"/", ".", ":"}:
        return None
    sure = len(line.t[at]) == _LONGEST_HOUR and line.t[at][0] == "0"
    return finished(line, hour, minutes, past, sure=sure)


def _joins_minutes(line: Line, at: int) -> bool:
    """Do an hour, a mark and two digits stand together here?"""
    if line.glued(at) and not line.t[at - 1].isalpha() and line.t[at - 1] not in "(@-~,":
        return False
    mark = line.t[at + 1]
    joined = line.glued(at + 1) and (mark == ":" or line.glued(at + 2))
    return mark in {":", "h", ".", "hs"} and joined and len(line.t[at + 2]) == _LONGEST_HOUR


def _marks_a_time(line: Line, at: int, minutes: int, past: int) -> bool:
    """A dot means a time only after "at" and the like, and not in "6.45 percent"."""
    if line.t[at + 1] != "." or (line.glued(past) and line.t[past] in _HOURS_WORDS):
        return True
    if line.t[past] in line.lexicon.not_hours or minutes % _FIVE:
        return False
    return line.t[at - 1] in line.lexicon.at | line.lexicon.since


def _with_half(line: Line, at: int) -> Found | None:
    """5pm, 5 p.m., 5p, 230pm, two pm, 3 o'clock, 2 10 a.m., seis cero dos pm."""
    found = number_at(line, at)
    if found is None or _inside_a_number(line, at):
        return None
    value, past = found
    if len(line.t[at]) > _LONGEST_HOUR and line.t[at].isdigit():
        return finished(line, value // 100, value % 100, past) if half_at(line, past)[0] else None
    if value > _LAST_HOUR:
        return None
    about = line.t[past] == "ish" and line.glued(past) and value <= _NOON
    sharp = line.t[past] == "oclock" or line.t[past : past + 2] in {("en", "punto"), ("o", "clock")}
    if about or sharp or half_at(line, past)[0]:
        return finished(line, value, 0, past)
    return _minutes_thenhalf_at(line, value, past)


def _minutes_thenhalf_at(line: Line, hour: int, past: int) -> Found | None:
    if line.t[past] in {"y", "con"}:
        past += 1
    minutes = number_at(line, past)
    if minutes and minutes[0] == 0 and line.t[past] != "00":
        minutes = number_at(line, past + 1)
    if minutes and minutes[0] <= _LAST_MINUTE and half_at(line, minutes[1])[0]:
        return finished(line, hour, minutes[0], minutes[1])
    return None


def _inside_a_number(line: Line, at: int) -> bool:
    """Is this the tail of a price, a version or a phone number ("6.5", "$3")?"""
    return line.glued(at) and line.t[at - 1] in {".", ":", "$", "/", "#", "€"}


def _with_hours_word(line: Line, at: int) -> Found | None:
    """15 horas, 16h, 0700 hours; never "24 hours", which is a length."""
    packed = digits_at(line, at)
    if packed is not None and len(line.t[at]) == _PACKED and line.t[at + 1] in _HOURS_WORDS:
        return finished(line, packed // 100, packed % 100, at + 2, sure=True)
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
    half = half_of_part(clock.hour, part)
    return Clock(clock.hour, clock.minute, half) if half else clock
