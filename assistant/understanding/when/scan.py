"""Finding the mentions of a text, left to right, and joining them to ranges and bounds."""

from dataclasses import replace
from datetime import timedelta

from assistant.domain.facts import PartOfDay
from assistant.understanding.when.clocks import bare_clock_at, clock_at, with_part
from assistant.understanding.when.days import day_at, year_at
from assistant.understanding.when.lexicon import sequence_at, sequence_before
from assistant.understanding.when.mentions import Clock, Days, Line, Mention
from assistant.understanding.when.numbers import amount_at, number_at, ordinal_at

_BETWEEN = frozenset({"between", "entre", "btw"})
_PART_LEADS = frozenset({"in", "the", "at", "de", "la", "por", "en", "during", "a", "of"})
_SILENT = frozenset({"the", "el", "la", "las", "los", "dia", "on", ",", "at", "a", "around", "."})
_MANANA = "manana"
_LAST_DOM = 31
_RUN_TOGETHER = 3
"""Digits of an hour with its minutes ("230")."""
_MOST_UNITS = 1_000
_MOST_STARTS = 100
"""Words at which a mention is looked for; more are in no text of a patient, only in an attack."""
_MORNING_LEADS = frozenset({"la", "esta", "misma"})


def mentions_of(line: Line) -> list[Mention]:
    """Every mention of the text, in order, ranges joined and open bounds marked."""
    found: list[Mention] = []
    at = starts = 0
    while at < line.count and starts < _MOST_STARTS:
        mention = None
        token = line.t[at]
        if at not in line.taken and (token.isdigit() or token in line.lexicon.starters):
            starts += 1
            mention = _mention_at(line, at, found[-1] if found else None)
        if mention is None:
            at += 1
            continue
        found.append(mention)
        at = max(mention.past, at + 1)
    if not found:
        return found
    found = _bounded(line, _ranges(line, found))
    return _targets(line, found) if line.moves else found


def _targets(line: Line, found: list[Mention]) -> list[Mention]:
    """Where something is moved to: "from Tuesday to Thursday", "my 2pm tomorrow to Friday at 10"."""
    for at in range(len(found) - 1, -1, -1):
        mention = found[at]
        if mention.ranged and not {"to", "a", "al"}.isdisjoint(
            line.t[mention.first : mention.past]
        ):
            if _lead(line, mention.first) in _BETWEEN | {"to", "for", "para"}:
                return found[at:]
            target = replace(
                mention,
                days=mention.days_to,
                clock=mention.clock_to,
                days_to=None,
                clock_to=None,
                ranged=False,
            )
            return [target, *found[at + 1 :]]
        if at and _lead(line, mention.first) in {"to", "para", "al"}:
            return found[at:]
    return found


def part_at(line: Line, at: int) -> tuple[PartOfDay, int] | None:
    """The part of the day said at word `at`."""
    word = line.t[at]
    if word == "tonight":
        return PartOfDay.NIGHT, at + 1
    if word == _MANANA:
        if line.t[at - 1] in _MORNING_LEADS:
            return PartOfDay.MORNING, at + 1
        return None
    part = line.lexicon.parts.get(word)
    if (
        part is None
        or line.t[at - 1] in {"mas", "muy", "more"}
        or (word == "eve" and line.t[at - 1] in {"", "im"})
    ):
        return None
    if word in {"tarde", "tardes"} and line.t[at - 1] in {
        "voy",
        "llego",
        "llegar",
        "llegare",
        "que",
        "es",
    }:
        return None
    return part, at + 1


def _mention_at(line: Line, at: int, before: Mention | None) -> Mention | None:
    part = part_at(line, at)
    if part:
        return _of_part(line, at, part[0])
    found = _dom_range(line, at) or _clock_range(line, at, before) or _moment(line, at)
    if found:
        return found
    clock = clock_at(line, at)
    if clock:
        return Mention(at, clock[1], clock=clock[0])
    day = day_at(line, at)
    if day and not (day[0].weak and day[0].dom and _better_as_clock(line, day[1])):
        return Mention(at, day[1], days=day[0])
    return _qualified_part(line, at) or _bare(line, at, before)


def _of_part(line: Line, at: int, part: PartOfDay) -> Mention:
    if line.t[at] == "tonight":
        return Mention(at, at + 1, days=Days(first=line.today, last=line.today), part=part)
    if line.t[at - 1] == "esta" or (line.t[at - 1] == "this" and line.t[at] != "lunch"):
        return Mention(at, at + 1, days=Days(first=line.today, last=line.today), part=part)
    return Mention(at, at + 1, part=part)


