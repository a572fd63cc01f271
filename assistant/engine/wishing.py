"""What a text changes in the wish for a day or time, as the talk so far makes it mean.

Start reading at `wished`.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from assistant.domain.appointment import Appointment
from assistant.domain.clock import Instant, local
from assistant.domain.facts import WEEKDAY, Fact, FactKind, Shift, When
from assistant.domain.practice import Practice
from assistant.domain.schedule import Slot, Wish, wish_to_move
from assistant.engine.context import Context

_REFUSING = (FactKind.NONE_OF_THESE, FactKind.LATER)


def counted_from_it(facts: list[Fact]) -> list[Fact]:
    """The facts without the days that tell which visit is meant, where the wish is told from it."""
    if not any(fact.when and fact.when.shift for fact in facts):
        return facts
    return [f for f in facts if f.when is None or f.when.shift or not f.when.has_day]


def wished(wish: Wish, fact: Fact, context: Context, *, of_a_visit: bool) -> Wish | None:
    """The wish with one fact more; None: it says nothing where no times are shown.

    `of_a_visit`: it is the wish for another time of a visit.
    """
    starts = [one.start for one in context.shown if isinstance(one, Slot | Appointment)]
    if fact.when is not None:
        return _heard(wish, fact, fact.when, context, of_a_visit=of_a_visit)
    if fact.kind is FactKind.SOONEST:
        return replace(wish, first_on=None, last_on=None, weekdays=(), after_slot=None)
    if fact.kind is FactKind.ANYTIME:
        return Wish() if fact.value else wish.at_any_time()
    if not starts:
        is_compared = of_a_visit and fact.kind is not FactKind.NONE_OF_THESE
        than = 1 if fact.kind is FactKind.LATER else -1
        return replace(wish, shift=Shift(than=than)) if is_compared else None
    if fact.kind is FactKind.NONE_OF_THESE and fact.value:
        return _after_those_days(wish, starts, context)
    return _beyond(wish, starts, is_later=fact.kind in _REFUSING)


def _heard(wish: Wish, fact: Fact, when: When, context: Context, *, of_a_visit: bool) -> Wish:
    """The wish with a day or time said now."""
    is_weekday = fact.word == WEEKDAY
    spoken_of = _in_the_week_spoken_of(when, wish, context) if is_weekday else None
    if spoken_of is not None:
        return wish.heard(spoken_of)
    heard = wish.heard(_meant(when, fact.others, wish))
    starts = [one.start for one in context.shown if isinstance(one, Slot | Appointment)]
    if starts and heard.shift is not None and when.shift is not None:
        return _from_those_shown(
            heard, heard.shift, starts, None if of_a_visit else context.practice
        )
    return replace(heard, any_week=True) if is_weekday else heard


def _in_the_week_spoken_of(when: When, wish: Wish, context: Context) -> When | None:
    """A weekday alone, on or after the days wished for so far, or shown; None: the coming one.

    Of "in two weeks" and then "Wednesday" it is the one in that week.
    """
    if when.first_on is None or when.first_on != when.last_on:
        return None
    zone = context.practice.zone
    today = local(context.at, zone).date()
    base = wish.first_on
    if base is not None and wish.last_on == base:
        monday = base - timedelta(days=base.weekday())
        base = monday if monday > today else None
    elif base is None and wish.last_on is None and not wish.weekdays:
        offered = [one.start for one in context.shown if isinstance(one, Slot)]
        base = local(min(offered), zone).date() if offered else None
    if base is None or base <= when.first_on:
        return None
    day = base + timedelta(days=(when.first_on.weekday() - base.weekday()) % 7)
    return replace(when, first_on=day, last_on=day)


def _after_those_days(wish: Wish, starts: Sequence[Instant], context: Context) -> Wish:
    """The wish for any later day than those shown, within the days wished for if they go on."""
    last = local(max(starts), context.practice.zone).date()
    ends = wish.last_on if wish.last_on is not None and wish.last_on > last else None
    first = last + timedelta(days=1)
    return replace(wish, first_on=first, last_on=ends, weekdays=(), after_slot=None, any_week=False)


def _from_those_shown(
    wish: Wish, shift: Shift, starts: Sequence[Instant], of: Practice | None
) -> Wish:
    """The wish, counted from the times shown; those of a visit to be moved are counted from that.

    `of`: the practice on whose wall they are counted; None: they wait for the visit.
    """
    if shift.than:
        return _beyond(wish, starts, is_later=shift.than > 0)
    if of is None or shift.minutes:
        return wish
    return wish_to_move(wish, min(starts), of.zone)


def _beyond(wish: Wish, starts: Sequence[Instant], *, is_later: bool) -> Wish:
    """The wish, later or earlier than all that is shown; what is earlier may be so by days."""
    if wish.exact:
        wish = replace(wish, start_at=None, exact=False)
    if is_later:
        return replace(wish, after_slot=max(starts), before_slot=None)
    return replace(wish, before_slot=min(starts), after_slot=None, first_on=None, any_week=False)


def _meant(when: When, others: tuple[When, ...], wish: Wish) -> When:
    """Of several readings the first that lies within the days wished for so far."""
    if when.first_on is None and when.weekdays:  # "not Monday" is no Monday, whichever
        return when
    for reading in (when, *others):
        first, last = reading.first_on or date.min, reading.last_on or date.max
        if (wish.first_on or date.max) <= first and last <= (wish.last_on or date.min):
            return reading
    return when
