"""What can be offered: slots, wishes, and how a wish changes in the course of a talk."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from assistant.domain.clock import Instant, local, months_after
from assistant.domain.facts import PART_HOURS, PartOfDay, Shift, When
from assistant.domain.ids import ProviderId, SiteId, VisitTypeId


@dataclass(frozen=True, slots=True)
class Slot:
    """A time a visit could take: the patient's part, without buffers. Instants in UTC."""

    provider: ProviderId
    site: SiteId
    visit_type: VisitTypeId
    start: Instant
    end: Instant


_MOST_OF_THE_WEEK = 4
"""So many weekdays are named by what they leave out: "not on Tuesday"."""


def _is_open(when: When) -> bool:
    """Is it a stretch of days of which any will do?"""
    return not (when.weekdays or when.is_one_day)


@dataclass(frozen=True, slots=True)
class Wish:
    """When a patient would like to come, in the words of `facts.When`, plus what was refused.

    `after_slot`: only starts later than this instant ("later", "none of these").
    `before_slot`: only starts earlier than this instant ("earlier").
    """

    first_on: date | None = None
    last_on: date | None = None
    start_at: time | None = None
    end_at: time | None = None
    exact: bool = False
    part: PartOfDay | None = None
    weekdays: tuple[int, ...] = ()
    after_slot: Instant | None = None
    before_slot: Instant | None = None
    any_week: bool = False
    """The one day was told by its weekday alone; of a visit, the week that it stands in is meant."""
    shift: Shift | None = None
    """Counted from the visit that is moved; days and hours are for where there is none."""

    @property
    def is_empty(self) -> bool:
        """Nothing was wished for: the first openings will do."""
        return self == Wish()

    def heard(self, when: When) -> "Wish":
        """This wish with what was said last: a new day keeps the time of day, and the reverse.

        What was refused is forgotten: a new wish starts from the front.
        """
        days = self if self._is_narrowed_by(when) or not when.has_day else when
        hours = self._hours_of(when)
        return Wish(
            first_on=days.first_on,
            last_on=days.last_on,
            start_at=hours.start_at,
            end_at=hours.end_at,
            exact=hours.exact,
            part=hours.part,
            weekdays=self._weekdays_of(when),
            any_week=self.any_week and not when.has_day,
            shift=when.shift or (None if when.has_day else self.shift),
        )

    def at_any_time(self) -> "Wish":
        """The days of this wish, at any time."""
        return Wish(first_on=self.first_on, last_on=self.last_on, weekdays=self.weekdays)

    def _is_narrowed_by(self, when: When) -> bool:
        """Are only some weekdays of a stretch refused ("next week", and then "not Monday")?"""
        is_stretch = self.first_on != self.last_on
        is_bare = when.first_on is None and when.last_on is None
        return is_stretch and is_bare and len(when.weekdays) >= _MOST_OF_THE_WEEK

    def _weekdays_of(self, when: When) -> tuple[int, ...]:
        """The weekdays that hold now; those left by a refusal hold in the next stretch, too."""
        if not when.has_day:
            return self.weekdays
        is_refusal = len(self.weekdays) >= _MOST_OF_THE_WEEK
        return self.weekdays if is_refusal and _is_open(when) else when.weekdays

    def _hours_of(self, when: When) -> "When | Wish":
        """The hours that hold now; a night that was named goes with its day ("tonight")."""
        if when.has_time:
            return when
        return Wish() if when.has_day and self.part is PartOfDay.NIGHT else self


def wish_to_move(wish: Wish | None, old: Instant, zone: str) -> Wish:
    """What a wish means for a visit that stands at `old`.

    A time of day alone is meant for the same day, a weekday alone for the visit's own week. Without
    a word (None), and where the words name just the day it has ("my visit on the 10th"), a later
    day is meant.
    """
    day = local(old, zone).date()
    later = Wish(first_on=day + timedelta(days=1))
    if wish is None:
        return later
    if wish.shift is not None:
        return _shifted(wish, wish.shift, old, zone)
    if wish.any_week and wish.first_on is not None:
        meant = day + timedelta(days=wish.first_on.weekday() - day.weekday())
        if meant > wish.first_on:
            wish = replace(wish, first_on=meant, last_on=meant)
    if wish.after_slot or wish.before_slot:
        return wish
    has_day = wish.first_on or wish.last_on or wish.weekdays
    has_time = wish.start_at or wish.end_at or wish.part
    if has_time and not has_day:
        return replace(wish, first_on=day, last_on=day)
    names_it = wish.first_on == wish.last_on == day and (not has_time or wish.exact)
    return later if names_it and fits_wish(old, wish, zone) else wish