def _qualified_part(line: Line, at: int) -> Mention | None:
    """This morning, last night, every afternoon."""
    lexicon = line.lexicon
    part = part_at(line, at + 1)
    if part is None:
        return None
    if line.t[at] in lexicon.this:
        days = Days(first=line.today, last=line.today)
    elif line.t[at] in {"last", "anoche"}:
        day = line.today - timedelta(days=1)
        days = Days(first=day, last=day)
    elif line.t[at] in lexicon.every - {"any"}:
        days = Days(every=True, per="daily")
    else:
        return None
    return Mention(at, part[1], days=days, part=part[0])


def _moment(line: Line, at: int) -> Mention | None:
    """In 2 hours, half an hour from now, dentro de 30 minutos."""
    led = line.t[at] in line.lexicon.within
    start = at + 1 if led else at
    if line.t[at : at + 2] == ("dentro", "de"):
        led, start = True, at + 2
    if line.t[start] in {"about", "around", "like", "unas", "unos", "como"}:
        start += 1
    found = amount_at(line, start)
    if found is None:
        return None
    amount, past = found
    if line.t[past] == "an":
        past += 1
    unit = line.lexicon.units.get(line.t[past])
    if unit not in {"hour", "minute"}:
        return None
    past += 1
    if unit == "hour" and line.t[past : past + 3] == ("and", "a", "half"):
        amount, past = amount + 0.5, past + 3
    elif unit == "hour" and line.t[past : past + 2] == ("y", "media"):
        amount, past = amount + 0.5, past + 2
    elif unit == "hour" and (more := _minutes_too(line, past)):
        amount, past = amount + more[0] / 60, more[1]
    tail = sequence_at(line.lexicon.from_now, line.t, past)
    after = line.t[at - 1] == "after"
    if (
        not (led or tail or after)
        or amount > _MOST_UNITS
        or line.t[past] in {"before", "late", "tarde"}
    ):
        return None
    moment = line.now.replace(second=0, microsecond=0, tzinfo=None)
    return Mention(at, past + tail, moment=moment + _span(amount, unit))


def _minutes_too(line: Line, at: int) -> tuple[int, int] | None:
    start = at + 1 if line.t[at] in {"and", "y", ","} else at
    found = number_at(line, start)
    if found and line.lexicon.units.get(line.t[found[1]]) == "minute":
        return found[0], found[1] + 1
    return None


def _span(amount: float, unit: str) -> timedelta:
    return timedelta(minutes=round(amount * (60 if unit == "hour" else 1)))


def _either_clock(line: Line, at: int) -> tuple[Clock, int] | None:
    while line.t[at] in {"las", "la", "at", "around", "about", "los"}:
        at += 1
    return clock_at(line, at) or bare_clock_at(line, at)


def _clock_range(line: Line, at: int, before: Mention | None) -> Mention | None:
    """3 to 5, 9-11am, between 9 and 11, de 3 a 5, from 9:30 until 11."""
    first = clock_at(line, at) or bare_clock_at(line, at)
    if first is None:
        return None
    start, past = _with_own_part(line, first)
    lead = _lead(line, at)
    if not _link_at(line, past) or (line.t[past] in {"and", "y", "e"} and lead not in _BETWEEN):
        return None
    second = _either_clock(line, past + 1)
    if second is None or second[0].impossible or start.impossible:
        return None
    end, end_past = second
    if start.bare and line.t[past + 1] == "las" and lead in line.lexicon.weekdays:
        return None
    if (end.bare or start.bare) and not _hours_to_hours(line, (at, end_past), (start, end), before):
        return None
    return Mention(at, end_past, clock=start, clock_to=end, ranged=True)


def _hours_to_hours(
    line: Line, span: tuple[int, int], clocks: tuple[Clock, Clock], before: Mention | None
) -> bool:
    """Is a range with plain numbers one of hours, and not a price, a phone number or a count?"""
    start, end = clocks
    at, past = span
    if start.bare and line.glued(at) and line.t[at - 1] in {"-", "/", ".", "$"}:
        return False
    if _counts(line, past):
        return False
    return not (start.bare and end.bare) or _range_of_hours(line, span, _lead(line, at), before)


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
    return line.t[at] in line.lexicon.to or (line.t[at] == "a" and line.t[at + 1] == "las")


