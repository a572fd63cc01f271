"""Days: dates in digits and words, weekdays, "tomorrow", "in two weeks", "next month"."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from assistant.understanding.when.feasts import feast_at
from assistant.understanding.when.habits import habit_at
from assistant.understanding.when.lexicon import sequence_at
from assistant.understanding.when.mentions import Days, Line
from assistant.understanding.when.numbers import digits_at, number_at, ordinal_at
from assistant.understanding.when.numeric import numeric_at, year_at
from assistant.understanding.when.offsets import offset_day_at, stretch_ahead_at, weekdays_ahead_at
from assistant.understanding.when.periods import period_part_at
from assistant.understanding.when.stretches import stretch_at
from assistant.understanding.when.weekdays import weekday_at

Found = tuple[Days, int]
"""Conditions on a day and the token after the words that say them."""
_MONTHS, _DAYS, _NOON = 12, 31, 12
_FIFTH = 5
_MOST_LITTLE_WORDS = 3
_FURTHEST_SHIFT = 400
_OF = frozenset({"of", "de", "del", "-", "/", ".", ",", "in", "en"})
_ARTICLES = frozenset({"the", "el", "dia", "del"})
_NO_DATE_BEFORE = frozenset({".", "/", "$", "#", ":", "+", "€"})
_NOT_A_DAY = frozenset(
    {"time", "floor", "street", "st", "ave", "avenue", "grade", "one", "option", "choice", "person",
     "half", "round", "quarter", "visit", "dose", "shot", "opinion", "week", "birthday", "piso", "vez",
     "hour", "opcion", "cita", "semana", "name", "appointment", "available", "thing", "slot", "ronda",
     "thought", "day", "percent", "party"}
)  # fmt: skip


def day_at(line: Line, at: int) -> Found | None:
    """The day said at token `at`, if any."""
    token = line.t[at]
    if token.isdigit():
        readers = _DIGIT_READERS
    elif token in line.lexicon.starters:
        readers = _WORD_READERS
    else:
        return None
    for reader in readers:
        found = reader(line, at)
        if found is not None:
            return found
    return None


def _dom_month(line: Line, at: int) -> Found | None:
    """3 march, 3rd of march 2027, 3 de marzo, tres de marzo."""
    found = ordinal_at(line, at) or number_at(line, at)
    if (
        found is None
        or not 1 <= found[0] <= _DAYS
        or (line.glued(at) and line.t[at - 1] in _NO_DATE_BEFORE)
    ):
        return None
    dom, past = found
    glue = 0
    while line.t[past + glue] in _OF | {"the", "mes"} and glue < _MOST_LITTLE_WORDS:
        glue += 1
    month = line.lexicon.months.get(line.t[past + glue])
    if month is None:
        return _dom_of_numbered_month(line, dom, past)
    if line.t[past + glue] in line.lexicon.words_too and not _month_in_company(
        line, past + glue, glue
    ):
        return None
    past += glue + 1
    if line.t[past] == "." and line.t[past + 1].isdigit():
        past += 1
    year = year_at(line, past)
    return (
        (Days(dom=dom, month=month, year=year[0]), year[1])
        if year
        else (Days(dom=dom, month=month), past)
    )


def _month_in_company(line: Line, at: int, glue: int) -> bool:
    """Thus: "3 may" is a date, "option 3 may work" is not."""
    if line.t[at] != "may":
        return True
    return (
        glue > 0
        or line.t[at + 1] in {"", ".", ",", "?", "!", "at", "and"}
        or line.t[at + 1].isdigit()
    )


def _dom_of_numbered_month(line: Line, dom: int, past: int) -> Found | None:
    """El 21 del 3."""
    if line.t[past] in {"del", "de"} and line.t[past - 2] in {"el", "dia"}:
        month = digits_at(line, past + 1, 2)
        if (
            month is not None
            and 1 <= month <= _MONTHS
            and line.t[past + 2] not in line.lexicon.units
        ):
            return Days(dom=dom, month=month), past + 2
    return None


def _month_dom(line: Line, at: int) -> Found | None:
    """March 3, march the 3rd, march/3/2027, march 3 2027; or the month alone."""
    month = line.lexicon.months.get(line.t[at])
    if month is None:
        return None
    past = at + 1
    while line.t[past] in {".", "the", "/", "-", ",", "el", "of", "de"} and past < at + 3:
        past += 1
    found = ordinal_at(line, past) or number_at(line, past)
    if found is None or not 1 <= found[0] <= _DAYS or not _stands_for_a_day(line, found[1]):
        return _month_alone(line, at, month)
    dom, past = found
    after = past + 1 if line.t[past] in {",", "/", "-", "."} else past
    year = year_at(line, after)
    if year:
        return Days(month=month, dom=dom, year=year[0]), year[1]
    return Days(month=month, dom=dom), past


def _stands_for_a_day(line: Line, past: int) -> bool:
    """Is a number after a month a day, not the hour of "in march 3 pm" or a count?"""
    if line.t[past] in {"pm", "am", "people", "percent", "%"}:
        return False
    return not (line.t[past] == ":" and line.glued(past))


_MONTH_LEADS = frozenset({"in", "en", "of", "de", "del", "during", "by", "until", "till", "through",
                          "hasta", "para", "since", "desde", "before", "after", "mes", "late", "early"})  # fmt: skip


def _month_alone(line: Line, at: int, month: int) -> Found | None:
    word, before = line.t[at], line.t[at - 1]
    past = at + 2 if line.t[at + 1] == "." and line.t[at + 2].isdigit() else at + 1
    year = year_at(line, past)
    if year:
        return Days(month=month, year=year[0]), year[1]
    which = "next" if before in line.lexicon.next else "this" if before in line.lexicon.this else ""
    if word in line.lexicon.words_too and before not in _MONTH_LEADS and not which:
        return None
    if word == "may" and line.t[at + 1] in {"be", "i", "not", "have"}:
        return None
    return Days(month=month, weak=not which and before not in _MONTH_LEADS), at + 1


def _ordinal_dom(line: Line, at: int) -> Found | None:
    """The 14th, the twenty-first, el primero; not "the second option"."""
    found = ordinal_at(line, at)
    if found is None or not 1 <= found[0] <= _DAYS:
        return None
    dom, past = found
    in_digits = line.t[at].isdigit()
    if line.t[past] in _NOT_A_DAY or line.t[past] in line.lexicon.units:
        return None
    if not in_digits and line.t[at - 1] not in _ARTICLES:
        return None
    if (
        not in_digits
        and dom <= _FIFTH
        and line.t[at - 2] not in {"on", "for", "by", "until", "dia", "para"}
        and (line.t[past] not in {"of", "de", "del"} and line.t[at - 1] != "dia")
    ):
        return None
    return Days(dom=dom), past


def _number_dom(line: Line, at: int) -> Found | None:
    """El 14, dia quince, on the 14."""
    found = number_at(line, at)
    if found is None or not 1 <= found[0] <= _DAYS or line.t[at - 1] not in _ARTICLES:
        return None
    dom, past = found
    if line.t[at - 1] == "the" and line.t[at - 2] not in {"on", "for", "by", "until", "from", "to"}:
        return None
    if (
        line.t[past] in _NOT_A_DAY
        or line.t[past] in line.lexicon.units
        or line.t[past] in {"%", ":", "pm", "am"}
    ):
        return None
    if line.t[past] == "." and line.glued(past) and line.t[past + 1].isdigit():
        return None
    return Days(dom=dom, weak=True), past


def _away(line: Line, at: int) -> Found | None:
    """today, tomorrow, the day after tomorrow, pasado mañana."""
    length = sequence_at(line.lexicon.away, line.t, at)
    if not length:
        return None
    words = line.t[at : at + length]
    day = line.today + timedelta(days=line.lexicon.offsets[words])
    if words == ("tom",) and not (
        line.t[at + 1] in {"", "at", "morning", "afternoon"} or line.t[at + 1].isdigit()
    ):
        return None
    past = at + length
    later = _after_that(line, past, day)
    return later or (Days(first=day, last=day), past)


def _after_that(line: Line, past: int, day: date) -> Found | None:
    """Tomorrow week, "mañana en ocho"."""
    if line.t[past : past + 2] == ("en", "ocho") or line.t[past] == "week":
        week_on = day + timedelta(days=7)
        return Days(first=week_on, last=week_on), past + (2 if line.t[past] == "en" else 1)
    return None


def _amount_from_day(line: Line, at: int) -> Found | None:
    """A week from friday, 2 weeks after tuesday, dos días después del lunes."""
    found = number_at(line, at) or ((1, at + 1) if line.t[at] in {"a", "an", "un", "una"} else None)
    if found is None and line.t[at] not in {"week", "day"}:
        return None
    amount, past = found or (1, at)
    unit = line.lexicon.units.get(line.t[past])
    if unit not in {"day", "week"} or amount > _FURTHEST_SHIFT:
        return None
    past += 1
    if line.t[past] in {"from", "after"}:
        past += 1
    elif line.t[past : past + 2] in {("despues", "de"), ("despues", "del"), ("after", "the")}:
        past += 2
    else:
        return None
    base = (
        weekday_at(line, past)
        or _away(line, past)
        or _dom_month(line, past)
        or _month_dom(line, past)
    )
    if base is None or base[0].every:
        return None
    return replace(base[0], shift=amount * (7 if unit == "week" else 1)), base[1]


def _week_of(line: Line, at: int) -> Found | None:
    """The week of the 6th, la semana del 18, week of October 6th."""
    if line.t[at] not in {"week", "semana"}:
        return None
    past = at + 1
    if line.t[past : past + 3] == ("que", "va", "del"):
        past += 2
    if line.t[past] not in {"of", "del", "de", "starting", "beginning"}:
        return None
    while (
        line.t[past] in {"of", "del", "de", "el", "the", "starting", "beginning", "on", "dia"}
        and past < at + 6
    ):
        past += 1
    base = (
        _dom_month(line, past)
        or _month_dom(line, past)
        or _ordinal_dom(line, past)
        or _number_dom(line, past)
    )
    base = base or numeric_at(line, past)
    if base is None or base[0].dom is None:
        return None
    return replace(base[0], which="week-of", weak=False), base[1]


_Reader = Callable[[Line, int], Found | None]
_DIGIT_READERS: tuple[_Reader, ...] = (
    numeric_at, period_part_at, _dom_month, _amount_from_day, habit_at, weekdays_ahead_at, offset_day_at, stretch_ahead_at, stretch_at, _ordinal_dom, _number_dom,
)  # fmt: skip
_WORD_READERS: tuple[_Reader, ...] = (
    _amount_from_day, weekdays_ahead_at, offset_day_at, stretch_ahead_at, _week_of, period_part_at, habit_at, stretch_at, _away, weekday_at, _dom_month, _month_dom, _ordinal_dom, _number_dom,
    feast_at,
)  # fmt: skip
