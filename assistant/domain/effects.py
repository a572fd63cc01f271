"""Everything a turn may ask for: queries (a look), commands (a do), and what follows a commit.

A dialog says what it wants to know or to happen; the service answers inside the turn's
transaction. A command has its good result and named other outcomes (`outcomes`), which the
dialog maps one by one.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Generic, TypeVar

from assistant.domain.appointment import Appointment
from assistant.domain.clock import Instant
from assistant.domain.consent import MessageKind
from assistant.domain.facts import Lang, When
from assistant.domain.ids import AppointmentId, PatientId, ProviderId, SiteId, VisitTypeId
from assistant.domain.patient import Person
from assistant.domain.schedule import FindSlotsResult, Slot, Wish
from assistant.domain.task import Priority, Reason

Result_co = TypeVar("Result_co", covariant=True)


class Query(Generic[Result_co]):
    """Something a dialog wants to know; answered from the store, changes nothing."""

    __slots__ = ()


class Command(Generic[Result_co]):
    """Something a dialog wants to happen; run in a savepoint of the turn's transaction."""

    __slots__ = ()
    outcomes: ClassVar[tuple[str, ...]] = ()
    """Names of the results other than the good one."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A command that did not happen; `outcome` is one of the command's `outcomes`."""

    outcome: str


# --- queries ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FindPeople(Query[tuple[Person, ...]]):
    """The patients reached at this conversation's address, in order of first name.

    `of_age`: only those of them that are of age today, or whose birth date is not known.
    """

    of_age: bool = False


@dataclass(frozen=True, slots=True)
class PatientMatch:
    """`how`: "one", "none" or "several"; `patient` only with "one"."""

    how: str
    patient: Person | None = None


@dataclass(frozen=True, slots=True)
class MatchPatient(Query[PatientMatch]):
    """The patient with that name (accents, case and one typo forgiven) and date of birth."""

    name: str
    born_on: date


@dataclass(frozen=True, slots=True)
class FindSlots(Query[FindSlotsResult]):
    """Up to three openings for a visit type, nearest to the wish.

    `provider`, `site` None: any. `without`: not with this provider, if another does such visits.
    `rather`: with this provider if that meets the wish.
    `moving`: the visit whose own time counts as free; a wish without a day is for its day, no word
    at all (None), or just its own time, means a later day.
    `patient`: decides new or known, and whose own visits to keep clear of.
    """

    patient: PatientId
    visit_type: VisitTypeId
    provider: ProviderId | None = None
    wish: Wish | None = field(default_factory=Wish)
    site: SiteId | None = None
    moving: AppointmentId | None = None
    rather: ProviderId | None = None
    without: ProviderId | None = None


@dataclass(frozen=True, slots=True)
class FindVisits(Query[tuple[Appointment, ...]]):
    """The patient's coming visits (pending or booked, not yet started), soonest first.

    With a `wish` only those that it fits, unless it fits none: then all.
    """

    patient: PatientId
    wish: Wish | None = None


@dataclass(frozen=True, slots=True)
class ThreadVisit(Query[Appointment | None]):
    """The coming visit that this conversation was last about, if it still stands.

    With a `wish` only if it fits: "my Friday visit" is not the one on Tuesday.
    """

    wish: Wish | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What to say to a common question: a text's key under `information` and its arguments."""

    key: str
    args: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerQuestion(Query[Answer]):
    """The practice's own answer. `topic`: hours, address, parking, insurers, phone, who, duration."""

    topic: str
    lang: Lang
    site: SiteId | None = None
    when: When | None = None
    insurer: str = ""
    visit_type: VisitTypeId | None = None


# --- commands -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HoldSlot(Command[Slot]):
    """Keep a time for this conversation for 20 minutes; lets go of the one it kept before."""

    slot: Slot
    moving: AppointmentId | None = None
    outcomes: ClassVar[tuple[str, ...]] = ("slot_taken",)


@dataclass(frozen=True, slots=True)
class ReleaseHold(Command[None]):
    """Let go of the time this conversation keeps, if it keeps one."""


@dataclass(frozen=True, slots=True)
class BookAppointment(Command[Appointment]):
    """Book the time, held or still free. Booking the same again gives the same visit."""

    patient: PatientId
    slot: Slot
    outcomes: ClassVar[tuple[str, ...]] = ("slot_taken", "not_allowed")


@dataclass(frozen=True, slots=True)
class MoveAppointment(Command[Appointment]):
    """Take the new time and let go of the old one, together or not at all."""

    appointment: AppointmentId
    slot: Slot
    outcomes: ClassVar[tuple[str, ...]] = ("slot_taken", "not_allowed")


@dataclass(frozen=True, slots=True)
class CancelAppointment(Command[Appointment]):
    """Cancel a coming visit. Cancelling it again gives the same."""

    appointment: AppointmentId
    outcomes: ClassVar[tuple[str, ...]] = ("not_allowed",)


@dataclass(frozen=True, slots=True)
class CancelAppointments(Command[tuple[Appointment, ...]]):
    """Cancel several coming visits; gives those that are off now. One that has begun stays."""

    appointments: tuple[AppointmentId, ...]
    outcomes: ClassVar[tuple[str, ...]] = ("not_allowed",)


@dataclass(frozen=True, slots=True)
class ConfirmAppointment(Command[Appointment]):
    """Note that the patient says they will come."""

    appointment: AppointmentId
    outcomes: ClassVar[tuple[str, ...]] = ("not_allowed",)


@dataclass(frozen=True, slots=True)
class RegisterPatient(Command[Person]):
    """A new patient with this conversation's address."""

    name: str
    born_on: date
    outcomes: ClassVar[tuple[str, ...]] = ("not_allowed",)


@dataclass(frozen=True, slots=True)
class CheckBirthDate(Command[Person]):
    """Compare a date of birth, count a wrong one, remember a right one for 30 days."""

    patient: PatientId
    born_on: date
    outcomes: ClassVar[tuple[str, ...]] = ("wrong", "locked")


@dataclass(frozen=True, slots=True)
class WithdrawConsent(Command[bool]):
    """Write the opt-out of this address on this line to the ledger, for every purpose.

    The result says whether a coming visit hangs on it, so that staff hear of it.
    `words`: what was said, in plain form.
    """

    words: str


@dataclass(frozen=True, slots=True)
class GiveConsent(Command[bool]):
    """Write the opt-in of this address on this line to the ledger."""

    words: str


# --- what follows -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SendMessage:
    """A row in the outbox, to this conversation's address. At most one a turn."""

    text: str
    kind: MessageKind
    lang: Lang


@dataclass(frozen=True, slots=True)
class OpenTask:
    """Work for a person.

    `collected`: what the dialog knows, as (field, shown value). `lines`: what the patient wrote
    that was not understood, oldest first. `asked`: the question that was open, as text.
    """

    reason: Reason
    priority: Priority
    collected: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()
    asked: str = ""


@dataclass(frozen=True, slots=True)
class AddNote:
    """The patient's text goes to the thread and to the open task; nobody answers by machine."""


@dataclass(frozen=True, slots=True)
class RaiseAlert:
    """Text the practice's on-call people now, and again until somebody claims the task."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class SetTimer:
    """Wake this conversation at `due_at`, unless its turn has moved on past `fence`.

    One timer of a `kind` a conversation: a new one replaces it.
    """

    kind: str
    due_at: Instant
    fence: int


Effect = SendMessage | OpenTask | AddNote | RaiseAlert | SetTimer
