"""Clock times said by a part of an hour: "half past 3", "ten to five", "las tres y media", "menos cuarto"."""

from assistant.understanding.when.halves import Found, finished, half_at, named_hour_at
from assistant.understanding.when.lengths import length_at
from assistant.understanding.when.mentions import Clock, Line
from assistant.understanding.when.numbers import digits_at, number_at
from assistant.understanding.when.parts import half_of_part, part_at, part_follows

_LAST_HOUR, _LAST_MINUTE, _NOON = 24, 59, 12
_HOUR = 60
"""Minutes in an hour."""
_FIVE = 5
"""People name minutes by fives."""
_MOST_TO = 25
"""Minutes before the hour that are named ("twenty-five to")."""
_PAST = frozenset({"past", "after", "passed", "pasadas"})
_TO = frozenset({"to", "til", "till", "before", "of", "para"})
_FRACTIONS = {"quarter": 15, "half": 30, "cuarto": 15, "media": 30}
_LEADERS = frozenset({"las", "la"})
_AT_A_TIME = frozenset(
    {"at", "my", "our", "the", "to", "until", "till", "around", "about", "by", "@"}
)
"""Before "10 to 4" these show a time; without them it is the hours from 10 to 4."""
_BEFORE_HALF = frozenset({"at", "around", "about", "by", "before", "after", "until", "till", "@"})


def fraction_first(line: Line, at: int) -> Found | None:
    """Half past 3, quarter to 4, ten past five, 25 to 7, quarter to noon, un cuarto para las 3."""
    start = at + 1 if line.t[at] in {"a", "un"} and line.t[at + 1] in {"quarter", "cuarto"} else at
    named: int | None = _FRACTIONS.get(line.t[start])
    found = (named, start + 1) if named is not None else _minutes_at(line, start)
    if found is None or not 0 < found[0] <= _LAST_MINUTE:
        return None
    minutes, past = found
    to = line.t[past] in _TO and line.t[start] not in {"half", "media"}
    hour = _hour_after(line, past)
    if hour is None or not (to or line.t[past] in _PAST):
        return None
    if line.t[past] == "after" and named is None and minutes % _FIVE:
        return None
    if to and named is None and not _before_the_hour(line, at, past, (minutes, hour[0])):
        return None
    return _moved(line, hour[0], -minutes if to else minutes, hour[1])


def _hour_after(line: Line, past: int) -> tuple[int, int] | None:
    """The hour behind "past" or "to"."""
    at = past + 1
    if line.t[past] == "para":
        if line.t[at] not in _LEADERS:
            return None
        at += 1
    found = named_hour_at(line, at) or number_at(line, at)
    return found if found and 1 <= found[0] <= _LAST_HOUR else None


def _minutes_at(line: Line, at: int) -> tuple[int, int] | None:
    found = number_at(line, at)
    if found is not None and line.t[found[1]] in {"minutes", "min", "mins", "minutos"}:
        return found[0], found[1] + 1
    return found


def _before_the_hour(line: Line, at: int, past: int, said: tuple[int, int]) -> bool:
    """Is "10 to 4" a time? Without a word that shows it, it is one only where no range could be."""
    minutes, hour = said
    if line.t[past - 1] in {"minutes", "min", "mins", "minutos"} or line.t[past] == "para":
        return True
    if line.t[past + 1] in {"noon", "midday", "midnight"} or (minutes > _NOON >= hour):
        return True
    in_fives = minutes % _FIVE == 0 and minutes <= _MOST_TO
    if line.t[past] == "to":
        return in_fives and line.t[at - 1] in _AT_A_TIME
    return minutes > _NOON


