"""Every sort of input and every sort of answer, made from a practice's own data.

What the walker takes through the dialogs: one example of each sort, always the same.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import cache
from typing import Any

from assistant.domain import effects as e
from assistant.domain.appointment import Appointment, AppointmentStatus
from assistant.domain.clock import Instant, instant
from assistant.domain.facts import ALSO, Fact, FactKind, PartOfDay, Shift, Understood, When
from assistant.domain.ids import AppointmentId, PatientId, VisitTypeId
from assistant.domain.patient import Person
from assistant.domain.practice import Practice
from assistant.domain.schedule import FindSlotsResult, Slot
from assistant.engine.catalog import Catalog
from assistant.engine.events import Due, Event, Heard, StaffDid
from assistant.engine.nodes import Ask, Listen, Tell
from assistant.engine.texts import section_of

Answers = Callable[["e.Query[Any] | e.Command[Any]"], Sequence[Any]]
"""All sorts of answer to a query or command; the usual one first."""
ANNA = Person(PatientId("pat_a"), "Ana")
BRUNO = Person(PatientId("pat_b"), "Bruno")


def sample_answers(catalog: Catalog, today: date) -> Answers:
    """Answers for every query and command of `domain.effects`, from the catalog's practice.

    Visits and openings lie in the two weeks after `today`.
    """
    store = _Store(catalog, today)

    @cache
    def answers(what: "e.Query[Any] | e.Command[Any]") -> Sequence[Any]:
        good = store.answers(what)
        return (*good, *(e.Refused(outcome) for outcome in getattr(what, "outcomes", ())))

    return answers


class _Store:
    """What a store of that practice could answer."""

    def __init__(self, catalog: Catalog, today: date) -> None:
        self._catalog, self._practice, self._today = catalog, catalog.practice, today

    def answers(self, what: "e.Query[Any] | e.Command[Any]") -> Sequence[Any]:
        """The good answers, the usual one first."""
        match what:
            case e.FindSlots():
                return self._slots(what)
            case e.FindVisits() | e.ThreadVisit() | e.AnswerQuestion():
                return self._reads(what)
            case e.HoldSlot():
                return (what.slot,)
            case e.ReleaseHold():
                return (None,)
            case e.WithdrawConsent() | e.GiveConsent():
                return (False, True)
            case _:
                return self._people(what) or self._visits(what)

    def _reads(self, what: "e.Query[Any] | e.Command[Any]") -> Sequence[Any]:
        first, second = self.visit(0), self.visit(1)
        if isinstance(what, e.FindVisits):
            return ((first,), (first, second), ())
        if isinstance(what, e.ThreadVisit):
            return (None, first)
        topic = what.topic if isinstance(what, e.AnswerQuestion) else ""
        found = tuple(self._replies())
        return tuple(a for a in found if a.key.startswith(topic.removesuffix("s"))) or found

    def _people(self, what: "e.Query[Any] | e.Command[Any]") -> Sequence[Any]:
        match what:
            case e.FindPeople():
                return ((ANNA,), (), (ANNA, BRUNO), (replace(ANNA, is_verified=True),))
            case e.MatchPatient():
                return (
                    e.PatientMatch("one", ANNA),
                    e.PatientMatch("none"),
                    e.PatientMatch("several"),
                )
            case e.RegisterPatient():
                return (Person(PatientId("pat_new"), what.name.split()[0]),)
            case e.CheckBirthDate():
                return (replace(ANNA, is_verified=True),)
            case _:
                return ()

    def _visits(self, what: "e.Query[Any] | e.Command[Any]") -> Sequence[Any]:
        match what:
            case e.BookAppointment():
                return (_visit_of(what.slot, "apt_new"),)
            case e.MoveAppointment():
                return (_visit_of(what.slot, what.appointment),)
            case e.CancelAppointments():
                return ((replace(self.visit(0), status=AppointmentStatus.CANCELLED),),)
            case e.CancelAppointment():
                return (replace(self.visit(0), status=AppointmentStatus.CANCELLED),)
            case e.ConfirmAppointment():
                return (self.visit(0),)
            case _:
                raise TypeError(f"no sample answer to {type(what).__name__}")

    def _slots(self, what: e.FindSlots) -> Sequence[FindSlotsResult]:
        days = range(7, 10)
        three = tuple(self._slot(what.visit_type, ahead, time(9 + ahead % 7)) for ahead in days)
        return (
            FindSlotsResult(three),
            FindSlotsResult(three[:2], fits=False, missed="full"),
            FindSlotsResult(three[:1]),
            FindSlotsResult((), fits=False, missed="full"),
        )

    def _slot(self, key: VisitTypeId, ahead: int, clock: time) -> Slot:
        visit_type = self._practice.visit_type(key)
        doctor = self._practice.provider(visit_type.providers[0])
        site = self._practice.site(doctor.plans[0].site)
        start = instant(self._today + timedelta(days=ahead), clock, site.zone)
        return Slot(doctor.id, site.id, key, start, start + visit_type.duration)

    def visit(self, number: int) -> Appointment:
        """The first or second coming visit."""
        key = self._practice.visit_types[number % len(self._practice.visit_types)].id
        return _visit_of(self._slot(key, 3 + number, time(14)), f"apt_{number}")

    def _replies(self) -> Iterator[e.Answer]:
        """One answer for each wording that the dialog for common questions has."""
        dialog = self._catalog.by_fact[FactKind.INFO]
        told = next(node for node in dialog.order if isinstance(node, Tell))
        section, known = section_of(dialog, told.name), self._catalog.texts
        args = tuple((name, f"<{name}>") for name in dialog.answers)
        for folder, found, variant, lang in known.parts:
            if (folder, found, lang) == (dialog.folder, section, known.langs[0]):
                yield e.Answer(variant, args)


def _visit_of(slot: Slot, key: str) -> Appointment:
    return Appointment(
        AppointmentId(key), ANNA.id, slot.provider, slot.site, slot.visit_type, slot.start, slot.end
    )


# --- inputs -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that can happen. `after`: how long after the last text; `common`: tried everywhere.

    `make` gives the event for an instant.
    """

    name: str
    make: Callable[[Instant], Event]
    after: timedelta = timedelta(minutes=1)
    is_common: bool = False