def _lead(line: Line, at: int) -> str:
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
    if lead in line.lexicon.since or lead in line.lexicon.at:
        ends = line.t[past] in {"", ".", ",", "?", "!"} or line.t[at - 1] == "las"
        return ends or lead not in {"like", "de"}
    if line.t[at - 1] == "las" or _part_follows(line, past):
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


def _counts(line: Line, past: int) -> bool:
    token = line.t[past]
    return (
        token in line.lexicon.not_hours - {"or", "o"}
        or token in line.lexicon.units
        or (token in line.lexicon.months)
    )


def _dom_range(line: Line, at: int) -> Mention | None:
    """26 to 28 june, 7 al 9 de marzo, from ninth till seventeenth of april; august 10 - 22."""
    if line.t[at] in line.lexicon.months:
        return _month_range(line, at)
    first = ordinal_at(line, at) or number_at(line, at)
    if first is None or not 1 <= first[0] <= _LAST_DOM:
        return None
    past = first[1]
    if line.t[past] not in line.lexicon.to | {"al"}:
        return None
    past += 1
    while line.t[past] in {"the", "el", "al"}:
        past += 1
    second = day_at(line, past)
    if (
        second is None
        or second[0].month is None
        or second[0].dom is None
        or second[0].dom < first[0]
    ):
        return None
    start = replace(second[0], dom=first[0], swapped=None)
    return Mention(at, second[1], days=start, days_to=second[0], ranged=True)


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
    if second is None or not start[0].dom < second[0] <= _LAST_DOM or _counts(line, second[1]):
        return None
    if line.t[second[1]] in {":", "am", "pm", "/"}:
        return None
    year = year_at(line, second[1])
    past = year[1] if year else second[1]
    end = replace(start[0], dom=second[0], year=year[0] if year else None)
    return Mention(at, past, days=replace(start[0], year=end.year), days_to=end, ranged=True)


def _better_as_clock(line: Line, past: int) -> bool:
    return line.t[past] in {"am", "pm", ":"} or _part_follows(line, past)


def _part_follows(line: Line, at: int) -> bool:
    """Does a part of the day stand here, past "in the" and the like?"""
    for _ in range(3):
        if part_at(line, at):
            return True
        if line.t[at] not in _PART_LEADS:
            return False
        at += 1
    return False


def _bare(line: Line, at: int, before: Mention | None) -> Mention | None:
    """A plain number that its company makes an hour: "at 3", "tomorrow 9", "3 in the afternoon"."""
    found = bare_clock_at(line, at)
    if found is None or _counts(line, found[1]) or line.t[found[1]] in line.lexicon.not_hours:
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
    return Mention(at, past, clock=clock) if _is_an_hour(line, clock, (at, past), before) else None


def _is_an_hour(line: Line, clock: Clock, span: tuple[int, int], before: Mention | None) -> bool:
    at, past = span
    plain = line.t[at].isdigit()
    lead = line.t[at - 1] if at else ""
    if lead in line.lexicon.at:
        return _at_that_hour(line, at, past)
    if lead == "la" and line.t[at] in {"una", "1"}:
        return line.t[at - 2] in {"a", "para", "de", "desde", "hasta", "es"}
    if plain and lead in _MAKES and line.t[past] in _AFTER_MADE:
        return True
    if _part_follows(line, past):
        return line.t[at] not in _ONES or line.t[past] in {"in", "de", "at"}
    return _bounded_or_near(line, clock, span, before)


_ONES = frozenset({"a", "un", "una", "one"})


def _at_that_hour(line: Line, at: int, past: int) -> bool:
    """At 5, around five, at 230; not "about two visits", nor "at 235 West Street"."""
    plain, lead = line.t[at].isdigit(), line.t[at - 1]
    if not plain:
        return lead not in {"like", "about", "sobre"} or _part_follows(line, past)
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
    if plain and at < _RUN_TOGETHER and _plain_day_at(line, past):
        return True
    answers = line.whole(at, past) or (at == 0 and line.t[past] in _AFTER_AN_ANSWER)
    return line.expects_when and answers


_AFTER_AN_ANSWER = frozenset({"works", "is", "please", "pls", "would", "good", "esta", "me", "por"})