def _shifted(wish: Wish, shift: Shift, old: Instant, zone: str) -> Wish:
    """The wish, counted from the visit; where the times there were refused, any other day will do.

    A visit that goes to another day keeps its hour, or comes later, unless an hour was wished for.
    """
    wall = local(old + timedelta(minutes=shift.minutes), zone)
    day = months_after(wall.date(), shift.months) + timedelta(days=shift.days)
    own = replace(wish, shift=None, first_on=day, last_on=day, weekdays=(), any_week=False)
    if shift.than:
        is_later = shift.than > 0
        refused = wish.after_slot if is_later else wish.before_slot
        is_on_it = refused is not None and local(refused, zone).date() == day
        edge = refused if refused and (is_on_it or not shift.same_day) else old
        beyond = replace(own if shift.same_day else wish, shift=None, any_week=False)
        return replace(
            beyond, after_slot=edge if is_later else None, before_slot=None if is_later else edge
        )
    if wish.after_slot or wish.before_slot:
        return replace(own, first_on=None, last_on=None)
    if shift.minutes:
        return replace(own, start_at=wall.time(), end_at=None, exact=True, part=None)
    if shift.is_week:
        monday = day - timedelta(days=day.weekday())
        return replace(own, first_on=monday, last_on=monday + timedelta(days=6))
    has_time = wish.start_at or wish.end_at or wish.part
    return own if has_time else replace(own, start_at=wall.time(), exact=False)


def fits_wish(start: Instant, wish: Wish, zone: str) -> bool:
    """Does a start lie within what was wished for, on that zone's wall?"""
    wall = local(start, zone)
    day, clock = wall.date(), wall.time()
    if (wish.first_on and day < wish.first_on) or (wish.last_on and day > wish.last_on):
        return False
    if wish.weekdays and day.weekday() not in wish.weekdays:
        return False
    if wish.part and not PART_HOURS[wish.part][0] <= clock < PART_HOURS[wish.part][1]:
        return False
    if wish.exact and wish.start_at and clock != wish.start_at:
        return False
    return _in_bounds(start, clock, wish)


def _in_bounds(start: Instant, clock: time, wish: Wish) -> bool:
    if (wish.start_at and clock < wish.start_at) or (wish.end_at and clock >= wish.end_at):
        return False
    if wish.after_slot and start <= wish.after_slot:
        return False
    return not (wish.before_slot and start >= wish.before_slot)


@dataclass(frozen=True, slots=True)
class FindSlotsResult:
    """What the schedule has for a wish.

    `slots`: 0 to 3, soonest first, spread so that they differ. `fits`: they are what was wished
    for; False: the nearest there is. `missed`: what kept the wish from being met: "" | "full" |
    "closed" | "past" | "too-soon" | "too-far" | "age" (of the patient, on every day that may be
    booked) | "skipped" (no clock shows that time that day) | "provider" (this provider does not do
    this visit) | "absent" (others are in then, this provider is not) | "unwanted" (only who is not
    wanted does this visit) | "site" (not at that site).
    """

    slots: tuple[Slot, ...] = ()
    fits: bool = True
    missed: str = ""
    wish: Wish | None = None
    """What the wish was taken for, where the visit to be moved tells more than its words."""


CELL_MINUTES = 5
"""The grid of the booking constraint; durations, buffers and starts are multiples of it."""
HOLD_MINUTES = 20
"""How long a picked time is kept for a conversation, renewed by each of its texts."""
OFFER_MINUTES = 15
"""For how long other conversations are shown other times first."""
