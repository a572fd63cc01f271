"""From mentions to wishes: what belongs together becomes one `When`.

"Tuesday ... at 3" is one wish; "Tue 9am or Thu 1pm" are two; "Tuesday or Thursday afternoon" is
one that leaves the weekday open.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from assistant.domain.facts import Frequency, PartOfDay, Rhythm, When
from assistant.understanding.when import refusals
from assistant.understanding.when.clocks import with_part
from assistant.understanding.when.mentions import Clock, Days, Line, Mention
from assistant.understanding.when.merge import merged
from assistant.understanding.when.resolve import Stretch, half_of, resolved, wall_range, wall_time

_DAY = timedelta(days=1)
_WEEK = 7
_WEEK_AND_MORE = 13


@dataclass(frozen=True, slots=True)
class Wish:
    """One reading of tokens `first` to `past` (exclusive); `when` is None if they cannot be meant."""

    first: int
    past: int
    when: When | None
    others: tuple[When, ...] = ()
    problem: str = ""
    year_said: bool = False
    short_year: bool = False
    confidence: float = 1.0
    why: tuple[str, ...] = ()
    """What decided where the words alone did not, in words for a developer."""


@dataclass(slots=True)
class _Group:
    """Mentions that speak of one wish."""

    first: int
    past: int
    days: Mention | None = None
    clock: Mention | None = None
    part: PartOfDay | None = None
    moment: datetime | None = None
    moment_from: datetime | None = None
    alternative: bool = False
    excluded: bool = False
    """The day is named as the one that will not do."""

    def takes(self, mention: Mention) -> bool:
        """Is there room for what the mention says?"""
        if self.moment or mention.moment:
            return self.moment is None and not (self.days or self.clock)
        if mention.days and self.days:
            return False
        if mention.clock and self.clock:
            return False
        return not (mention.part and self.part)

    def add(self, mention: Mention) -> None:
        """Widen the group by the mention."""
        self.first, self.past = min(self.first, mention.first), max(self.past, mention.past)
        self.days = self.days or (mention if mention.days else None)
        self.clock = self.clock or (mention if mention.clock else None)
        self.part = self.part or mention.part
        self.moment = self.moment or mention.moment
        self.moment_from = self.moment_from or mention.moment_from


def wishes(line: Line, mentions: list[Mention]) -> list[Wish]:
    """What is wished for, in order of the words; one wish where all mentions agree."""
    groups, refused = _wanted(line, _grouped(line, merged(line, _without_counts(mentions))))
    _inherit(groups)
    found = [_wish(line, group) for group in groups]
    for group in refused:
        found = [_without(line, wish, group) for wish in found]
    if len(found) > 1 and all(group.excluded and group.days for group in groups):
        return _none_of_them(found)
    return _without_repeats(_weekdays_joined(groups, found))


def _none_of_them(found: list[Wish]) -> list[Wish]:
    """Thus: "Not Monday or Tuesday": one wish for the days that are left by each."""
    left = set(range(_WEEK))
    for wish in found:
        left &= set(wish.when.weekdays) if wish.when else set[int]()
    if not left:
        return found
    days = When(weekdays=tuple(sorted(left)))
    return [replace(found[0], past=found[-1].past, when=days, others=())]


def _without_counts(mentions: list[Mention]) -> list[Mention]:
    """Drops "for 2" where a surer time is said as well, or days that no hour fits ("tomorrow to Saturday")."""
    weak = [one for one in mentions if one.clock and one.clock.weak]
    if not weak:
        return mentions
    surer = any(one.moment or one.days_to or (one.clock and not one.clock.weak) for one in mentions)
    return [one for one in mentions if one not in weak] if surer else mentions


def _grouped(line: Line, mentions: list[Mention]) -> list[_Group]:
    groups: list[_Group] = []
    for mention in mentions:
        group = groups[-1] if groups else None
        if group is None or not group.takes(mention) or _turns_away(line, group, mention):
            alternative = group is not None and _is_alternative(line, group.past, mention.first)
            group = _Group(mention.first, mention.past, alternative=alternative)
            groups.append(group)
        group.add(mention)
    return groups


def _turns_away(line: Line, group: _Group, mention: Mention) -> bool:
    """Thus: "next week, but no mornings": what follows a wish is what will not do of it."""
    return refusals.is_excluded(line, mention.first, mention.past) and not (
        refusals.is_refused(line, group.first, group.past)
    )


def _wanted(line: Line, groups: list[_Group]) -> tuple[list[_Group], list[_Group]]:
    """The groups that are wished for, and those that are refused ("not today, make it Friday").

    Where all are refused, they are all that is known of the wish.
    """
    refused: list[bool] = []
    for n, group in enumerate(groups):
        also = n > 0 and refused[-1] and refusals.goes_on(line, groups[n - 1].past, group.first)
        refused.append(also or refusals.is_refused(line, group.first, group.past))
    kept = [group for group, no in zip(groups, refused, strict=True) if not no]
    if kept:
        return kept, [group for group, no in zip(groups, refused, strict=True) if no]
    also = False
    for n, group in enumerate(groups):
        also = also and refusals.goes_on(line, groups[n - 1].past, group.first)
        also = group.excluded = also or refusals.is_excluded(line, group.first, group.past)
    return groups, []


def _is_alternative(line: Line, past: int, first: int) -> bool:
    between = line.t[past:first]
    if between[:2] in _AND_A and any(at in line.taken for at in range(past, first)):
        return False  # "Monday and a flu shot Tuesday" are two things
    return any(token in {"or", "o", "u", "and", "y", "/", "&"} for token in between) or between == (
        ",",
    )


_AND_A = frozenset((link, one) for link in ("and", "y") for one in ("a", "an", "un", "una", "otra"))


def _inherit(groups: list[_Group]) -> None:
    """Thus: "Tue 9am or 1pm": the day holds for both; "Tue or Thu at 3": so does the time."""
    for before, group in pairwise(groups):
        if group.days is None and not group.moment:
            group.days = before.days
        elif group.alternative:
            _share_week(before, group)
            _share_month(before, group)
        if group.alternative and before.clock is None and before.part is None and before.days:
            before.clock, before.part = group.clock, group.part
        if group.alternative and before.days is None and group.days:
            before.days = group.days
    if (
        groups
        and groups[0].days is None
        and len(groups) > 1
        and groups[0].clock
        and not groups[0].moment
    ):
        groups[0].days = next((g.days for g in groups if g.days and not g.moment), None)


def _share_month(before: _Group, group: _Group) -> None:
    """The 3rd or 4th of June: the month holds for both."""
    if before.days is None or group.days is None:
        return
    one, two = before.days.days, group.days.days
    if one is None or two is None or two.month is None or two.dom is None or one.dom is None:
        return
    if one.month is None and one.first is None and one.weekday is None:
        before.days = replace(before.days, days=replace(one, month=two.month, year=two.year))


def _share_week(before: _Group, group: _Group) -> None:
    """Next week Tuesday or Thursday: both days lie in that week, whichever it was said with."""
    for one, other in ((before, group), (group, before)):
        week, day = one.days, other.days
        if week is None or day is None or week.days is None or day.days is None:
            continue
        in_week = week.days.which == "week" and week.days.weekday is not None
        if in_week and day.days == Days(weekday=day.days.weekday):
            other.days = replace(day, days=replace(week.days, weekday=day.days.weekday))


def _wish(line: Line, group: _Group) -> Wish:
    if group.moment is not None:
        return Wish(group.first, group.past, _counted(group), why=("counted from now",))
    stretch, rhythm = Stretch(), None
    if group.days is not None and group.days.days is not None:
        mention = group.days
        if (mention.bound and _closes_on_a_time(line, group)) or (
            mention.includes and mention.bound == "before" and group.clock and not group.clock.bound
        ):
            mention = replace(mention, bound="")
        stretch = _stretch(mention, line.today)
        rhythm = _rhythm(group.days.days)
    if stretch.problem == "no-such-day" or (stretch.problem == "too-far" and stretch.first is None):
        return Wish(group.first, group.past, None, (), stretch.problem, stretch.year_said)
    when = When(
        stretch.first, stretch.last, weekdays=stretch.weekdays, part=group.part, rhythm=rhythm
    )
    if group.excluded:
        when = _all_but(when, alone=group.days is None and group.clock is None)
    others = tuple(replace(when, first_on=first, last_on=last) for first, last in stretch.others)
    problem, why = stretch.problem, (stretch.why,) if stretch.why else ()
    if group.clock is not None and group.clock.clock is not None:
        clock = group.clock.clock
        if clock.impossible:
            return Wish(group.first, group.past, None, (), "no-such-time")
        when, others = _still_to_come(line, *_timed(group.clock, clock, when, others))
        why = (*why, *half_of(clock, group.part))
    if not problem and _is_over(line, when):
        problem = "in-the-past"
    if not problem and _is_skipped(line, when):
        problem = "no-such-time"
    return Wish(
        group.first,
        group.past,
        when,
        others,
        problem,
        year_said=stretch.year_said,
        short_year=stretch.short_year,
        confidence=_CLASHING if stretch.clashes else _confidence(group, others),
        why=why,
    )


def _without(line: Line, wish: Wish, group: _Group) -> Wish:
    """The wish but for what was refused beside it ("next week, not Thursday")."""
    when, refused = wish.when, _wish(line, group).when
    if when is None or refused is None or when.is_one_day:
        return wish
    if refused.has_day and _is_weekday(group):
        unwanted = {refused.first_on.weekday()} if refused.first_on else {*refused.weekdays}
        left = tuple(day for day in when.weekdays or range(_WEEK) if day not in unwanted)
        when = replace(when, weekdays=left or when.weekdays)
    elif not refused.has_day and not when.has_time and refused.part is not None:
        other = _OTHER_HOURS.get(refused.part, when)
        when = replace(when, start_at=other.start_at, end_at=other.end_at)
    return replace(wish, when=when)


def _is_weekday(group: _Group) -> bool:
    """Is the day told by its weekday, and nothing else?"""
    said = group.days.days if group.days else None
    return said is not None and said.weekday is not None and said.dom is None


def _all_but(when: When, *, alone: bool) -> When:
    """What is left when that day, or these weekdays, will not do; `alone`: or that part of the day."""
    if alone and when.part:
        return _OTHER_HOURS.get(when.part, when)
    unwanted = {when.first_on.weekday()} if when.is_one_day and when.first_on else {*when.weekdays}
    if not unwanted:
        return when
    days = tuple(day for day in range(_WEEK) if day not in unwanted)
    return replace(when, first_on=None, last_on=None, weekdays=days, rhythm=None)


_OTHER_HOURS = {
    PartOfDay.MORNING: When(start_at=time(12)),
    PartOfDay.AFTERNOON: When(end_at=time(12)),
    PartOfDay.EVENING: When(end_at=time(17)),
    PartOfDay.NIGHT: When(end_at=time(17)),
}
"""When somebody comes who will not come in that part of the day."""


def _closes_on_a_time(line: Line, group: _Group) -> bool:
    """By Friday 5pm: the bound is the time on that day; it moves to the clock."""
    day, clock = group.days, group.clock
    if (
        day is None
        or clock is None
        or clock.bound
        or clock.ranged
        or clock.lasts
        or clock.first < day.past
    ):
        return False
    if not all(token in {",", "at", "a", "las", "@"} for token in line.t[day.past : clock.first]):
        return False
    group.clock = replace(clock, bound=day.bound, includes=day.includes)
    return True


def _rhythm(days: Days) -> Rhythm | None:
    """The rhythm that was asked for; "mondays" or "weekdays" alone leave the day open instead."""
    if days.per in {"weekday", "weekend"}:
        return Rhythm(Frequency.WEEKLY) if days.which == "every" else None
    return Rhythm(Frequency(days.per), days.interval) if days.per else None


def _counted(group: _Group) -> When:
    """A moment counted from now, or the time until then where both lie on one day."""
    moment, begins = group.moment, group.moment_from
    if moment is None:
        return When()
    if begins is not None and begins.date() == moment.date():
        return When(begins.date(), begins.date(), begins.time(), moment.time())
    return When(moment.date(), moment.date(), moment.time(), exact=True)


_PLAIN, _COMPANY, _AMBIGUOUS, _WEAK, _CLASHING = 1.0, 0.8, 0.6, 0.5, 0.4
"""How sure a reading is: said in full, by its company, with another reading, as good as a count, or in two minds."""


def _confidence(group: _Group, others: tuple[When, ...]) -> float:
    clock = group.clock.clock if group.clock else None
    days = group.days.days if group.days else None
    if clock is not None and clock.weak:
        return _WEAK
    if others:
        return _AMBIGUOUS
    bare = (clock is not None and clock.bare) or (days is not None and days.weak)
    return _COMPANY if bare else _PLAIN


def _is_skipped(line: Line, when: When) -> bool:
    """Is that a wall time that the clocks leap over on that day?"""
    if not when.exact or when.start_at is None or when.first_on is None or not when.is_one_day:
        return False
    wall = datetime.combine(when.first_on, when.start_at, line.now.tzinfo)
    there_and_back = wall.astimezone(UTC).astimezone(line.now.tzinfo)
    return there_and_back.replace(tzinfo=None) != wall.replace(tzinfo=None)


def _still_to_come(
    line: Line, when: When, others: tuple[When, ...]
) -> tuple[When, tuple[When, ...]]:
    """Tuesday at 8, said on a Tuesday at ten, is the next one."""
    if not _is_over(line, when):
        return when, others
    left = [
        other for other in others if not _is_over(line, other) and other.start_at == when.start_at
    ]
    return (
        (left[0], tuple(other for other in others if other != left[0])) if left else (when, others)
    )


def _is_over(line: Line, when: When) -> bool:
    """Was an exact time asked for today that has gone by?"""
    return (
        when.exact
        and when.start_at is not None
        and when.first_on == when.last_on == line.today
        and when.start_at < line.now.time().replace(tzinfo=None)
    )


def _stretch(mention: Mention, today: date) -> Stretch:
    """The days of a mention, with its range or bound."""
    days = mention.days or Days()
    end = mention.days_to
    if end is not None:
        if end.year is not None and days.year is None and days.month is not None:
            days = replace(days, year=end.year)
        return _to(resolved(days, today), end, today)
    stretch = resolved(days, today)
    if not mention.bound or mention.clock is not None or stretch.problem == "too-far":
        return stretch
    return _bounded(replace(stretch, others=()), mention)


def _bounded(stretch: Stretch, mention: Mention) -> Stretch:
    """From that day on, or until it."""
    if stretch.first is None or stretch.last is None:
        return stretch
    if mention.bound == "after":
        first = stretch.first if mention.includes else stretch.last + _DAY
        return replace(stretch, first=first, last=None, problem="")
    last = stretch.last if mention.includes else stretch.first - _DAY
    return replace(stretch, first=None, last=last)


def _weekdays_to(start: Stretch, end_days: Days) -> Stretch:
    """Mondays to Wednesdays."""
    if not start.weekdays or end_days.weekday is None:
        return start
    first = start.weekdays[0]
    count = (end_days.weekday - first) % _WEEK + 1
    return replace(start, weekdays=tuple((first + n) % _WEEK for n in range(count)))


def _to(start: Stretch, end_days: Days, today: date) -> Stretch:
    """From one day to another: the end is the first such day after the start."""
    if start.first is None or start.last is None:
        return _weekdays_to(start, end_days)
    end = resolved(end_days, max(start.first, today) if end_days.year is None else today)
    if end.problem == "no-such-day" or end.last is None or end.last < start.first:
        return end if end.problem else start
    return Stretch(
        start.first,
        end.last,
        problem=start.problem or end.problem,
        year_said=start.year_said or end.year_said,
    )


def _timed(
    mention: Mention, clock: Clock, when: When, others: tuple[When, ...]
) -> tuple[When, tuple[When, ...]]:
    """The wish with its time of day; an exact hour makes the part of the day superfluous."""
    start_at: time | None
    end_at: time | None = None
    other_half: time | None = None
    if mention.clock_to is not None:
        start_at, end_at = wall_range(clock, with_part(mention.clock_to, when.part))
        if start_at >= end_at:  # "9-6, mornings are best"
            start_at, end_at = wall_range(clock, mention.clock_to)
    else:
        start_at, other_half = wall_time(with_part(clock, when.part))
        if mention.lasts:
            end_at = _plus_minutes(start_at, mention.lasts)
        if mention.bound == "before":
            start_at, end_at = None, start_at
    exact = mention.clock_to is None and not mention.bound and not mention.lasts
    timed = [
        replace(wish, start_at=start_at, end_at=end_at, exact=exact, part=None)
        for wish in (when, *others)
    ]
    if exact and other_half is not None:
        timed.append(replace(timed[0], start_at=other_half))
    return timed[0], tuple(timed[1:])


def _plus_minutes(at: time, minutes: int) -> time:
    """That much later, and no later than the last minute of the day."""
    total = min(at.hour * 60 + at.minute + minutes, 24 * 60 - 1)
    return time(total // 60, total % 60)


def _weekdays_joined(groups: list[_Group], found: list[Wish]) -> list[Wish]:
    """Thus: "Tuesday or Thursday": neighbours that differ in the day alone become one wish."""
    joined: list[Wish] = []
    for group, wish in zip(groups, found, strict=True):
        last = joined[-1] if joined else None
        if last is None or not group.alternative or not _joinable(last, wish):
            joined.append(wish)
            continue
        a, b = last.when, wish.when
        if a is None or b is None:
            continue
        joined[-1] = replace(last, past=wish.past, when=_together(a, b), others=())
    return joined


def _joinable(last: Wish, wish: Wish) -> bool:
    a, b = last.when, wish.when
    if a is None or b is None or last.problem or wish.problem:
        return False
    if (a.start_at, a.end_at, a.part, a.exact) != (b.start_at, b.end_at, b.part, b.exact):
        return False
    if a.weekdays and b.weekdays:
        return a.first_on is None or b.first_on == b.last_on
    if not (a.first_on and a.last_on and b.first_on and b.first_on == b.last_on):
        return bool(a.weekdays and b.first_on and b.first_on == b.last_on)
    days = abs((b.first_on - a.first_on).days)
    return days <= _WEEK_AND_MORE and (a.first_on == a.last_on or bool(a.weekdays))


def _together(a: When, b: When) -> When:
    days_a = a.weekdays or _weekdays_of(a)
    days_b = b.weekdays or _weekdays_of(b)
    weekdays = tuple(sorted({*days_a, *days_b}))
    firsts = [day for day in (a.first_on, b.first_on) if day]
    lasts = [day for day in (a.last_on, b.last_on) if day]
    if None in {a.first_on, b.first_on, a.last_on, b.last_on}:
        return replace(a, first_on=None, last_on=None, weekdays=weekdays)
    return replace(a, first_on=min(firsts), last_on=max(lasts), weekdays=weekdays)


def _weekdays_of(when: When) -> tuple[int, ...]:
    return (when.first_on.weekday(),) if when.first_on else ()


def _without_repeats(found: list[Wish]) -> list[Wish]:
    kept: list[Wish] = []
    for wish in found:
        if all(wish.when != other.when or wish.when is None for other in kept):
            kept.append(wish)
    return kept
