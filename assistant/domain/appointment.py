"""Appointments with FHIR's statuses and the table of allowed transitions."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.domain.clock import Instant
from assistant.domain.ids import AppointmentId, PatientId, ProviderId, SiteId, VisitTypeId


class AppointmentStatus(StrEnum):
    """FHIR R4 Appointment.status."""

    PROPOSED = "proposed"
    PENDING = "pending"
    BOOKED = "booked"
    ARRIVED = "arrived"
    CHECKED_IN = "checked-in"
    FULFILLED = "fulfilled"
    CANCELLED = "cancelled"
    NOSHOW = "noshow"
    WAITLIST = "waitlist"
    ENTERED_IN_ERROR = "entered-in-error"


class ParticipationStatus(StrEnum):
    """FHIR AppointmentResponse.participantStatus: what the patient said to it."""

    NEEDS_ACTION = "needs-action"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TENTATIVE = "tentative"


_S = AppointmentStatus
TRANSITIONS: dict[AppointmentStatus, frozenset[AppointmentStatus]] = {
    _S.PROPOSED: frozenset({_S.PENDING, _S.BOOKED, _S.CANCELLED, _S.WAITLIST}),
    _S.PENDING: frozenset({_S.BOOKED, _S.CANCELLED, _S.WAITLIST}),
    _S.WAITLIST: frozenset({_S.PENDING, _S.BOOKED, _S.CANCELLED}),
    _S.BOOKED: frozenset({_S.ARRIVED, _S.CHECKED_IN, _S.FULFILLED, _S.CANCELLED, _S.NOSHOW}),
    _S.ARRIVED: frozenset({_S.CHECKED_IN, _S.FULFILLED, _S.CANCELLED, _S.BOOKED}),
    _S.CHECKED_IN: frozenset({_S.FULFILLED, _S.CANCELLED, _S.ARRIVED, _S.BOOKED}),
    _S.FULFILLED: frozenset({_S.BOOKED}),
    _S.NOSHOW: frozenset({_S.BOOKED, _S.ARRIVED}),
    _S.CANCELLED: frozenset(),
    _S.ENTERED_IN_ERROR: frozenset(),
}
"""Where each status may go. Any but the last two may also become entered-in-error."""

OCCUPYING = frozenset({_S.PENDING, _S.BOOKED, _S.ARRIVED, _S.CHECKED_IN, _S.FULFILLED})
"""Statuses that hold their time in the cell table."""


def may_become(now: AppointmentStatus, then: AppointmentStatus) -> bool:
    """Is this step in the table?"""
    if then is _S.ENTERED_IN_ERROR:
        return now not in {_S.CANCELLED, _S.ENTERED_IN_ERROR}
    return then in TRANSITIONS[now]


@dataclass(frozen=True, slots=True)
class Appointment:
    """A visit. `version` grows by one with each change; `start`, `end` are UTC instants."""

    id: AppointmentId
    patient: PatientId
    provider: ProviderId
    site: SiteId
    visit_type: VisitTypeId
    start: Instant
    end: Instant
    status: AppointmentStatus = AppointmentStatus.BOOKED
    response: ParticipationStatus = ParticipationStatus.NEEDS_ACTION
    version: int = 1
