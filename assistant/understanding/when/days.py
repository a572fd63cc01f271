"""Days: dates in digits and words, weekdays, "tomorrow", "in two weeks", "next month"."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from assistant.understanding.when.feasts import feast_at
from assistant.understanding.when.habits import habit_at
from assistant.understanding.when.lengths import length_at, length_of
from assistant.understanding.when.lexicon import sequence_at
from assistant.understanding.when.mentions import Days, Length, Line
from assistant.understanding.when.numbers import digits_at, number_at, ordinal_at
from assistant.understanding.when.numeric import dashed_year_at, numeric_at, year_at
from assistant.understanding.when.offsets import offset_day_at, stretch_ahead_at, weekdays_ahead_at
from assistant.understanding.when.periods import period_part_at
from assistant.understanding.when.stretches import stretch_at
from assistant.understanding.when.weekdays import weekday_at

Found = tuple[Days, int]
"""Conditions on a day and the token after the words that say them."""
_Chain = tuple[tuple[str, ...], int, bool]
"""Words between a length and its day, which way it counts, and whether it may last from there."""
_MONTHS, _DAYS, _NOON = 12, 31, 12
_FIFTH, _YEAR_DIGITS = 5, 4
_MOST_LITTLE_WORDS = 3
_FURTHEST_SHIFT = 400
_OF = frozenset({"of", "de", "del", "-", "/", ".", ",", "in", "en"})
_ARTICLES = frozenset({"the", "el", "dia", "del", "al"})
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
            return _with_tail(line, found)
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
    year = year_at(line, past) or dashed_year_at(line, past)
    return (
        (Days(dom=dom, month=month, year=year[0]), year[1])
        if year
        else (Days(dom=dom, month=month), past)
    )


def _year_month_dom(line: Line, at: int) -> Found | None:
    """2027 Oct 2."""
    year = digits_at(line, at)
    month = line.lexicon.months.get(line.t[at + 1])
    if year is None or month is None or len(line.t[at]) != _YEAR_DIGITS:
        return None
    dom = ordinal_at(line, at + 2) or number_at(line, at + 2)
    if dom is None or not 1 <= dom[0] <= _DAYS:
        return None
    return Days(year=year, month=month, dom=dom[0]), dom[1]


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
    year = year or dashed_year_at(line, past)
    if year:
        return Days(month=month, dom=dom, year=year[0]), year[1]
    return Days(month=month, dom=dom), past


def _stands_for_a_day(line: Line, past: int) -> bool:
    """Is a number after a month a day, not the hour of "in march 3 pm" or a count?"""
    if line.t[past] in {"pm", "am", "people", "percent", "%"}:
        return False
    return not (line.t[past] == ":" and line.glued(past))


def _month_of_range(line: Line, at: int) -> bool:
    """From March to May: months that are words too, with another month beyond "to"."""
    months, to = line.lexicon.months, line.lexicon.to
    return (line.t[at + 1] in to and line.t[at + 2] in months) or (
        line.t[at - 1] in to and line.t[at - 2] in months
    )


_MONTH_LEADS = frozenset({"in", "en", "of", "de", "del", "during", "by", "until", "till", "through",
                          "hasta", "para", "since", "desde", "before", "after", "mes", "late", "early"})  # fmt: skip


def _month_alone(line: Line, at: int, month: int) -> Found | None:
    word, before = line.t[at], line.t[at - 1]
    past = at + 2 if line.t[at + 1] == "." and line.t[at + 2].isdigit() else at + 1
    year = year_at(line, past)
    if year:
        return Days(month=month, year=year[0]), year[1]
    which = "next" if before in line.lexicon.next else "this" if before in line.lexicon.this else ""
    led = before in _MONTH_LEADS or _month_of_range(line, at)
    if word in line.lexicon.words_too and not led and not which:
        return None
    if word == "may" and line.t[at + 1] in {"be", "i", "not", "have"}:
        return None
    return Days(month=month, weak=not which and not led), at + 1


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
    if found is None or not 1 <= found[0] <= _DAYS:
        return None
    dom, past = found
    if line.t[at - 1] == "on" and line.t[at].isdigit() and line.t[past] in _ENDS:
        return Days(dom=dom, weak=True), past
    return (Days(dom=dom, weak=True), past) if _is_a_dom(line, at, past) else None


def _is_a_dom(line: Line, at: int, past: int) -> bool:
    """Does the article before a number make it a day, and nothing behind it something else?"""
    led = line.t[at - 1] in _ARTICLES
    if line.t[at - 1] == "the":
        led = line.t[at - 2] in {"on", "for", "by", "until", "from", "to"}
    after = line.t[past]
    counts = after in _NOT_A_DAY or after in line.lexicon.units or after in {"%", ":", "pm", "am"}
    goes_on = after == "." and line.glued(past) and line.t[past + 1].isdigit()
    return led and not counts and not goes_on


_ENDS = frozenset({"", ".", ",", "?", "!", "at", "please", "pls"})


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


def _from_now(line: Line, at: int) -> Found | None:
    """Between now and Friday, from now until the 5th."""
    opens = line.t[at - 1] in {"between", "from", "entre", "desde", "de"}
    if line.t[at] not in {"now", "ahora"} or not opens:
        return None
    if line.t[at + 1] not in line.lexicon.to | {"al"}:
        return None
    return Days(first=line.today, last=line.today), at + 1


def _after_that(line: Line, past: int, day: date) -> Found | None:
    """Tomorrow week, "mañana en ocho"."""
    if line.t[past : past + 2] == ("en", "ocho") or line.t[past] == "week":
        week_on = day + timedelta(days=7)
        return Days(first=week_on, last=week_on), past + (2 if line.t[past] == "en" else 1)
    return None


def _length_from_day(line: Line, at: int) -> Found | None:
    """A week from friday, 2 weeks after tuesday, dos días después del lunes, the day before Thanksgiving."""
    found = length_at(line, at)
    if line.t[at - 1] in _WHICHEVER:  # "any day after the 15th" is no one day
        return None
    if found is None and line.t[at] in {"week", "day", "semana", "dia"}:
        found = length_of(1, line.lexicon.units[line.t[at]]), at + 1
    if found is None or found[0].has_clock or found[0].days > _FURTHEST_SHIFT:
        return None
    length, past = found
    chain = next((one for one in _CHAINS if line.t[past : past + len(one[0])] == one[0]), None)
    if chain is None:
        chain = _british(line, at, past, found[0])
    if chain is None:
        return None
    words, sign, lasting = chain
    base = _base_at(line, past + len(words))
    if base is None or base[0].every:
        return None
    dated = base[0].dom is not None and length.parts == 1
    if lasting and dated and line.t[at - 1] in _LASTING:
        return replace(base[0], lasts=length), base[1]
    return _moved_by(base[0], length, sign), base[1]


def _british(line: Line, at: int, past: int, length: Length) -> _Chain | None:
    """A week on Friday, two weeks tomorrow: counted from that day, as the British say it."""
    if length.unit != "week" or line.t[at - 1] in line.lexicon.within or length.parts > 1:
        return None
    words = ("on",) if line.t[past] == "on" else ()
    after = line.t[past + len(words)]
    known = after in line.lexicon.weekdays or after in {"today", "tomorrow"}
    return (words, 1, False) if known else None


def _base_at(line: Line, at: int) -> Found | None:
    """The day that something is counted from."""
    for reader in _BASES:
        found = reader(line, at)
        if found is not None:
            return found
    return None


def _moved_by(days: Days, length: Length, sign: int) -> Days:
    """The day that much later or earlier."""
    return replace(
        days,
        shift=days.shift + sign * length.days,
        shift_months=days.shift_months + sign * length.months,
        weak=False,
    )


def _with_tail(line: Line, found: Found) -> Found:
    """What may follow a day: "+ 10 days", "for 3 days"."""
    days, past = found
    if line.t[past] == "+" or (
        line.t[past] in _LASTING and days.first == days.last and not days.every
    ):
        length = length_at(line, past + 1)
        if length is not None and not length[0].has_clock:
            if line.t[past] == "+":
                return _moved_by(days, length[0], 1), length[1]
            return replace(days, lasts=length[0]), length[1]
    return found


_LASTING = frozenset({"for", "por", "durante"})
_WHICHEVER = frozenset({"any", "some", "cualquier", "algun", "cualquiera"})
_CHAINS: tuple[_Chain, ...] = (
    (("after", "the"), 1, False), (("after",), 1, False), (("from", "the"), 1, True), (("from",), 1, True),
    (("starting", "from"), 1, True), (("starting", "on"), 1, True), (("starting",), 1, True),
    (("beginning",), 1, True), ((",", "from"), 1, True), (("before", "the"), -1, False), (("before",), -1, False),
    (("prior", "to"), -1, False), (("despues", "de"), 1, False), (("despues", "del"), 1, False),
    (("antes", "de"), -1, False), (("antes", "del"), -1, False), (("a", "partir", "de"), 1, True),
    (("a", "partir", "del"), 1, True), (("desde",), 1, True),
)  # fmt: skip


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
_BASES: tuple[_Reader, ...] = (
    weekday_at, _away, numeric_at, _dom_month, _month_dom, feast_at, _ordinal_dom, _number_dom,
)  # fmt: skip
_DIGIT_READERS: tuple[_Reader, ...] = (
    numeric_at, _year_month_dom, period_part_at, _dom_month, _length_from_day, habit_at, weekdays_ahead_at, offset_day_at, stretch_ahead_at, stretch_at, _ordinal_dom, _number_dom,
)  # fmt: skip
_WORD_READERS: tuple[_Reader, ...] = (
    _length_from_day, weekdays_ahead_at, offset_day_at, stretch_ahead_at, _week_of, period_part_at, habit_at, stretch_at, _away, _from_now, weekday_at, _dom_month, _month_dom, _ordinal_dom, _number_dom,
    feast_at,
)  # fmt: skip