def sample_inputs(catalog: Catalog, today: date) -> tuple[Input, ...]:
    """Every sort of input, in a fixed order."""
    said = [
        *_wants(catalog),
        *_kinds(catalog.practice, today),
        *_declared(catalog),
        *_problems(),
        *_several(catalog.practice, today),
        *_courtesies(),
    ]
    texts = [_text(name, facts, common) for name, facts, common in said]
    return (*texts, *_odd(), *_silences(), *_timers(), *_staff(catalog, today))


Said = tuple[str, tuple[Fact, ...], bool]


def fact(kind: FactKind, value: str = "", **more: Any) -> Fact:
    """A fact of one word."""
    return Fact(kind, 0, 1, value, **more)


def _text(name: str, facts: tuple[Fact, ...], common: bool) -> Input:
    placed = tuple(replace(f, start=n, end=n + 1) for n, f in enumerate(facts))
    understood = Understood(placed, words=max(1, len(facts)))

    def make(at: Instant) -> Event:
        return Heard(name, understood, at)

    return Input(name, make, is_common=common)


def _wants(catalog: Catalog) -> Iterator[Said]:
    wants = (*catalog.by_want, "running-late", "here")
    for want in wants:
        yield f"want {want}", (fact(FactKind.WANT, want),), want == "cancel"
    topics = (
        "refill", "billing", "records", "referral", "results", "clinical", "insurance", "complaint",
        "wrong-number", "forms", "video-link",
    )  # fmt: skip
    for topic in topics:
        yield f"topic {topic}", (fact(FactKind.TOPIC, topic),), False
    for info in ("hours", "address", "parking", "insurers", "phone", "who"):
        yield f"info {info}", (fact(FactKind.INFO, info),), info == "hours"
    for kind in (FactKind.HELP, FactKind.EMERGENCY, FactKind.CRISIS, FactKind.PERSON):
        yield kind.value, (fact(kind),), kind in {FactKind.EMERGENCY, FactKind.PERSON}
    yield "opt-out word", (fact(FactKind.OPT_OUT, "word", word="STOP"),), True
    yield "opt-out CANCEL", (fact(FactKind.OPT_OUT, "word", word="CANCEL"),), False
    yield "opt-out phrase", (fact(FactKind.OPT_OUT, "phrase", word="leave me alone"),), False
    yield "echo", (fact(FactKind.ECHO, "reaction"),), False
    yield "opt-in", (fact(FactKind.OPT_IN, word="START"),), False


