"""Hours that only their company shows: "at 3", "3 to 5", "tomorrow 9"."""

from dataclasses import replace

from assistant.understanding.when.clocks import bare_clock_at, clock_at, with_part
from assistant.understanding.when.days import day_at
from assistant.understanding.when.lexicon import sequence_at, sequence_before
from assistant.understanding.when.mentions import Clock, Line, Mention
from assistant.understanding.when.parts import part_at, part_follows

_BETWEEN = frozenset({"between", "entre", "btw", "btwn", "bet"})
_PART_LEADS = frozenset({"in", "the", "at", "de", "la", "por", "en", "during", "a", "of"})
_ZONES = frozenset(
    {
        "et",
        "est",
        "edt",
        "ct",
        "cst",
        "cdt",
        "mt",
        "mst",
        "mdt",
        "pt",
        "pst",
        "pdt",
        "eastern",
        "pacific",
    }
)
"""A zone named beside a time is taken for the practice's own."""
_RUN_TOGETHER = 3
"""Digits of an hour with its minutes ("230")."""
_ONES = frozenset({"a", "un", "una", "one"})
_AFTER_AN_ANSWER = frozenset({"works", "is", "please", "pls", "would", "good", "esta", "me", "por"})
_MAKES = frozenset({"do", "it", "sea", "ser", "say", "for"})
_AFTER_MADE = frozenset({"", ".", "?", "!", ",", "instead", "please", "pls", "then", "works"})
"""Around the hour of "can we do 4 instead"."""
_AFTER_TIMES = frozenset(
    {"please", "pls", "works", "on", "in", "for", "with", "is", "or", "and", "would", "instead", "if", "then",
     "por", "para", "con", "el", "esta", "o", "y", "thanks", "gracias", "but", "good", "ok", "to", "at"}
)  # fmt: skip


def _either_clock(line: Line, at: int) -> tuple[Clock, int] | None:
    while line.t[at] in {"las", "la", "at", "around", "about", "los"}:
        at += 1
    return clock_at(line, at) or bare_clock_at(line, at)


def clock_range_at(line: Line, at: int, before: Mention | None) -> Mention | None:
    """3 to 5, 9-11am, between 9 and 11, de 3 a 5, from 9:30 until 11."""
    first = clock_at(line, at) or bare_clock_at(line, at)
    if first is None:
        return None
    start, past = _with_own_part(line, first)
    lead = lead_word(line, at)
    day = day_at(line, past) if lead in _BETWEEN else None
    if day is not None and day[0].month is None:
        past = day[1]
    if line.t[past] in _ZONES and _link_at(line, past + 1):
        past += 1
    if not _link_at(line, past) or (
        line.t[past] in {"and", "y", "e", "&"} and lead not in _BETWEEN
    ):
        return None
    second = _either_clock(line, past + 1)
    if second is None or second[0].impossible or start.impossible:
        return None
    end, end_past = second
    is_dated = lead in line.lexicon.weekdays or line.t[at - 1] == "el"  # "el 10 a las 9"
    if start.bare and line.t[past + 1] == "las" and is_dated:
        return None
    if (end.bare or start.bare) and not _hours_to_hours(line, (at, end_past), (start, end), before):
        return None
    days = day[0] if day is not None and day[1] == past else None
    return Mention(at, end_past, days=days, clock=start, clock_to=end, ranged=True)


def _hours_to_hours(
    line: Line, span: tuple[int, int], clocks: tuple[Clock, Clock], before: Mention | None
) -> bool:
    """Is a range with plain numbers one of hours, and not a price, a phone number or a count?"""
    start, end = clocks
    at, past = span
    if start.bare and line.glued(at) and line.t[at - 1] in {"-", "/", ".", "$"}:
        return False
    if counts_things(line, past):
        return False
    return not (start.bare and end.bare) or _range_of_hours(line, span, lead_word(line, at), before)


def _with_own_part(line: Line, found: tuple[Clock, int]) -> tuple[Clock, int]:
    """The clock with the part of the day that stands between it and "to" ("3 in the morning to 5")."""
    clock, past = found
    at = past
    while line.t[at] in _PART_LEADS and at < past + 3:
        at += 1
    part = part_at(line, at)
    if part is None or not _link_at(line, part[1]) or line.t[part[1]] == "a":
        return found
    return with_part(clock, part[0]), part[1]