def _moved(line: Line, hour: int, minutes: int, past: int) -> Found | None:
    """That many minutes from the hour, on the same half of the day."""
    half_day = _NOON * _HOUR
    total = (hour * _HOUR + minutes) % (2 * half_day)
    if hour <= _NOON and total >= half_day + _HOUR:
        total -= half_day
    if hour == 1 and total < _HOUR:
        total += half_day
    return finished(line, total // _HOUR, total % _HOUR, past)


def length_from_clock(line: Line, at: int) -> Found | None:
    """15 minutes from 1pm, an hour before noon, media hora antes de las 3."""
    found = length_at(line, at)
    if found is None or not found[0].has_clock or found[0].days or found[0].months:
        return None
    chain = next(
        (one for one in _CHAINS if line.t[found[1] : found[1] + len(one[0])] == one[0]), None
    )
    if chain is None:
        return None
    start = found[1] + len(chain[0])
    named = named_hour_at(line, start)
    hour = named or number_at(line, start)
    if hour is None or not 1 <= hour[0] <= _LAST_HOUR:
        return None
    minutes, past = 0, hour[1]
    if (
        line.t[past] == ":"
        and line.glued(past)
        and (said := digits_at(line, past + 1, 2)) is not None
    ):
        minutes, past = said, past + 2
    if (
        named is None
        and not minutes
        and not half_at(line, past)[0]
        and line.t[start - 1] not in _LEADERS
    ):
        return None
    return _moved(line, hour[0], minutes + chain[1] * found[0].minutes, past)


_CHAINS: tuple[tuple[tuple[str, ...], int], ...] = (
    (("from",), 1), (("after",), 1), (("past",), 1), (("before",), -1), (("prior", "to"), -1),
    (("antes", "de", "las"), -1), (("antes", "de", "la"), -1), (("antes", "del"), -1),
    (("despues", "de", "las"), 1), (("despues", "de", "la"), 1), (("despues", "del"), 1),
)  # fmt: skip
"""Words between a length and the clock time it is counted from, and which way."""


def half_to_come(line: Line, at: int) -> Found | None:
    """Half three: 3:30, as the British say it."""
    hour = number_at(line, at + 1)
    if line.t[at] != "half" or hour is None or not 1 <= hour[0] <= _NOON:
        return None
    if line.t[hour[1]] in line.lexicon.units or line.t[hour[1]] in line.lexicon.not_hours:
        return None
    led = line.t[at - 1] in _BEFORE_HALF or line.whole(at, hour[1])
    return finished(line, hour[0], 30, hour[1]) if led else None


def fraction_last(line: Line, at: int) -> Found | None:
    """3 y media, las ocho menos cuarto, 8 pm menos cuarto, las 8 de la noche menos cuarto."""
    found = number_at(line, at)
    if found is None or not 1 <= found[0] <= _LAST_HOUR:
        return None
    hour, past = found
    half, past = _half_or_part(line, hour, past)
    less = line.t[past] == "menos"
    if not less and line.t[past] not in {"y", "con"}:
        return None
    fraction: int | None = _FRACTIONS.get(line.t[past + 1])
    start = past + 2 if line.t[past + 1 : past + 3] == ("un", "cuarto") else past + 1
    if start > past + 1:
        fraction = _FRACTIONS["cuarto"]
    tail = (fraction, start + 1) if fraction is not None else number_at(line, start)
    if tail is None or tail[0] > _LAST_MINUTE or (half and half_at(line, tail[1])[0]):
        return None
    led = line.t[at - 1] in _LEADERS or bool(half) or part_follows(line, tail[1])
    if fraction is None and not less and not (led and tail[0] >= _FIVE):
        return None
    moved = _moved(line, hour, -tail[0] if less else tail[0], tail[1])
    if moved and half and not moved[0].half:
        return Clock(moved[0].hour, moved[0].minute, half), moved[1]
    return moved


def _half_or_part(line: Line, hour: int, past: int) -> tuple[str, int]:
    """The half of the day between the hour and its part: "8 pm menos", "8 de la noche menos"."""
    half, after = half_at(line, past)
    if half or line.t[past] not in {"de", "por", "en"}:
        return half, after
    part = part_at(line, past + 2) if line.t[past + 1] == "la" else None
    if part is None or line.t[part[1]] not in {"menos", "y"}:
        return "", past
    return half_of_part(hour, part[0]), part[1]
