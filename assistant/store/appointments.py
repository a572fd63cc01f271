"""Visits: booked, moved, cancelled and confirmed, each in one transaction with its audit row.

Whether a time is free is decided by `reservations` alone. Start reading at `book`.
"""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import bindparam, insert, select, update

from assistant.domain.appointment import (
    OCCUPYING,
    Appointment,
    AppointmentStatus,
    ParticipationStatus,
    may_become,
)
from assistant.domain.availability import may_be_booked
from assistant.domain.capacity import Claims, claims_of
from assistant.domain.clock import Instant, local
from assistant.domain.effects import Refused
from assistant.domain.errors import NotFound, TransitionNotAllowed, VersionConflict
from assistant.domain.ids import (
    AppointmentId,
    ConversationId,
    PatientId,
    ProviderId,
    SiteId,
    VisitTypeId,
)
from assistant.domain.practice import Practice
from assistant.domain.schedule import Slot
from assistant.store import audit, patients
from assistant.store.database import upsert
from assistant.store.holds import held, hold, release_hold, renew_hold, renew_hold_later, use_hold
from assistant.store.reservations import free, reserve
from assistant.store.statements import Row, Statement
from assistant.store.tables.scheduling import appointments as table
from assistant.store.tables.scheduling import last_bookings
from assistant.store.transactions import Tx

__all__ = [
    "add",
    "book",
    "cancel",
    "coming",
    "confirm",
    "get",
    "held",
    "hold",
    "list_all",
    "move",
    "release_hold",
    "renew_hold",
    "renew_hold_later",
    "set_status",
]

_COMING = (AppointmentStatus.PENDING, AppointmentStatus.BOOKED)
_ROW = Statement(
    select(table).where(table.c.id == bindparam("key")).with_for_update(key_share=True)
)
_COMING_OF = Statement(
    select(table)
    .where(
        table.c.patient == bindparam("whose"),
        table.c.start_at > bindparam("now"),
        table.c.status.in_([status.value for status in _COMING]),
    )
    .order_by(table.c.start_at, table.c.id)
)
_SAME = Statement(
    select(table).where(
        table.c.patient == bindparam("whose"),
        table.c.start_at == bindparam("begins"),
        table.c.provider == bindparam("with_whom"),
        table.c.site == bindparam("where"),
        table.c.visit_type == bindparam("what"),
        table.c.status.in_([status.value for status in _COMING]),
    )
)
_OVERLAPPING = Statement(
    select(table.c.id)
    .where(
        table.c.patient == bindparam("whose"),
        table.c.start_at < bindparam("ends"),
        table.c.end_at > bindparam("begins"),
        table.c.id != bindparam("but"),
        table.c.status.in_([status.value for status in OCCUPYING]),
    )
    .order_by(table.c.start_at, table.c.id)
    .limit(1)
)
_INSERT = Statement(insert(table))
_TAKEN = Refused("slot_taken")
_NOT_ALLOWED = Refused("not_allowed")


def book(
    tx: Tx, practice: Practice, conversation: ConversationId, patient: PatientId, slot: Slot
) -> Appointment | Refused:
    """Book the time: the one this conversation keeps, or any that is still free.

    The same booking once more gives the same visit. Visits of one patient may overlap; then the
    audit row says with which one (`overlaps`).

    Returns:
        The visit; Refused("slot_taken"), also when the time has begun; or Refused("not_allowed")
        when visit type, provider, site and patient do not go together or the time may not be
        booked (`may_be_booked`).

    Raises:
        NotFound: there is no such patient.
    """
    if slot.start < tx.now:
        return _TAKEN
    if not may_be_booked(practice, slot, tx.now) or not _is_for(tx, practice, patient, slot):
        return _NOT_ALLOWED
    same = _same(tx, patient, slot)
    if same is not None:
        release_hold(tx, conversation)
        return same
    visit = Appointment(
        AppointmentId(tx.ids.new("apt")),
        patient,
        slot.provider,
        slot.site,
        slot.visit_type,
        slot.start,
        slot.end,
    )
    claims = claims_of(practice, slot)
    with tx.undoable() as undo:
        use_hold(tx, conversation, slot)
        if not reserve(tx, visit.id, claims):
            undo()
            return _TAKEN
    _insert(tx, visit, claims)
    tx.later(_write_last_bookings, (visit.provider, tx.now))
    _note(tx, "appointment_booked", visit, conversation, _overlap(tx, visit))
    return visit


def add(tx: Tx, practice: Practice, visit: Appointment) -> Appointment | Refused:
    """Write down a visit that was agreed elsewhere (import, staff): only its time must be free.

    Raises:
        KeyError: the practice has no such visit type.
        StoreError: there is no such patient, or the id is taken.
    """
    claims = claims_of(practice, visit)
    if visit.status in OCCUPYING and not reserve(tx, visit.id, claims):
        return _TAKEN
    _insert(tx, visit, claims)
    _note(tx, "appointment_added", visit, details=_overlap(tx, visit))
    return visit


