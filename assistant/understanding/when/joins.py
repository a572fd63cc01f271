"""What stands between and around mentions: ranges, open bounds, and where a move leads."""

from dataclasses import replace

from assistant.understanding.when.hours import lead_word
from assistant.understanding.when.lengths import length_at
from assistant.understanding.when.lexicon import sequence_at, sequence_before
from assistant.understanding.when.mentions import Days, Line, Mention
from assistant.understanding.when.merge import both_days
from assistant.understanding.when.numbers import number_at

_BETWEEN = frozenset({"between", "entre", "btw", "btwn", "bet"})
_SILENT = frozenset({"the", "el", "la", "las", "los", "dia", "on", ",", "at", "a", "around", "."})
_BEFORE_A_BOUND = frozenset({"the", "el", "las", "la", "on", "los", "around", "about"})


def targets(line: Line, found: list[Mention]) -> list[Mention]:
    """Where something is moved to: "from Tuesday to Thursday", "my 2pm tomorrow to Friday at 10"."""
    for at in range(len(found) - 1, -1, -1):
        mention = found[at]
        if mention.ranged and not {"to", "a", "al"}.isdisjoint(
            line.t[mention.first : mention.past]
        ):
            if lead_word(line, mention.first) in _BETWEEN | {"to", "for", "para"}:
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
        if line.t[mention.first : mention.first + 2] == ("up", "to"):  # "my visit up to Thursday"
            return [replace(mention, bound="", includes=False), *found[at + 1 :]]
        if at and lead_word(line, mention.first) in {"to", "para", "al"}:
            return [*_kept(line, found[:at], mention), *found[at:]]
    return found


def _kept(line: Line, before: list[Mention], target: Mention) -> list[Mention]:
    """Of what stands before: the time, where only "the date" is moved, and the date, where only the time is."""
    words = line.t[max(target.first - 4, 0) : target.first]
    if not _SLOTS.isdisjoint(words):
        return [
            one
            for one in before
            if not (one.days and target.days) and not (one.clock and target.clock)
        ]
    return []


_SLOTS = frozenset({"date", "day", "time", "hour", "fecha", "dia", "hora"})


def paired(line: Line, found: list[Mention]) -> list[Mention]:
    """A weekday right before its date is one mention, and so is a day with its time at either end of a range."""
    pairs: list[Mention] = []
    for mention in found:
        last = pairs[-1] if pairs else None
        both = _weekday_and_date(line, last, mention) if last is not None else None
        if last is not None and both is not None:
            pairs[-1] = replace(last, past=mention.past, days=both)
        else:
            pairs.append(mention)
    return _without_ends(line, pairs)


def _weekday_and_date(line: Line, last: Mention, mention: Mention) -> Days | None:
    if (
        last.days is None
        or mention.days is None
        or last.clock
        or last.part
        or last.ranged
        or mention.ranged
    ):
        return None
    weekday_alone = last.days == Days(weekday=last.days.weekday)
    beside = all(
        token in {",", ".", "the", "el", "dia"} for token in line.t[last.past : mention.first]
    )
    if not weekday_alone or not beside or mention.days.dom is None:
        return None
    return both_days(last.days, mention.days, line.today)


def _without_ends(line: Line, found: list[Mention]) -> list[Mention]:
    """From Friday 2pm until Monday 10am: the days are what can be looked for."""
    kept = list(found)
    for at in range(len(found) - 3):
        day, clock, to_day, to_clock = found[at : at + 4]
        if (
            not (day.days and clock.clock and to_day.days and to_clock.clock)
            or day.clock
            or to_day.clock
        ):
            continue
        if (
            clock.past < to_day.first
            and line.t[clock.past] in line.lexicon.to
            and day.past <= clock.first
        ):
            between = (
                line.t[clock.past] not in {"and", "y", "e"}
                or lead_word(line, day.first) in _BETWEEN
            )
            if between:
                kept = [replace(day, past=clock.past), replace(to_day, past=to_clock.past)]
                return [*found[:at], *kept, *found[at + 4 :]]
    return kept


