"""What a visit takes of the practice: the provider's time, rooms and devices, caps, a group's seat.

A `Claim` is one seat of a resource over a stretch of cells; the store lets nobody else have that
seat then. Caps are resources too: their seats are the visits of a day or of a week, and their
cells are days. Start reading at `claims_of`.
"""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from assistant.domain.appointment import Appointment
from assistant.domain.availability import cell_from, cell_of
from assistant.domain.clock import local
from assistant.domain.ids import ProviderId, ResourceId, SiteId
from assistant.domain.practice import Practice, VisitType
from assistant.domain.schedule import Slot

_SESSION = "ses_"
_GROUP = "group:"
_PROVIDER = "provider:"


@dataclass(frozen=True, slots=True)
class Claim:
    """One of `seats` seats of a resource, for the cells from `first` to before `end`."""

    resource: str
    first: int
    end: int
    seats: int = 1


@dataclass(frozen=True, slots=True)
class Session:
    """What patients of a group visit share: it is there as long as one of them has a seat.

    `id` is the same for all who come to the same provider at the same site and time for the same
    kind of visit. `claims`: the provider's time first, then rooms and devices.
    """

    id: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Claims:
    """All that one visit takes, or nothing of it. `own`: the first carries the visit's id."""

    own: tuple[Claim, ...]
    session: Session | None = None


def resource_of(provider: ProviderId) -> str:
    """The name of a provider's time."""
    return f"{_PROVIDER}{provider}"


def group_of(provider: ProviderId) -> str:
    """The name of the seats at a provider's group visits."""
    return f"{_GROUP}{provider}"


def group_led_by(resource: str) -> ProviderId | None:
    """Whose group visits it is a seat of; None for any other resource."""
    name = resource.removeprefix(_GROUP)
    return ProviderId(name) if name != resource else None


def thing_at(resource: ResourceId, site: SiteId) -> str:
    """The name of a room or device at a site."""
    return f"thing:{site}:{resource}"


def is_session(reservation: str) -> bool:
    """Is it the reservation of a group, and not of a visit or hold?"""
    return reservation.startswith(_SESSION)


def session_id(provider: ProviderId, site: SiteId, visit_type: VisitType, first: int) -> str:
    """The reservation of that provider's group visit of that kind which begins in that cell."""
    named = f"{provider} {site} {visit_type.id} {first}"
    return _SESSION + sha256(named.encode()).hexdigest()[:32]


def day_cap(visit_type: VisitType) -> str:
    """The name of what `most_a_day` counts; its cells are days, counted as `date.toordinal`."""
    return f"cap:day:{visit_type.id}"


def week_cap(visit_type: VisitType) -> str:
    """The name of what `most_a_week` counts; its cells are Mondays."""
    return f"cap:week:{visit_type.id}"


def claims_of(
    practice: Practice, visit: Slot | Appointment, cells: tuple[int, int] | None = None
) -> Claims:
    """What the visit takes, in the order in which everybody takes it.

    Args:
        practice: its visit types, rooms and devices.
        visit: what is to take place.
        cells: the first and the end of the provider's time, where it is not what the visit type
            says today.

    Raises:
        KeyError: the practice has no such visit type or site.
    """
    kind = practice.visit_type(visit.visit_type)
    first, end = cells or (
        cell_of(visit.start - kind.buffer_before),
        cell_from(visit.end + kind.buffer_after),
    )
    time = (
        Claim(resource_of(visit.provider), first, end),
        *(
            Claim(thing_at(key, visit.site), first, end, thing.count)
            for key in sorted(kind.needs)
            if (thing := practice.resource(key, visit.site)) is not None
        ),
    )
    caps = _caps(practice, visit, kind)
    if kind.capacity == 1:
        return Claims((*time, *caps))
    seat = Claim(group_of(visit.provider), first, end, kind.capacity)
    return Claims((seat, *caps), Session(session_id(visit.provider, visit.site, kind, first), time))


def _caps(practice: Practice, visit: Slot | Appointment, kind: VisitType) -> tuple[Claim, ...]:
    on = local(visit.start, practice.site(visit.site).zone).date()
    monday = on - timedelta(days=on.weekday())
    caps = (
        (day_cap(kind), on.toordinal(), kind.most_a_day),
        (week_cap(kind), monday.toordinal(), kind.most_a_week),
    )
    return tuple(Claim(name, cell, cell + 1, most) for name, cell, most in caps if most)