def move(
    tx: Tx,
    practice: Practice,
    conversation: ConversationId,
    appointment: AppointmentId,
    slot: Slot,
) -> Appointment | Refused:
    """Take the new time and let go of the old one, together or not at all.

    The visit keeps its id and status; its version grows and the patient has to confirm anew.
    Moving it to where it is changes nothing.

    Returns:
        The visit; Refused("slot_taken"), the old time kept, also when the new one has begun; or
        Refused("not_allowed") when it is no coming visit, or the new time may not be booked, or
        is of another visit type.

    Raises:
        NotFound: there is no such visit.
    """
    visit = _load(tx, appointment)
    if not _is_coming(tx, visit) or slot.visit_type != visit.visit_type:
        return _NOT_ALLOWED
    if (visit.provider, visit.site, visit.start) == (slot.provider, slot.site, slot.start):
        release_hold(tx, conversation)
        return visit
    if slot.start < tx.now:
        return _TAKEN
    may_be = may_be_booked(practice, slot, tx.now) and _has_age(tx, practice, visit.patient, slot)
    if not may_be:
        return _NOT_ALLOWED
    claims = claims_of(practice, slot)
    # The new time may overlap the old one, so the old cells go first; `undo` brings them back.
    with tx.undoable() as undo:
        use_hold(tx, conversation, slot)
        free(tx, visit.id)
        if not reserve(tx, visit.id, claims):
            undo()
            return _TAKEN
    moved = replace(
        visit,
        provider=slot.provider,
        site=slot.site,
        start=slot.start,
        end=slot.end,
        response=ParticipationStatus.NEEDS_ACTION,
    )
    moved = _update(tx, moved, claims)
    details = {"from_start": visit.start.isoformat(), **_overlap(tx, moved)}
    _note(tx, "appointment_moved", moved, conversation, details)
    return moved


def cancel(tx: Tx, appointment: AppointmentId) -> Appointment | Refused:
    """Cancel a coming visit and free its time. Cancelling it again gives the same.

    Returns:
        The visit, or Refused("not_allowed") when it has begun or is over.

    Raises:
        NotFound: there is no such visit.
    """
    visit = _load(tx, appointment)
    if visit.status is AppointmentStatus.CANCELLED:
        return visit
    if not _is_coming(tx, visit):
        return _NOT_ALLOWED
    free(tx, visit.id)
    cancelled = _update(tx, replace(visit, status=AppointmentStatus.CANCELLED))
    _note(tx, "appointment_cancelled", cancelled)
    return cancelled


def confirm(tx: Tx, appointment: AppointmentId) -> Appointment | Refused:
    """Note that the patient says they will come. Saying it again changes nothing.

    Returns:
        The visit, or Refused("not_allowed") when it is not a coming one.

    Raises:
        NotFound: there is no such visit.
    """
    visit = _load(tx, appointment)
    if not _is_coming(tx, visit):
        return _NOT_ALLOWED
    if visit.response is ParticipationStatus.ACCEPTED:
        return visit
    confirmed = _update(tx, replace(visit, response=ParticipationStatus.ACCEPTED))
    _note(tx, "appointment_confirmed", confirmed)
    return confirmed


def set_status(
    tx: Tx, practice: Practice, appointment: AppointmentId, status: AppointmentStatus
) -> Appointment | Refused:
    """Take the visit along its ladder; its time is freed, or taken again, as the status needs.

    Returns:
        The visit, or Refused("slot_taken") when it comes back and its time is somebody else's.

    Raises:
        NotFound: there is no such visit.
        KeyError: it comes back, and the practice has no such visit type any more.
        TransitionNotAllowed: the status cannot follow the present one.
    """
    row = _row(tx, appointment)
    visit = _visit(row)
    if visit.status is status:
        return visit
    if not may_become(visit.status, status):
        raise TransitionNotAllowed(f"{appointment}: {visit.status} cannot become {status}")
    had, needs = visit.status in OCCUPYING, status in OCCUPYING
    if needs and not had:
        claims = claims_of(practice, visit, (row["first_cell"], row["end_cell"]))
        if not reserve(tx, visit.id, claims):
            return _TAKEN
    if had and not needs:
        free(tx, visit.id)
    changed = _update(tx, replace(visit, status=status))
    is_cancelled = status is AppointmentStatus.CANCELLED
    action = "appointment_cancelled" if is_cancelled else "appointment_status_set"
    _note(tx, action, changed, details={"status": status.value})
    return changed


def get(tx: Tx, appointment: AppointmentId) -> Appointment:
    """The visit with that id.

    Raises:
        NotFound: there is none.
    """
    visit = _load(tx, appointment)
    audit.record(tx, action="appointment_read", patient=visit.patient, appointment=visit.id)
    return visit


def coming(tx: Tx, patient: PatientId) -> tuple[Appointment, ...]:
    """The patient's visits that are pending or booked and have not started, soonest first."""
    rows = _COMING_OF.rows(tx.conn, {"whose": patient, "now": tx.now})
    audit.record(tx, action="appointments_read", patient=patient, details={"count": len(rows)})
    return tuple(_visit(row) for row in rows)