def _link_at(line: Line, at: int) -> bool:
    return (
        line.t[at] in line.lexicon.to
        or line.t[at] == "&"
        or (line.t[at] == "a" and line.t[at + 1] == "las")
    )


def lead_word(line: Line, at: int) -> str:
    """The word before, past articles."""
    at -= 1
    while at >= 0 and line.t[at] in {"las", "la", "the", "around", "about"}:
        at -= 1
    return line.t[at] if at >= 0 else ""


def _range_of_hours(line: Line, span: tuple[int, int], lead: str, before: Mention | None) -> bool:
    """Are two plain numbers hours? Company, or the whole text, says so."""
    at, past = span
    ones = line.t[at] in {"un", "una", "a", "an"} or line.t[past - 1] in {"un", "uno", "a"}
    goes_on = (
        line.glued(past) and line.t[past] in {"-", "/", ".", ":"} and line.t[past + 1].isdigit()
    )
    if ones or goes_on:
        return False
    if part_follows(line, past):
        return True
    if lead in line.lexicon.since or lead in line.lexicon.at:
        ends = line.t[past] in {"", ".", ",", "?", "!"} or line.t[at - 1] == "las"
        return ends or lead not in {"like", "de"}
    if line.t[at - 1] == "las":
        return True
    if before is not None and before.past >= at - 2 and (before.days or before.part):
        return True
    return _day_follows(line, past) or (line.expects_when and line.whole(at, past))


def _day_follows(line: Line, past: int) -> bool:
    """Does a day stand here, past "on" and the like?"""
    while line.t[past] in {"on", "el", "los", "this"}:
        past += 1
    following = day_at(line, past)
    return following is not None and following[0].month is None


def counts_things(line: Line, past: int) -> bool:
    """Does the word here make the number before it a count ("2 people", "3 weeks")?"""
    token = line.t[past]
    return (
        token in line.lexicon.not_hours - {"or", "o"}
        or token in line.lexicon.units
        or (token in line.lexicon.months)
    )


def bare_hour_at(line: Line, at: int, before: Mention | None) -> Mention | None:
    """A plain number that its company makes an hour: "at 3", "tomorrow 9", "3 in the afternoon"."""
    found = bare_clock_at(line, at)
    if found is None or counts_things(line, found[1]) or line.t[found[1]] in line.lexicon.not_hours:
        return None
    clock, past = found
    if line.glued(at) and line.t[at - 1] in {".", "-", "/", "$", "#", ":", "+", "€"}:
        return None
    if line.glued(past) and (line.t[past] in {"%", "/", ":"} or line.t[past][:1].isalpha()):
        return None
    if (
        line.glued(past)
        and line.t[past] in {".", "-", ","}
        and line.t[past + 1].isdigit()
        and line.glued(past + 1)
    ):
        return None
    if _in_a_formula(line, past) or not _is_an_hour(line, clock, (at, past), before):
        return None
    weak = line.t[at - 1] in _MAKES and not part_follows(line, past)
    return Mention(at, past, clock=replace(clock, weak=weak))


def _in_a_formula(line: Line, past: int) -> bool:
    """10 - 10.1: what follows the dash is no hour, so neither is this."""
    decimal = line.t[past + 2] == "." and line.glued(past + 2) and line.glued(past + 3)
    return (
        line.t[past] == "-"
        and line.t[past + 1].isdigit()
        and decimal
        and line.t[past + 3].isdigit()
    )


def _is_an_hour(line: Line, clock: Clock, span: tuple[int, int], before: Mention | None) -> bool:
    at, past = span
    plain = line.t[at].isdigit()
    lead = line.t[at - 1] if at else ""
    if lead in _ALL or lead in line.lexicon.at:
        return lead not in _ALL and _at_that_hour(line, at, past)
    if lead == "la" and line.t[at] in {"una", "1"}:
        return line.t[at - 2] in {"a", "para", "de", "desde", "hasta", "es"}
    if not plain and clock.minute and _ends_clause(line, past):
        return True
    made = lead in _MAKES and line.t[past] in _AFTER_MADE
    if plain and (made or (lead in _CLAUSE_STARTS and line.t[past : past + 2] in _SUITS)):
        return True
    if part_follows(line, past):
        return line.t[at] not in _ONES or line.t[past] in {"in", "de", "at"}
    return _bounded_or_near(line, clock, span, before)


