"""Parts of the day: "morning", "this afternoon", "por la mañana", "tonight"."""

from datetime import timedelta

from assistant.domain.facts import PartOfDay
from assistant.understanding.when.mentions import Clock, Days, Line, Mention

_PART_LEADS = frozenset({"in", "the", "at", "de", "la", "por", "en", "during", "a", "of"})
_MANANA = "manana"
_MORNING_TOO = PartOfDay.MORNING
_LATE_MORNING, _SMALL_HOURS, _NOON = 10, 5, 12
_MORNING_LEADS = frozenset({"la", "esta", "misma", "media"})


def part_at(line: Line, at: int) -> tuple[PartOfDay, int] | None:
    """The part of the day said at word `at`."""
    word = line.t[at]
    if line.t[at : at + 2] in _FIRST_THING and _stands_alone(line, at + 2):
        return PartOfDay.MORNING, at + 2
    if word in _HALVES:
        return (_HALVES[word], at + 1) if _half_as_part(line, at) else None
    part = _MORNING_TOO if word == _MANANA else line.lexicon.parts.get(word)
    if part is None or _says_else(line, at):
        return None
    return part, at + 1


def _says_else(line: Line, at: int) -> bool:
    """Does the word mean tomorrow, late or something else here?"""
    word, before = line.t[at], line.t[at - 1]
    if word == _MANANA:
        return before not in _MORNING_LEADS
    if word in {"nights", "noches"} and (before.isdigit() or before in line.lexicon.numbers):
        return True
    if before in {"mas", "muy", "more"} or (word == "eve" and before in {"", "im"}):
        return True
    return _is_late(line, at)


_HALVES = {"am": PartOfDay.MORNING, "pm": PartOfDay.AFTERNOON}


def _half_as_part(line: Line, at: int) -> bool:
    """Does "pm" stand for the afternoon ("tuesday pm"), not "am" for being?"""
    before, after = line.t[at - 1], line.t[at + 1]
    day = (
        before in line.lexicon.weekdays
        or before in line.lexicon.away
        or before in line.lexicon.units
    )
    return day and (
        not after.isalpha() or after in {"or", "and", "please", "pls", "works", "if", "o", "y"}
    )


_FIRST_THING = frozenset({("first", "thing"), ("primera", "hora")})


def _stands_alone(line: Line, past: int) -> bool:
    """Is "first thing" a time here, not the first of several things?"""
    after = line.t[past]
    return (
        not after.isalpha()
        or after in line.lexicon.starters
        or after in {"on", "in", "please", "de", "del"}
    )


def _is_late(line: Line, at: int) -> bool:
    """Does "tarde" say that something is late ("llego tarde", "15 minutos tarde", "tarde o temprano")?"""
    if line.t[at] not in {"tarde", "tardes"}:
        return False
    return line.t[at - 1] in _RUNS or line.t[at + 1 : at + 3] == ("o", "temprano")


_RUNS = frozenset(
    {"voy", "llego", "llegar", "llegare", "que", "es", "minutos", "minuto", "min", "poco"}
)


def part_mention(line: Line, at: int, part: PartOfDay) -> Mention:
    """The mention of a part of the day; "tonight" and "this morning" name the day as well."""
    if line.t[at] == "tonight":
        return Mention(at, at + 1, days=Days(first=line.today, last=line.today), part=part)
    if line.t[at - 1] == "esta" or (line.t[at - 1] == "this" and line.t[at] != "lunch"):
        return Mention(at, at + 1, days=Days(first=line.today, last=line.today), part=part)
    return Mention(at, at + 1, part=part)


def qualified_part_at(line: Line, at: int) -> Mention | None:
    """This morning, last night, every afternoon."""
    lexicon = line.lexicon
    part = part_at(line, at + 1)
    if part is None:
        return None
    if line.t[at] in lexicon.this and line.t[at + 1] != "lunch":
        days = Days(first=line.today, last=line.today)
    elif line.t[at] in {"last", "anoche"}:
        day = line.today - timedelta(days=1)
        days = Days(first=day, last=day)
    elif line.t[at] in lexicon.every - {"any"}:
        days = Days(every=True, per="daily")
    else:
        return None
    return Mention(at, part[1], days=days, part=part[0])


def part_follows(line: Line, at: int) -> bool:
    """Does a part of the day stand here, past "in the" and the like?"""
    if line.t[at : at + 2] == ("del", "dia"):
        return True
    for _ in range(3):
        if part_at(line, at):
            return True
        if line.t[at] not in _PART_LEADS:
            return False
        at += 1
    return False


def half_of_part(hour: int, part: PartOfDay) -> str:
    """Which half of the day an hour from 1 to 12 lies in, when it is said with that part; "" for either."""
    if part is PartOfDay.DAYTIME:
        return ""
    if part is PartOfDay.NIGHT:
        early = hour < _SMALL_HOURS or hour == _NOON
    elif part is PartOfDay.MIDDAY:
        early = _LATE_MORNING <= hour < _NOON
    else:
        early = part is PartOfDay.MORNING
    return "am" if early else "pm"


_CUSTOMS: dict[tuple[str, ...], tuple[int, int]] = {
    ("after", "school"): (15, 20), ("after", "work"): (17, 21), ("after", "lunch"): (13, 17),
    ("before", "work"): (7, 9), ("before", "school"): (7, 8), ("before", "lunch"): (9, 12),
    ("despues", "de", "la", "escuela"): (15, 20), ("despues", "del", "trabajo"): (17, 21),
    ("despues", "de", "trabajar"): (17, 21), ("despues", "de", "comer"): (13, 17),
    ("despues", "del", "almuerzo"): (13, 17), ("despues", "de", "almorzar"): (13, 17),
    ("antes", "del", "trabajo"): (7, 9), ("antes", "de", "la", "escuela"): (7, 8),
}  # fmt: skip
"""Hours between which a day's habits leave people free."""
_BEFORE_A_CUSTOM = frozenset(
    {"", ".", ",", "?", "!", "or", "and", "anytime", "time", "sometime", "something", "anything", "only",
     "be", "available", "appointment", "tomorrow", "today", "come", "o", "y", "algo", "cita", "manana",
     "hoy", "solo"}
)  # fmt: skip


def custom_at(line: Line, at: int) -> Mention | None:
    """After school, before work, después del trabajo: where a time is meant, not a complaint."""
    before = line.t[at - 1] if at else ""
    if before not in _BEFORE_A_CUSTOM and before not in line.lexicon.weekdays:
        return None
    for words, (begins, ends) in _CUSTOMS.items():
        if line.t[at : at + len(words)] == words:
            start, end = Clock(begins, sure=True), Clock(ends, sure=True)
            return Mention(at, at + len(words), clock=start, clock_to=end, ranged=True)
    return None
