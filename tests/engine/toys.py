"""A small practice with small dialogs, to see one rule of the engine at a time."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from assistant.domain.appointment import Appointment
from assistant.domain.consent import MessageKind
from assistant.domain.conversation import Owner
from assistant.domain.effects import (
    AnswerQuestion,
    BookAppointment,
    CheckBirthDate,
    Command,
    FindPeople,
    FindSlots,
    GiveConsent,
    HoldSlot,
    Query,
    ReleaseHold,
    SendMessage,
    WithdrawConsent,
)
from assistant.domain.facts import Fact, FactKind, Lang, Understood, When
from assistant.domain.ids import (
    AppointmentId,
    ConversationId,
    PatientId,
    ProviderId,
    SiteId,
    VisitTypeId,
)
from assistant.domain.patient import Person
from assistant.domain.practice import Plan, Practice, Provider, Site, Span, VisitType
from assistant.domain.schedule import FindSlotsResult, Slot, Wish
from assistant.domain.task import Reason
from assistant.engine import speech
from assistant.engine.catalog import Catalog
from assistant.engine.conversation import Conversation
from assistant.engine.dialog import Dialog
from assistant.engine.events import Event, Heard, StaffDid
from assistant.engine.kinds import ABirthDate, AProvider, ASite, AValue, AVisitType, AWish
from assistant.engine.nodes import (
    END,
    ask,
    become,
    begin,
    call,
    choose,
    confirm,
    do,
    given,
    leave,
    let,
    listen,
    look,
    notify,
    tell,
    when,
)
from assistant.engine.nodes import Handoff as ToPerson
from assistant.engine.texts import Folder
from assistant.engine.turn import TurnResult, take_turn
from assistant.engine.walking.samples import Answers, sample_answers
from dialogs.common.going_on import Drop, Resume

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
_DAYS = (Span(time(8), time(17)),)
WEEK = (_DAYS, _DAYS, _DAYS, _DAYS, _DAYS, (), ())
PRACTICE = Practice(
    name="Toy Clinic",
    phone="+15550100000",
    zone="America/New_York",
    languages=(Lang.EN, Lang.ES),
    sites=(
        Site(SiteId("east"), "East", "America/New_York", "1 East St", WEEK),
        Site(SiteId("west"), "West", "America/New_York", "1 West St", WEEK),
    ),
    providers=(
        Provider(ProviderId("a"), "Dr. A", "family", (Plan(SiteId("east"), WEEK),)),
        Provider(ProviderId("b"), "Dr. B", "family", (Plan(SiteId("west"), WEEK),)),
    ),
    visit_types=(
        VisitType(
            VisitTypeId("checkup"),
            {Lang.EN: "Checkup", Lang.ES: "Chequeo"},
            timedelta(minutes=30),
            (ProviderId("a"), ProviderId("b")),
        ),
        VisitType(
            VisitTypeId("vaccine"),
            {Lang.EN: "Vaccine", Lang.ES: "Vacuna"},
            timedelta(minutes=15),
            (ProviderId("b"),),
        ),
    ),
)


class Whose(Dialog[Person], version=1):
    """Who is it: proven by a date of birth."""

    @look
    def people(self) -> FindPeople:
        return FindPeople()

    @let
    def is_known(self) -> bool:
        return bool(self.people)

    with when(is_known, False):
        nobody: None = leave(END)
    with when(is_known, True):
        proof: date = ask(ABirthDate())

        @do(wrong=proof, locked=ToPerson(Reason.IDENTITY))
        def proven(self) -> CheckBirthDate:
            return CheckBirthDate(self.people[0].id, self.proof)

    def result(self) -> Person:
        return self.proven


class Visit(Dialog[None], version=1, wants=("book",), drops=("cancel",)):
    """Book a visit."""

    kind: VisitTypeId = ask(AVisitType())
    doctor: ProviderId | None = listen(AProvider())
    site: SiteId | None = listen(ASite())
    wish: Wish = listen(AWish(), Wish())
    who: Person = call(Whose)

    @look
    def slots(self) -> FindSlots:
        return FindSlots(self.who.id, self.kind, self.doctor, self.wish, self.site)

    slot: Slot = choose(slots, none=wish, empty=ToPerson(Reason.NO_SLOT_FITS))

    @do(undo=ReleaseHold, slot_taken=slots)
    def held(self) -> HoldSlot:
        return HoldSlot(self.slot)

    sure: bool = confirm(no=slot)

    @do(slot_taken=slots, not_allowed=ToPerson(Reason.NOT_ALLOWED))
    def booked(self) -> BookAppointment:
        return BookAppointment(self.who.id, self.slot)


class Moving(Dialog[None], version=1, wants=("move",)):
    """A second dialog, that can interrupt the first."""

    doctor: ProviderId = ask(AProvider())
    sure: bool = confirm(no=END)
    said: None = tell()


class Questions(Dialog[None], version=1, on=(FactKind.INFO,), digression=True):
    """Answers a common question."""

    lang: Lang = given(Lang.EN)
    topic: str = ask(AValue(FactKind.INFO))

    @look
    def answer(self) -> AnswerQuestion:
        return AnswerQuestion(self.topic, self.lang)

    @let
    def key(self) -> str:
        return self.answer.key

    told: None = tell(key)


class Routing(Dialog[None], version=1):
    """What is wanted?"""

    want: str = ask(AValue(FactKind.WANT))
    next: None = begin(want)


class Handoff(Dialog[None], version=1, on=(FactKind.PERSON,)):
    """To a person."""

    reason: Reason = given(Reason.ASKED_FOR_A_PERSON)
    said: None = tell()
    task: None = notify(reason)
    staff: None = become(Owner.STAFF)


class Stop(Dialog[None], version=1, on=(FactKind.OPT_OUT,), speaks=MessageKind.CONSENT):
    """Opt-out."""

    wording: str = given("")
    was: str = given("bot")

    @do()
    def withdrawn(self) -> WithdrawConsent:
        return WithdrawConsent(self.wording)

    @let
    def is_first(self) -> bool:
        return self.was != Owner.STOPPED.value

    stopped: None = become(Owner.STOPPED)
    with when(is_first, True):
        said: None = tell()


class Start(Dialog[None], version=1, on=(FactKind.OPT_IN,), speaks=MessageKind.CONSENT):
    """Opt-in."""

    wording: str = given("")
    was: str = given("bot")

    @do()
    def allowed(self) -> GiveConsent:
        return GiveConsent(self.wording)

    @let
    def was_stopped(self) -> bool:
        return self.was == Owner.STOPPED.value

    with when(was_stopped, True):
        open_again: None = become(Owner.BOT)
    said: None = tell()


class Assist(Dialog[None], version=1, on=(FactKind.HELP,), speaks=MessageKind.CONSENT):
    """HELP."""

    said: None = tell()


class Danger(
    Dialog[None], version=1, on=(FactKind.EMERGENCY, FactKind.CRISIS), speaks=MessageKind.SAFETY
):
    """Danger."""

    said: None = tell()
    task: None = notify(Reason.EMERGENCY, alert=True)
    staff: None = become(Owner.STAFF)


DIALOGS: tuple[type[Dialog[Any]], ...] = (
    Whose, Visit, Moving, Questions, Routing, Handoff, Stop, Start, Assist, Danger, Resume, Drop,
)  # fmt: skip

_ENGINE = (
    "passed_on",
    "dropped", "nothing_to_undo", "undone", "stale", "crossed", "help", "thanks", "media", "long",
    "lang", "no_match", "still", "all_set", "wait", "begun", "nudge", "forgotten", "second_visit",
)  # fmt: skip
_PROBLEMS = (
    "no-such-day", "in-the-past", "no-such-time", "too-far", "which-day", "unclear",
    "no-other-site",
    "not-born-yet",
)  # fmt: skip
_ASKED = {
    "visit-kind": "Which kind?",
    "visit-sure": "Book {slot}?",
    "moving-doctor": "Which doctor?",
    "moving-sure": "Sure about {doctor}?",
    "whose-proof": "Born when?",
    "routing-want": "What can I do for you?",
    "questions-topic": "What would you like to know?",
}


def _words(lang: str) -> dict[str, dict[str, str]]:
    sections: dict[str, dict[str, str]] = {
        name: {"ask": f"{lang} {text}", "again": f"{lang} Again: {text}"}
        for name, text in _ASKED.items()
    }
    sections["visit-slot"] = {
        "ask": f"{lang} Offer:\n{{options}}",
        "again": f"{lang} Again offer:\n{{options}}",
        "examples": f"{lang} Examples:\n{{options}}",
        "none": f"{lang} Nearest:\n{{options}}",
    }
    sections["visit-held"] = {"slot_taken": f"{lang} Taken while kept."}
    sections["visit-booked"] = {"done": f"{lang} Booked {{slot}}.", "slot_taken": f"{lang} Taken."}
    sections["whose-nobody"] = {"leave": f"{lang} Nobody here."}
    sections["moving-sure"]["no"] = f"{lang} Then not."
    sections["whose-proven"] = {"wrong": f"{lang} Wrong date."}
    for name in ("moving", "handoff", "stop", "start", "assist", "danger"):
        sections[f"{name}-said"] = {"say": f"{lang} {name} said."}
    sections["questions-told"] = {"say": f"{lang} Told.", "hours": f"{lang} Open 8 to 5."}
    return sections


def _going_on(lang: str) -> dict[str, dict[str, str]]:
    return {
        f"{name}-sure": {
            "ask": f"{lang} {name}?",
            "again": f"{lang} {name}, Y/N?",
            "no": f"{lang} no {name}.",
        }
        for name in ("resume", "drop")
    }


def words(
    dialogs: tuple[type[Dialog[Any]], ...] = DIALOGS,
) -> dict[str, dict[Lang, dict[str, dict[str, str]]]]:
    """The texts of these toys, fresh, so that a test may break them."""
    names = {dialog.name for dialog in dialogs}
    common: dict[Lang, dict[str, dict[str, str]]] = {
        lang: {
            "engine": {name: f"{lang.value} {name}." for name in _ENGINE}
            | {
                name: f"{lang.value} {name} to {{value}}."
                for name in ("changed", "noted", "second")
            }
            | {
                "resume": f"{lang.value} resume {{begun}}.",
                "first": f"{lang.value} first {{begun}}.",
            }
            | {"promise": f"{lang.value} until {{until}}."}
            | {"promise-closed": f"{lang.value} open {{opens}}."},
            **_going_on(lang.value),
            "problem": {name: f"{lang.value} {name}." for name in _PROBLEMS},
        }
        for lang in Lang
    }
    sections = {lang: _words(lang.value) for lang in Lang}
    of_these = {
        lang: {key: texts for key, texts in found.items() if key.split("-")[0] in names}
        for lang, found in sections.items()
    }
    return {"toys": of_these, "common": common}


def catalog(*more: type[Dialog[Any]], texts: Mapping[str, Folder] | None = None) -> Catalog:
    """The toys, and what a test adds to them."""
    return Catalog.of((*DIALOGS, *more), texts or words(), PRACTICE)


CATALOG = catalog()


def fact(kind: FactKind, value: str = "", **more: Any) -> Fact:
    """A fact."""
    return Fact(kind, 0, 1, value, **more)


def on(day: date) -> Fact:
    """A day, said."""
    return fact(FactKind.WHEN, when=When(first_on=day, last_on=day))


def born(day: date) -> Fact:
    """A date of birth, said."""
    return fact(FactKind.BIRTH_DATE, when=When(first_on=day, last_on=day))


BOOK = fact(FactKind.WANT, "book")
MOVE = fact(FactKind.WANT, "move")
CANCEL = fact(FactKind.WANT, "cancel")
YES, NO = fact(FactKind.YES), fact(FactKind.NO)
CHECKUP, VACCINE = fact(FactKind.VISIT_TYPE, "checkup"), fact(FactKind.VISIT_TYPE, "vaccine")
DR_A, DR_B = fact(FactKind.PROVIDER, "a"), fact(FactKind.PROVIDER, "b")
ONE, TWO = fact(FactKind.PICK, "1"), fact(FactKind.PICK, "2")
BORN = born(date(1985, 3, 14))
HOURS = fact(FactKind.INFO, "hours")
BACK = fact(FactKind.CONTROL, "back")
NEVER_MIND = fact(FactKind.CONTROL, "never-mind")
REPEAT = fact(FactKind.CONTROL, "repeat")
START_OVER = fact(FactKind.CONTROL, "start-over")
STOP = fact(FactKind.OPT_OUT, "word", word="STOP")
START = fact(FactKind.OPT_IN, word="START")
PERSON = fact(FactKind.PERSON)
PAIN = fact(FactKind.EMERGENCY)


@dataclass
class Talk:
    """A conversation to write into: says each text's facts, keeps what came of it.

    `answers` overrides the answer to a query or command by its class.
    """

    of: Catalog = field(default_factory=lambda: CATALOG)
    answers: dict[type, Any] = field(default_factory=dict[type, Any])
    conversation: Conversation = field(
        default_factory=lambda: Conversation(ConversationId("cnv_toy"))
    )
    at: datetime = NOW
    result: TurnResult | None = None
    requests: list[Any] = field(default_factory=list[Any])

    def say(self, *facts: Fact, text: str = "words", after: timedelta = timedelta(minutes=1),
            **more: Any) -> str:  # fmt: skip
        """A text with these facts; what is said to it."""
        self.at += after
        placed = tuple(replace(f, start=n, end=n + 1) for n, f in enumerate(facts))
        understood = Understood(placed, words=more.pop("words", 2), **_understood(more))
        return self.happen(Heard(text, understood, self.at, **more))

    def staff(self, action: str, name: str = "", *facts: Fact) -> str:
        """A staff member acts; what is said to it."""
        self.at += timedelta(minutes=1)
        return self.happen(StaffDid(action, self.at, name, Understood(facts)))

    def happen(self, event: Event) -> str:
        """Any event; what is said to it, "" for nothing."""
        self.requests = []
        stored = self.of.decode(self.of.encode(self.conversation))
        self.result = take_turn(self.of, stored, event, self._answer)
        self.conversation = self.result.conversation
        return next((e.text for e in self.result.effects if isinstance(e, SendMessage)), "")

    def effects(self, kind: type) -> list[Any]:
        """The last turn's effects of one kind."""
        return [e for e in (self.result.effects if self.result else ()) if isinstance(e, kind)]

    @property
    def stops(self) -> list[str]:
        """The fields that the last turn's walks came to, and the edges that they left them by."""
        return json.loads(self.result.journal)["stops"] if self.result else []

    @property
    def at_field(self) -> str:
        """Where it stands: "visit.slot", "" for nowhere."""
        frames = self.conversation.frames
        return f"{frames[-1].dialog}.{frames[-1].asked}" if frames else ""

    @property
    def data(self) -> dict[str, Any]:
        """What the top dialog knows."""
        return self.conversation.frames[-1].data

    def _answer(self, what: "Query[Any] | Command[Any]") -> Any:
        self.requests.append(what)
        if type(what) in self.answers:
            given_answer = self.answers[type(what)]
            return given_answer(what) if callable(given_answer) else given_answer
        return _USUAL(what)[0]


def _understood(more: dict[str, Any]) -> dict[str, Any]:
    return {key: more.pop(key) for key in ("lang", "was_cut") if key in more}


_STORE: Answers = sample_answers(CATALOG, TODAY)
PERSON_KNOWN: Person = _STORE(FindPeople())[0][0]


def _USUAL(what: "Query[Any] | Command[Any]") -> Any:  # noqa: N802
    return _STORE(what)


def three_slots(what: Any) -> FindSlotsResult:
    """The usual three openings of a search."""
    return _STORE(what)[0]


def to_offer(talk: Talk, *also: Fact) -> str:
    """Bring a talk to the offer of three openings."""
    talk.say(BOOK, CHECKUP, *also)
    return talk.say(BORN)


def speech_of(slot: Slot) -> str:
    """A slot as it is read back."""
    return speech.slot(slot, PRACTICE, Lang.EN)


def visit_of(slot: Slot) -> Appointment:
    """The visit that a slot becomes."""
    return Appointment(
        AppointmentId("apt_toy"), PatientId("p"), slot.provider, slot.site, slot.visit_type,
        slot.start, slot.end,
    )  # fmt: skip