def list_all(tx: Tx, since: Instant, until: Instant) -> tuple[Appointment, ...]:
    """All visits, whatever their status, that start from `since` to before `until`, in order."""
    rows = (
        tx.conn.execute(
            select(table)
            .where(table.c.start_at >= since, table.c.start_at < until)
            .order_by(table.c.start_at, table.c.id)
        )
        .mappings()
        .all()
    )
    audit.record(tx, action="appointments_listed", details={"count": len(rows)})
    return tuple(_visit(dict(row)) for row in rows)


def _write_last_bookings(tx: Tx, rows: Sequence[tuple[ProviderId, Instant]]) -> None:
    for provider, booked_at in rows:
        row = {"provider": provider, "booked_at": booked_at}
        upsert(tx.conn, last_bookings, ("provider",), row)


def _is_for(tx: Tx, practice: Practice, patient: PatientId, slot: Slot) -> bool:
    """Is the visit type meant for new, or known, patients of that age, as this one is?"""
    visit_type = practice.visit_type(slot.visit_type)
    if not _has_age(tx, practice, patient, slot):
        return False
    is_new = patients.is_new(tx, patient)
    return visit_type.new_patients if is_new else visit_type.known_patients


def _has_age(tx: Tx, practice: Practice, patient: PatientId, slot: Slot) -> bool:
    """Has the patient the right age on that day, for that type of visit?"""
    visit_type = practice.visit_type(slot.visit_type)
    if not visit_type.has_ages:
        return True
    on = local(slot.start, practice.site(slot.site).zone).date()
    return visit_type.is_for_age(patients.born_on(tx, patient), on)


def _is_coming(tx: Tx, visit: Appointment) -> bool:
    return visit.status in _COMING and visit.start > tx.now


def _same(tx: Tx, patient: PatientId, slot: Slot) -> Appointment | None:
    """This very visit, if it stands already."""
    values = {
        "whose": patient,
        "begins": slot.start,
        "with_whom": slot.provider,
        "where": slot.site,
        "what": slot.visit_type,
    }
    row = _SAME.row(tx.conn, values)
    return _visit(row) if row is not None else None


def _overlap(tx: Tx, visit: Appointment) -> dict[str, audit.Detail]:
    """The first other visit that the patient has at the same time; it is no mistake, only told."""
    values = {"whose": visit.patient, "begins": visit.start, "ends": visit.end, "but": visit.id}
    other = _OVERLAPPING.value(tx.conn, values)
    return {} if other is None else {"overlaps": other}


def _insert(tx: Tx, visit: Appointment, claims: Claims) -> None:
    row = {
        "id": visit.id,
        "patient": visit.patient,
        "version": visit.version,
        "booked_at": tx.now,
        **_values(tx, visit, claims),
    }
    _INSERT.run(tx.conn, row)


def _update(tx: Tx, visit: Appointment, claims: Claims | None = None) -> Appointment:
    """Write the visit as its next version."""
    changed = tx.conn.execute(
        update(table)
        .where(table.c.id == visit.id, table.c.version == visit.version)
        .values(version=visit.version + 1, **_values(tx, visit, claims))
    )
    if changed.rowcount != 1:
        raise VersionConflict(f"{visit.id} was changed by somebody else")
    return replace(visit, version=visit.version + 1)


def _values(tx: Tx, visit: Appointment, claims: Claims | None) -> dict[str, object]:
    values: dict[str, object] = {
        "provider": visit.provider,
        "site": visit.site,
        "visit_type": visit.visit_type,
        "start_at": visit.start,
        "end_at": visit.end,
        "status": visit.status.value,
        "response": visit.response.value,
        "changed_at": tx.now,
    }
    if claims is not None:
        values |= {"first_cell": claims.own[0].first, "end_cell": claims.own[0].end}
    return values


def _row(tx: Tx, appointment: AppointmentId) -> Row:
    row = _ROW.row(tx.conn, {"key": appointment})
    if row is None:
        raise NotFound(f"no visit {appointment}")
    return row


def _load(tx: Tx, appointment: AppointmentId) -> Appointment:
    return _visit(_row(tx, appointment))


def _visit(row: Row) -> Appointment:
    return Appointment(
        AppointmentId(row["id"]),
        PatientId(row["patient"]),
        ProviderId(row["provider"]),
        SiteId(row["site"]),
        VisitTypeId(row["visit_type"]),
        row["start_at"],
        row["end_at"],
        AppointmentStatus(row["status"]),
        ParticipationStatus(row["response"]),
        row["version"],
    )


def _note(
    tx: Tx,
    action: str,
    visit: Appointment,
    conversation: ConversationId | None = None,
    details: dict[str, audit.Detail] | None = None,
) -> None:
    facts: dict[str, audit.Detail] = {
        "appointment": visit.id,
        "patient": visit.patient,
        "provider": visit.provider,
        "visit_type": visit.visit_type,
        "site": visit.site,
        "start": visit.start.isoformat(),
    }
    audit.record(
        tx,
        action=action,
        conversation=conversation,
        patient=visit.patient,
        appointment=visit.id,
        details=facts | (details or {}),
    )
