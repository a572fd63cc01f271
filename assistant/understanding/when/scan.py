"""Finding the mentions of a text, left to right."""

from dataclasses import replace

from assistant.understanding.when.clocks import clock_at
from assistant.understanding.when.days import day_at
from assistant.understanding.when.hours import bare_hour_at, clock_range_at, counts_things
from assistant.understanding.when.joins import bounded, joined_ranges, lasting, paired, targets
from assistant.understanding.when.mentions import Days, Line, Mention
from assistant.understanding.when.numbers import number_at, ordinal_at
from assistant.understanding.when.numeric import year_at
from assistant.understanding.when.offsets import moment_at
from assistant.understanding.when.parts import (
    custom_at,
    part_at,
    part_follows,
    part_mention,
    qualified_part_at,
)
from assistant.understanding.when.periods import month_said_at

_LAST_DOM = 31
_MOST_FILLERS = 3
_NEIGHBOURS = 2
"""Days apart up to which "the 5th or 6th of May" is one stretch."""
_MOST_EFFORT, _NUMBER, _WORD = 240, 5, 1
"""Looking at a number costs more than at a word; no patient's text comes near the limit."""


def mentions_of(line: Line) -> list[Mention]:
    """Every mention of the text, in order, ranges joined and open bounds marked."""
    found: list[Mention] = []
    at = effort = 0
    while at < line.count and effort < _MOST_EFFORT:
        mention = None
        token = line.t[at]
        if _may_begin(line, at, token):
            effort += _NUMBER if token.isdigit() else _WORD
            mention = _mention_at(line, at, found[-1] if found else None)
        if mention is None:
            at += 1
            continue
        found.append(mention)
        at = max(mention.past, at + 1)
    if not found:
        return found
    found = bounded(line, lasting(line, joined_ranges(line, paired(line, found))))
    return targets(line, found) if line.moves else found


def _may_begin(line: Line, at: int, token: str) -> bool:
    """Can a mention begin here? After a little word something must follow that could begin one itself."""
    if at in line.taken:
        return False
    if token.isdigit():
        return True
    lexicon = line.lexicon
    if token not in lexicon.starters:
        return False
    if token not in lexicon.openers:
        return True
    past = at + 1
    while line.t[past] in lexicon.little and past < at + _MOST_FILLERS:
        past += 1
    behind = line.t[past]
    return behind in lexicon.starters or behind.isdigit() or behind in _FOLLOW


_FOLLOW = frozenset(
    {
        "school",
        "work",
        "escuela",
        "trabajo",
        "trabajar",
        "comer",
        "almuerzo",
        "almorzar",
        "par",
        "hora",
        "hour",
    }
)
"""Words behind a little word that begin nothing themselves."""


def _mention_at(line: Line, at: int, before: Mention | None) -> Mention | None:
    part = part_at(line, at)
    if part:
        return part_mention(line, at, part[0])
    found = _dom_range(line, at) or clock_range_at(line, at, before) or moment_at(line, at)
    if found:
        return found
    clock = clock_at(line, at)
    if clock:
        return Mention(at, clock[1], clock=clock[0])
    day = day_at(line, at)
    if day and not (day[0].weak and day[0].dom and _better_as_clock(line, day[1])):
        return Mention(at, day[1], days=day[0])
    return qualified_part_at(line, at) or custom_at(line, at) or bare_hour_at(line, at, before)


def _dom_range(line: Line, at: int) -> Mention | None:
    """26 to 28 june, 7 al 9 de marzo, from ninth till seventeenth of april; august 10 - 22."""
    if line.t[at] in line.lexicon.months:
        return _month_range(line, at)
    first = ordinal_at(line, at) or number_at(line, at)
    if first is None or not 1 <= first[0] <= _LAST_DOM:
        return None
    past = first[1]
    either = line.t[past] in {"or", "o", "u"}
    if not either and line.t[past] not in line.lexicon.to | {"al"}:
        return None
    past += 1
    while line.t[past] in {"the", "el", "al"}:
        past += 1
    second = _dom_in_month(line, past) or day_at(line, past)
    if (
        second is None
        or second[0].month is None
        or second[0].dom is None
        or second[0].dom < first[0]
    ):
        return None
    if either and second[0].dom - first[0] > _NEIGHBOURS:
        return None
    start = replace(second[0], dom=first[0], swapped=None)
    return Mention(at, second[1], days=start, days_to=second[0], ranged=True)


def _dom_in_month(line: Line, at: int) -> tuple[Days, int] | None:
    """The end of "4 to 23 of next month"."""
    dom = ordinal_at(line, at) or number_at(line, at)
    month = month_said_at(line, dom[1]) if dom and 1 <= dom[0] <= _LAST_DOM else None
    if dom is None or month is None:
        return None
    return Days(dom=dom[0], month=month[0].month, year=month[0].year), month[1]


def _month_range(line: Line, at: int) -> Mention | None:
    """August 10 - 22, 2026; november 19-20; march 3rd to 5th."""
    start = day_at(line, at)
    if start is None or start[0].dom is None or start[0].month is None or start[0].year:
        return None
    link = start[1]
    if line.t[link] not in line.lexicon.to or line.t[link] in {"and", "y"}:
        return None
    if line.t[link + 1] == "the":
        link += 1
    second = ordinal_at(line, link + 1) or number_at(line, link + 1)
    if (
        second is None
        or not start[0].dom < second[0] <= _LAST_DOM
        or counts_things(line, second[1])
    ):
        return None
    if line.t[second[1]] in {":", "am", "pm", "/"}:
        return None
    year = year_at(line, second[1])
    past = year[1] if year else second[1]
    end = replace(start[0], dom=second[0], year=year[0] if year else None)
    return Mention(at, past, days=replace(start[0], year=end.year), days_to=end, ranged=True)


def _better_as_clock(line: Line, past: int) -> bool:
    return line.t[past] in {"am", "pm", ":"} or part_follows(line, past)
