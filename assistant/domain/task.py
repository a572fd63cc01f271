"""Tasks: work for a person, in one queue."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from assistant.domain.clock import Instant
from assistant.domain.ids import (
    AppointmentId,
    ConversationId,
    PatientId,
    StaffId,
    TaskId,
)


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
    NOT_ALLOWED = "not-allowed"
    DIALOG_GONE = "dialog-gone"
    CRASH = "crash"
    POISON = "poison"


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