def _kinds(practice: Practice, today: date) -> Iterator[Said]:
    for word in ("yes", "no"):
        yield word, (fact(FactKind(word)),), True
    for pick in ("1", "2", "3", "last", "9"):
        yield f"pick {pick}", (fact(FactKind.PICK, pick),), pick == "1"
    for kind in (
        FactKind.NONE_OF_THESE, FactKind.LATER, FactKind.EARLIER, FactKind.SOONEST,
        FactKind.ANYBODY, FactKind.ANYTIME, FactKind.OTHER_SITE,
    ):  # fmt: skip
        yield kind.value, (fact(kind),), False
    for provider in practice.providers[:2]:
        yield f"provider {provider.id}", (fact(FactKind.PROVIDER, provider.id),), False
        yield f"not {provider.id}", (fact(FactKind.UNWANTED, provider.id),), False
    for site in practice.sites[:2]:
        yield f"site {site.id}", (fact(FactKind.SITE, site.id),), False
    for visit_type in practice.visit_types[:2]:
        one = fact(FactKind.VISIT_TYPE, visit_type.id)
        yield f"visit type {visit_type.id}", (one,), visit_type is practice.visit_types[0]
    first, *_, last = practice.visit_types
    two = (fact(FactKind.VISIT_TYPE, first.id), fact(FactKind.VISIT_TYPE, last.id, word=ALSO))
    yield "two visit types", two, False
    yield "a day", (_day(today, 8),), False
    yield "another day", (_day(today, 10),), False
    yield "a week later", (_when(When(shift=Shift(days=7))),), False
    yield "a part of day", (_when(When(part=PartOfDay.MORNING)),), False
    yield "a time", (_when(When(start_at=time(15), exact=True)),), False
    yield "full name", (fact(FactKind.NAME, "Ana Ruiz"),), True
    yield "first name", (fact(FactKind.NAME, "Bruno"),), False
    yield "the writer", (fact(FactKind.SELF),), False
    yield "somebody else", (fact(FactKind.SOMEBODY_ELSE, "son"),), False
    yield "birth date", (_born(date(1985, 3, 14)),), True


def _declared(catalog: Catalog) -> Iterator[Said]:
    """Each answer that a dialog declares words for, and a free text for each field that takes one."""
    for name, dialog in catalog.dialogs.items():
        for choices in catalog.answers[name].values():
            for choice in choices:
                said = fact(FactKind.CHOICE, choice.value, word=choice.field)
                yield f"{choice.field} {choice.value}", (said,), False
                for want in dialog.wants[:1]:  # "cancel all of them"
                    begun = (fact(FactKind.WANT, want), said)
                    yield f"{want} with {choice.field} {choice.value}", begun, False
        for node in dialog.order:
            if isinstance(node, Ask | Listen) and FactKind.TEXT in node.kind.expects:
                said = fact(FactKind.TEXT, "12 Main Street", word=node.kind.field)
                yield f"{node.kind.field} in words", (said,), False


def _problems() -> Iterator[Said]:
    for code in ("no-such-day", "in-the-past", "no-such-time", "too-far"):
        yield f"day {code}", (fact(FactKind.WHEN, problem=code),), False
    two = (When(date(2999, 1, 1), date(2999, 1, 1)), When(date(2999, 1, 2), date(2999, 1, 2)))
    yield "two days", (fact(FactKind.WHEN, when=two[0], others=two[1:], confidence=0.4),), False
    yield "birth date no-such-day", (fact(FactKind.BIRTH_DATE, problem="no-such-day"),), False
    yield "birth date to come", (_born(date(2999, 1, 1)),), False
    choices = ("one", "two")
    yield "visit type unclear", (fact(FactKind.VISIT_TYPE, "one", choices=choices),), False


def _several(practice: Practice, today: date) -> Iterator[Said]:
    kind = fact(FactKind.VISIT_TYPE, practice.visit_types[0].id)
    doctor = fact(FactKind.PROVIDER, practice.providers[0].id)
    book, yes = fact(FactKind.WANT, "book"), fact(FactKind.YES)
    move, info = fact(FactKind.WANT, "move"), fact(FactKind.INFO, "hours")
    name = fact(FactKind.NAME, "Ana Ruiz")
    yield "book with all", (book, kind, _day(today, 8), doctor), False
    yield "move to a day", (move, _day(today, 8)), False
    yield "visit type and provider", (kind, doctor), False
    yield "name and birth date", (name, _born(date(1985, 3, 14))), False
    yield "yes, another day", (yes, _day(today, 10)), False
    yield "pick and provider", (fact(FactKind.PICK, "1"), doctor), False
    yield "open that day?", (info, _day(today, 8)), False
    insurer = fact(FactKind.INSURER, (*practice.insurers, "Aetna")[0])
    yield "take my plan?", (fact(FactKind.INFO, "insurers"), insurer), False
    yield "emergency and a wish", (book, fact(FactKind.EMERGENCY), _day(today, 8)), False
    yield "refill and a wish", (book, fact(FactKind.TOPIC, "refill")), False
    yield "person and a wish", (book, fact(FactKind.PERSON)), False


def _courtesies() -> Iterator[Said]:
    for word in ("back", "start-over", "never-mind", "keep", "repeat", "continue", "wait"):
        yield word, (fact(FactKind.CONTROL, word),), word in {"back", "never-mind"}
    for lang in ("en", "es"):
        yield f"language {lang}", (fact(FactKind.LANGUAGE, lang),), False
    yield "greeting", (fact(FactKind.GREETING),), False
    yield "thanks", (fact(FactKind.THANKS),), False
    yield "new patient", (fact(FactKind.NEW_PATIENT),), False
    yield "known patient", (fact(FactKind.KNOWN_PATIENT),), False


