"""What of the schedule is the patient's own: counted as free while they look for another time.

It is what their conversation holds and what the visit has that they are moving. And the days on
which there are as many visits of a type as there may be, without these.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import bindparam, func, or_, select

from assistant.domain.availability import DayCells
from assistant.domain.capacity import day_cap, group_led_by, resource_of, week_cap
from assistant.domain.ids import AppointmentId, ConversationId, ProviderId
from assistant.domain.practice import Site, VisitType
from assistant.store.schedule.slot_index import Hours, Taken
from assistant.store.statements import Row, Statement
from assistant.store.tables.scheduling import holds, reservations
from assistant.store.transactions import Tx

_HELD = select(holds.c.id).where(holds.c.conversation == bindparam("of_conversation"))
_OWN = Statement(
    select(
        reservations.c.id,
        reservations.c.resource,
        reservations.c.seat,
        reservations.c.first_cell,
        reservations.c.end_cell,
        reservations.c.expires_at,
    ).where(
        or_(
            reservations.c.id.in_(_HELD),
            reservations.c.id == bindparam("moving"),
            reservations.c.part_of.in_(_HELD),
            reservations.c.part_of == bindparam("moving"),
        )
    )
)
_COUNTED = Statement(
    select(reservations.c.resource, reservations.c.first_cell, func.count().label("visits"))
    .where(
        reservations.c.resource.in_(bindparam("caps", expanding=True)),
        reservations.c.first_cell >= bindparam("first"),
        reservations.c.expires_at.is_(None) | (reservations.c.expires_at > bindparam("now")),
    )
    .group_by(reservations.c.resource, reservations.c.first_cell)
)


@dataclass(frozen=True, slots=True)
class OwnClaims:
    """Reservations that count as free."""

    rows: tuple[Row, ...]
    moving: str

    def providers(self, hours: Hours, visit_type: VisitType, site: Site) -> frozenset[ProviderId]:
        """For whom it makes a difference: with a room that is free again, for all."""
        doing = hours.doing(visit_type.id, site.id)
        if visit_type.needs and self.rows:
            return frozenset(provider.id for provider in doing)
        named = {row["resource"] for row in self.rows}
        led = {group_led_by(name) for name in named}
        return frozenset(p.id for p in doing if resource_of(p.id) in named or p.id in led)

    def without(self, taken: Taken, day: DayCells) -> Taken:
        """What others have taken.

        A group goes on without the visit that is being moved: its time is not free then.
        """
        busy, things = dict(taken.busy), {key: dict(was) for key, was in taken.things.items()}
        seated = dict(taken.seated)
        for row in self.rows:
            resource, first = row["resource"], row["first_cell"]
            free = ~day.mask(first, row["end_cell"])
            if resource in things:
                seats = things[resource]
                seats[row["seat"]] = seats.get(row["seat"], 0) & free
            elif (leader := group_led_by(resource)) is not None:
                if row["id"] == self.moving or (leader, first) not in seated:
                    continue
                seated[leader, first] -= 1
                if not seated[leader, first]:
                    busy[leader] = busy.get(leader, 0) & free
            else:
                who = ProviderId(resource.removeprefix(resource_of(ProviderId(""))))
                busy[who] = busy.get(who, 0) & free
        return replace(taken, busy=busy, things=things, seated=seated)


def own_claims(tx: Tx, conversation: ConversationId, moving: AppointmentId | None) -> OwnClaims:
    """What this conversation holds, and what the visit has that it moves."""
    values = {"of_conversation": conversation, "moving": moving or ""}
    return OwnClaims(tuple(_OWN.rows(tx.conn, values)), moving or "")


def full_days(tx: Tx, visit_type: VisitType, own: OwnClaims) -> frozenset[date]:
    """Days on which, or in whose week, others have all visits of the type that there may be."""
    caps = {
        day_cap(visit_type): visit_type.most_a_day,
        week_cap(visit_type): visit_type.most_a_week,
    }
    caps = {name: most for name, most in caps.items() if most}
    if not caps:
        return frozenset()
    counted = _counted(tx, caps, own)
    found: set[date] = set()
    for (name, cell), visits in counted.items():
        if visits >= caps[name]:
            length = 1 if name == day_cap(visit_type) else 7
            found |= {date.fromordinal(cell) + timedelta(days=n) for n in range(length)}
    return frozenset(found)


def _counted(tx: Tx, caps: Mapping[str, int], own: OwnClaims) -> Counter[tuple[str, int]]:
    week_ago = (tx.now - timedelta(days=8)).date().toordinal()
    values = {"caps": list(caps), "first": week_ago, "now": tx.now}
    counted = Counter[tuple[str, int]]()
    for row in _COUNTED.rows(tx.conn, values):
        counted[row["resource"], row["first_cell"]] += row["visits"]
    for row in own.rows:
        is_counted = row["expires_at"] is None or row["expires_at"] > tx.now
        if row["resource"] in caps and is_counted:
            counted[row["resource"], row["first_cell"]] -= 1
    return counted
