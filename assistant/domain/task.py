"""Tasks: work for a person, in one queue."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum, StrEnum

from assistant.domain.clock import Instant, days_from, instant, local
from assistant.domain.ids import (
    AppointmentId,
    ConversationId,
    PatientId,
    StaffId,
    TaskId,
)
from assistant.domain.practice import Practice


class Priority(IntEnum):
    """FHIR request priority, as a number so that it sorts; higher is sooner."""

    ROUTINE = 0
    URGENT = 1
    ASAP = 2
    STAT = 3


class TaskStatus(StrEnum):
    """FHIR Task.status, the ones in use."""

    REQUESTED = "requested"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class Reason(StrEnum):
    """Why a person is needed. The queue topic is the practice's own word for it."""

    ASKED_FOR_A_PERSON = "asked-for-a-person"
    NOT_UNDERSTOOD = "not-understood"
    EMERGENCY = "emergency"
    CRISIS = "crisis"
    IDENTITY = "identity"
    NO_SLOT_FITS = "no-slot-fits"
    COMPLAINT = "complaint"
    CLINICAL_QUESTION = "clinical-question"
    REFILL = "refill"
    BILLING = "billing"
    RECORDS = "records"
    REFERRAL = "referral"
    RESULTS = "results"
    INSURANCE = "insurance"
    WRONG_NUMBER = "wrong-number"
    OPTED_OUT_WITH_APPOINTMENT = "opted-out-with-appointment"
    MEANT_THE_VISIT = "may-have-meant-the-visit"
    WROTE_AFTER_OPT_OUT = "wrote-after-opt-out"
    DELIVERY_FAILED = "delivery-failed"
    MEDIA = "media"
    LONG_MESSAGE = "long-message"
    RUNNING_LATE = "running-late"
    ARRIVED = "arrived"
    FORMS = "forms"
    VIDEO_LINK = "video-link"
    NOT_ALLOWED = "not-allowed"
    DIALOG_GONE = "dialog-gone"
    RESTORED = "restored-from-backup"
    CRASH = "crash"
    POISON = "poison"


PRIORITY_OF: dict[Reason, Priority] = {
    Reason.EMERGENCY: Priority.STAT,
    Reason.CRISIS: Priority.STAT,
    Reason.CLINICAL_QUESTION: Priority.URGENT,
    Reason.COMPLAINT: Priority.URGENT,
    Reason.RUNNING_LATE: Priority.ASAP,
    Reason.ARRIVED: Priority.ASAP,
    Reason.VIDEO_LINK: Priority.ASAP,
    Reason.MEANT_THE_VISIT: Priority.URGENT,
    Reason.OPTED_OUT_WITH_APPOINTMENT: Priority.URGENT,
    Reason.DELIVERY_FAILED: Priority.URGENT,
    Reason.CRASH: Priority.URGENT,
    Reason.POISON: Priority.URGENT,
}
"""How soon each is due; what is not named is routine."""


def priority_of(reason: Reason) -> Priority:
    """The priority of a task opened for that reason."""
    return PRIORITY_OF.get(reason, Priority.ROUTINE)


@dataclass(frozen=True, slots=True)
class Task:
    """Work for a person. `summary` is for staff and may hold patient data (stored encrypted).

    `due_at`: when the practice promised an answer. At most one open task a conversation and
    reason; more of the same is added to it.
    """

    id: TaskId
    reason: Reason
    priority: Priority
    status: TaskStatus
    opened_at: Instant
    due_at: Instant
    summary: str
    conversation: ConversationId | None = None
    patient: PatientId | None = None
    appointment: AppointmentId | None = None
    owner: StaffId | None = None
    closed_at: Instant | None = None


_LOOK_AHEAD_DAYS = 45
"""How far ahead open hours are looked for; a practice closed for longer answers by the clock."""


def due_at(practice: Practice, priority: Priority, opened_at: Instant) -> Instant:
    """When the practice has promised that a person answers.

    ASAP and STAT are due at once, at any hour. Everything else is due when `answer_within` of
    open time has gone by, where open means that any site is open: closed nights, weekends and
    holidays do not count.
    """
    if priority >= Priority.ASAP:
        return opened_at
    left = practice.answer_within
    for opens, closes in _open_stretches(practice, opened_at):
        begin = max(opens, opened_at)
        if closes - begin >= left:
            return begin + left
        left -= max(closes - begin, timedelta())
    return opened_at + practice.answer_within


def _open_stretches(practice: Practice, since: Instant) -> Iterator[tuple[Instant, Instant]]:
    """Stretches in which any site is open, soonest first, none touching, none over by `since`."""
    found: list[tuple[Instant, Instant]] = []
    for site in practice.sites:
        for day in days_from(local(since, site.zone).date(), _LOOK_AHEAD_DAYS):
            for span in practice.hours_on(site, day):
                opens, closes = (instant(day, t, site.zone) for t in (span.opens, span.closes))
                if closes > since:
                    found.append((opens, closes))
    current: tuple[Instant, Instant] | None = None
    for opens, closes in sorted(found):
        if current is None or opens > current[1]:
            if current is not None:
                yield current
            current = (opens, closes)
        else:
            current = (current[0], max(current[1], closes))
    if current is not None:
        yield current