def _odd() -> Iterator[Input]:
    def heard(name: str, common: bool = False, **more: Any) -> Input:
        understood = more.pop("understood", Understood())

        def make(at: Instant) -> Event:
            return Heard(more.get("text", name), understood, at, more.get("media", 0),
                         more.get("carrier", ""), more.get("crossed", False))  # fmt: skip

        return Input(name, make, is_common=common)

    day = Understood((fact(FactKind.YES),), words=1)
    yield heard("blank", text="")
    yield heard("gibberish", True, understood=Understood(words=3))
    yield heard("more gibberish", True, understood=Understood(words=2))
    yield heard("a picture", text="", media=1)
    yield heard("a picture and yes", media=1, understood=day)
    yield heard("a long text", understood=Understood(words=900, was_cut=True))
    yield heard("a long text with yes", understood=Understood(day.facts, words=900, was_cut=True))
    for kind in (FactKind.YES, FactKind.NO, FactKind.PICK, FactKind.NONE_OF_THESE, FactKind.LATER):
        said = Understood((fact(kind, "1" if kind is FactKind.PICK else ""),), words=1)
        is_yes = kind is FactKind.YES
        yield heard(f"{kind.value} from before", is_yes, understood=said, crossed=True)
    late = Understood((fact(FactKind.YES), fact(FactKind.WANT, "move")), words=2)
    yield heard("yes and a want from before", understood=late, crossed=True)
    for word in ("STOP", "START", "HELP"):
        yield heard(f"carrier {word}", text=word, carrier=word)


def _silences() -> Iterator[Input]:
    for days, fact_kind in ((2, FactKind.YES), (10, FactKind.YES), (2, FactKind.PICK)):
        value = "1" if fact_kind is FactKind.PICK else ""
        said = _text(f"{fact_kind.value} after {days} days", (fact(fact_kind, value),), False)
        yield replace(said, after=timedelta(days=days))
    odd = Input("gibberish after 2 days", _gibberish, timedelta(days=2))
    yield odd
    yield replace(odd, name="gibberish after 3 months", after=timedelta(days=90))


def _gibberish(at: Instant) -> Event:
    return Heard("xyzzy", Understood(words=2), at)


OPEN_TURN = -2
"""The fence of a timer that was set in the very turn after which it is tried."""


def at_turn(event: Event, turn: int) -> Event:
    """The event as it is after that many turns: a timer of the last one counts."""
    is_live = isinstance(event, Due) and event.fence == OPEN_TURN
    return replace(event, fence=turn) if is_live else event


def _timers() -> Iterator[Input]:
    def due(name: str, kind: str, after: timedelta) -> Input:
        return Input(name, lambda at: Due(kind, OPEN_TURN, at), after)

    yield Input("a timer too late", lambda at: Due("nudge", -1, at))
    yield due("a reminder is due", "nudge", timedelta(hours=1))
    yield due("a reminder is due at night", "nudge", timedelta(hours=14))
    yield due("a talk expires", "expiry", timedelta(days=1))
    yield due("a parked talk is closed", "closing", timedelta(days=8))
    yield due("a promise is due", "promise", timedelta(hours=2))
    yield due("a promise is due at night", "promise", timedelta(hours=14))


def _staff(catalog: Catalog, today: date) -> Iterator[Input]:
    def did(name: str, action: str, field_name: str = "", *facts: Fact) -> Input:
        understood = Understood(facts, words=len(facts))

        def make(at: Instant) -> Event:
            return StaffDid(action, at, field_name, understood)

        return Input(name, make, is_common=action in {"claim", "return"})

    for action in ("claim", "say", "return", "close"):
        yield did(f"staff {action}", action)
    said = (*_kinds(catalog.practice, today), *_declared(catalog))
    examples = [facts for _, facts, _ in said]
    fields = {
        node.name: next((f for f in examples if _answers(f[0], node)), ())
        for dialog in catalog.dialogs.values()
        for node in dialog.order
        if isinstance(node, Ask | Listen)
    }
    for name, facts in fields.items():
        yield did(f"staff fills {name}", "fill", name, *facts)


def _answers(said: Fact, node: "Ask | Listen") -> bool:
    return said.kind in node.kind.expects and said.word in {"", node.kind.field}


def _when(when: When) -> Fact:
    return fact(FactKind.WHEN, when=when)


def _day(today: date, ahead: int) -> Fact:
    on = today + timedelta(days=ahead)
    return _when(When(first_on=on, last_on=on))


def _born(on: date) -> Fact:
    return fact(FactKind.BIRTH_DATE, when=When(first_on=on, last_on=on))