def _plain_day_at(line: Line, at: int) -> bool:
    """Does a weekday or a word like "tomorrow" stand here?"""
    found = day_at(line, at)
    if found is None or found[0].month is not None or found[0].dom is not None:
        return False
    return found[0].weekday is not None or found[0].first == found[0].last


def _ends_clause(line: Line, past: int) -> bool:
    """After "at 230": the end, a mark, or a word that goes with a time; not a street's name."""
    token = line.t[past]
    return not token.isalpha() or token in line.lexicon.starters or token in _AFTER_TIMES


_MAKES = frozenset({"do", "it", "sea", "ser", "say", "for"})
_AFTER_MADE = frozenset({"", ".", "?", "!", ",", "instead", "please", "pls", "then", "works"})
"""Around the hour of "can we do 4 instead"."""
_AFTER_TIMES = frozenset(
    {"please", "pls", "works", "on", "in", "for", "with", "is", "or", "and", "would", "instead", "if", "then",
     "por", "para", "con", "el", "esta", "o", "y", "thanks", "gracias", "but", "good", "ok", "to", "at"}
)  # fmt: skip


def _near(line: Line, past: int, at: int) -> bool:
    return all(token in {",", "at", "@", "around"} for token in line.t[past:at])


def _ranges(line: Line, found: list[Mention]) -> list[Mention]:
    """Two neighbours with "to" between them become one range."""
    joined: list[Mention] = []
    for mention in found:
        last = joined[-1] if joined else None
        if last is not None and _linked(line, last, mention):
            joined[-1] = replace(
                last, past=mention.past, days_to=mention.days, clock_to=mention.clock, ranged=True
            )
        else:
            joined.append(mention)
    return joined


def _linked(line: Line, last: Mention, mention: Mention) -> bool:
    if last.ranged or mention.ranged or last.moment or mention.moment:
        return False
    both_days = (
        last.days is not None and mention.days is not None and not (last.clock or mention.clock)
    )
    both_clocks = last.clock is not None and mention.clock is not None
    if not (both_days or both_clocks) or last.part or mention.part:
        return False
    between = [t for t in line.t[last.past : mention.first] if t not in _SILENT or t == "a"]
    if len(between) != 1 and between != ["a", "a"]:
        return False
    if between[0] in {"and", "y", "e"}:
        return _lead(line, last.first) in _BETWEEN
    return between[0] in line.lexicon.to | {"al"}


def _bounded(line: Line, found: list[Mention]) -> list[Mention]:
    """Marks "after 3", "before Friday", "3 or later"."""
    return [_with_bound(line, mention) for mention in found]


def _with_bound(line: Line, mention: Mention) -> Mention:
    if mention.ranged or mention.part or (mention.days and mention.days.every):
        return mention
    return _bound_before(line, mention) or _bound_after(line, mention) or mention


def _bound_before(line: Line, mention: Mention) -> Mention | None:
    """The bound that the words before a mention set, the longest wording first."""
    lexicon = line.lexicon
    at = mention.first
    while at > 0 and line.t[at - 1] in _BEFORE_A_BOUND:
        at -= 1
    after = sequence_before(lexicon.after, line.t, at)
    before = sequence_before(lexicon.before, line.t, at)
    length = max(after, before)
    words = line.t[at - length : at]
    if not length or at - length in line.taken or _says_else(mention, words):
        return None
    includes = any(word in lexicon.inclusive for word in words)
    bound = "after" if after > before else "before"
    return replace(mention, first=at - length, bound=bound, includes=includes)


_BEFORE_A_BOUND = frozenset({"the", "el", "las", "la", "on", "los", "around", "about"})


def _bound_after(line: Line, mention: Mention) -> Mention | None:
    for bound, table in (("after", line.lexicon.or_after), ("before", line.lexicon.or_before)):
        length = sequence_at(table, line.t, mention.past)
        if length and not (line.t[mention.past] == "on" and not _ends_with_on(line, mention)):
            return replace(mention, past=mention.past + length, bound=bound, includes=True)
    return None


def _ends_with_on(line: Line, mention: Mention) -> bool:
    """Thus: "from 3 on", "tomorrow on", but not "at 3 on Friday"."""
    return line.t[mention.past + 1] in {"", ".", ",", "?", "!", "would", "please"}


def _says_else(mention: Mention, words: tuple[str, ...]) -> bool:
    """Whether "past" before a day is the past, and "beginning" before an hour a verb."""
    if words == ("past",):
        return mention.clock is None
    return words == ("beginning",) and mention.clock is not None