_ALL = frozenset({"all", "these", "those", "todos", "todas"})
"""After these a number counts what follows ("all four afternoon classes")."""
_CLAUSE_STARTS = frozenset({"", ".", ",", "!", "?", ";"})
_SUITS = frozenset(
    {("would", "be"), ("works", "for"), ("works", "best"), ("works", "great"), ("works", "better"), ("is", "good"),
     ("is", "fine"), ("is", "great"), ("is", "perfect"), ("is", "best"), ("is", "better"), ("sounds", "good"),
     ("me", "queda"), ("esta", "bien"), ("seria", "perfecto"), ("seria", "mejor")}
)  # fmt: skip


def _at_that_hour(line: Line, at: int, past: int) -> bool:
    """At 5, around five, at 230; not "about two visits", nor "at 235 West Street"."""
    plain, lead = line.t[at].isdigit(), line.t[at - 1]
    if not plain:
        return lead not in {"like", "about", "sobre"} or part_follows(line, past)
    return len(line.t[at]) < _RUN_TOGETHER or _ends_clause(line, past)


def _bounded_or_near(
    line: Line, clock: Clock, span: tuple[int, int], before: Mention | None
) -> bool:
    """After 3, 3 or later, tomorrow 9, 9 tomorrow; or the whole answer to "what time"."""
    at, past = span
    plain = line.t[at].isdigit()
    lexicon = line.lexicon
    led = sequence_before(lexicon.after, line.t, at) or sequence_before(lexicon.before, line.t, at)
    if led:
        return line.t[at] not in _ONES
    if sequence_at(lexicon.or_after, line.t, past) and line.t[past] != "on":
        return True
    if before is not None and (before.part or before.days) and _near(line, before.past, at):
        return plain or clock.minute > 0 or (before.part is not None and line.t[at] not in _ONES)
    if line.t[past : past + 2] == (",", "tonight") or _alternative_follows(line, past):
        return plain or clock.minute > 0
    if plain and at < _RUN_TOGETHER and _plain_day_at(line, past):
        return True
    answers = line.whole(at, past) or (at == 0 and line.t[past] in _AFTER_AN_ANSWER)
    return line.expects_when and answers


def _alternative_follows(line: Line, past: int) -> bool:
    """Does another time stand behind "or" ("2 or 2:30", "8 or 9 in the morning", "230 or anytime after 4")?"""
    if line.t[past] not in {"or", "o", "u"}:
        return False
    at = past + 1
    while line.t[at] in _BEFORE_ANOTHER and at < past + _MOST_LITTLE:
        at += 1
    led = line.t[at - 1] in _BEFORE_ANOTHER
    found = clock_at(line, at)
    if found is not None:
        return True
    bare = bare_clock_at(line, at)
    if bare is None or not line.t[at].isdigit() or counts_things(line, bare[1]):
        return False
    return led or part_follows(line, bare[1]) or _day_follows(line, bare[1])


_BEFORE_ANOTHER = frozenset({"at", "any", "anytime", "time", "after", "before", "around", "maybe", "like", "a", "las",
                             "despues", "de", "antes", "about"})  # fmt: skip
_MOST_LITTLE = 4


def _plain_day_at(line: Line, at: int) -> bool:
    """Does a weekday, a word like "tomorrow" or "on the 9th" stand here?"""
    if line.t[at : at + 2] in {("on", "the"), ("el", "dia")}:
        on_the = day_at(line, at + 2)
        return on_the is not None and on_the[0].dom is not None
    found = day_at(line, at)
    if found is None or found[0].month is not None or found[0].dom is not None:
        return False
    return found[0].weekday is not None or found[0].first == found[0].last


def _ends_clause(line: Line, past: int) -> bool:
    """After "at 230": the end, a mark, or a word that goes with a time; not a street's name."""
    token = line.t[past]
    return not token.isalpha() or token in line.lexicon.starters or token in _AFTER_TIMES


def _near(line: Line, past: int, at: int) -> bool:
    return all(token in {",", "at", "@", "around"} for token in line.t[past:at])