def joined_ranges(line: Line, found: list[Mention]) -> list[Mention]:
    """Two neighbours with "to" between them become one range."""
    joined: list[Mention] = []
    for mention in found:
        last = joined[-1] if joined else None
        if last is not None and _linked(line, last, mention):
            joined[-1] = replace(
                last,
                past=mention.past,
                days_to=mention.days,
                clock_to=mention.clock,
                part=None,
                ranged=True,
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
    if not (both_days or both_clocks) or (both_clocks and (last.part or mention.part)):
        return False
    between = [t for t in line.t[last.past : mention.first] if t not in _SILENT or t == "a"]
    if len(between) != 1 and between != ["a", "a"]:
        return False
    if between[0] in {"and", "y", "e"}:
        return lead_word(line, last.first) in _BETWEEN
    return between[0] in line.lexicon.to | {"al"}


def lasting(line: Line, found: list[Mention]) -> list[Mention]:
    """Marks how long a clock time goes on: "from 2pm for 45 minutes", "10 am for 3 hours 30 minutes"."""
    return [_with_length(line, mention) for mention in found]


def _with_length(line: Line, mention: Mention) -> Mention:
    if (
        mention.clock is None
        or mention.ranged
        or line.t[mention.past] not in {"for", "por", "durante"}
    ):
        return mention
    length = length_at(line, mention.past + 1)
    if length is None or not length[0].has_clock or length[0].days:
        return mention
    return replace(mention, past=length[1], lasts=length[0].minutes)


def bounded(line: Line, found: list[Mention]) -> list[Mention]:
    """Marks "after 3", "before Friday", "3 or later"; "after 3 but before 5" is a range."""
    marked = [_with_bound(line, mention) for mention in found]
    joined: list[Mention] = []
    for mention in marked:
        last = joined[-1] if joined else None
        if last is not None and _both_bounds(line, last, mention):
            joined[-1] = _between(last, mention)
        else:
            joined.append(mention)
    return joined


def _between(last: Mention, mention: Mention) -> Mention:
    """What lies between an open start and an open end; a day that is only a bound is left out."""
    both = replace(last, past=mention.past, bound="", ranged=True)
    if last.clock is not None:
        return replace(both, days=last.days or mention.days, clock_to=mention.clock)
    start, end = last.days or Days(), mention.days or Days()
    return replace(
        both,
        days=start if last.includes else replace(start, shift=start.shift + 1),
        days_to=end if mention.includes else replace(end, shift=end.shift - 1),
    )


def _both_bounds(line: Line, last: Mention, mention: Mention) -> bool:
    if (last.bound, mention.bound) != ("after", "before"):
        return False
    clocks = (
        last.clock is not None and mention.clock is not None and not (last.days and mention.days)
    )
    days = last.days is not None and mention.days is not None and not (last.clock or mention.clock)
    if not (clocks or days):
        return False
    return all(
        token in {"but", "and", ",", "pero", "y"} for token in line.t[last.past : mention.first]
    )


def _with_bound(line: Line, mention: Mention) -> Mention:
    if mention.days and mention.days.lasts:
        return mention
    if mention.ranged or mention.lasts or mention.part or (mention.days and mention.days.every):
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
    bound = "after" if after > before else "before"
    exact = lexicon.inclusive - _COMPARED[bound]
    includes = any(word in exact for word in words)
    return replace(mention, first=at - length, bound=bound, includes=includes)


_COMPARED = {"after": frozenset({"later"}), "before": frozenset({"earlier", "sooner"})}
"""With "than" these leave the day itself out; "no later than" keeps it."""


def _bound_after(line: Line, mention: Mention) -> Mention | None:
    for bound, table in (("after", line.lexicon.or_after), ("before", line.lexicon.or_before)):
        length = sequence_at(table, line.t, mention.past)
        if (
            length
            and line.t[mention.past + length - 1] == "after"
            and number_at(line, mention.past + length)
        ):
            continue
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
