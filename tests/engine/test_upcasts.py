"""A new version is deployed while somebody is in the middle: nothing is lost, shifted or mute."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from assistant.domain.conversation import Owner
from assistant.domain.effects import CheckBirthDate, OpenTask
from assistant.domain.errors import ConfigurationError
from assistant.domain.facts import Lang
from assistant.domain.ids import PatientId, ProviderId, SiteId, VisitTypeId
from assistant.domain.task import Reason
from assistant.engine.catalog import Catalog
from assistant.engine.dialog import Dialog
from assistant.engine.kinds import ABirthDate, AProvider, ASite, AVisitType
from assistant.engine.nodes import END, ask, confirm, do, listen, tell
from assistant.engine.versions import revival
from assistant.engine.versions.upcasts import Stored, upcast
from tests.engine import toys
from tests.engine.toys import BOOK, BORN, CHECKUP, DR_A, ONE, STOP, YES, Talk

Any_ = type[Dialog[Any]]


class Travel(Dialog[None], version=1, wants=("travel",)):
    """Version 1, in which the talks below begin."""

    doctor: ProviderId = ask(AProvider())
    kind: VisitTypeId = ask(AVisitType())
    sure: bool = confirm(no=END)
    said: None = tell()


FIRST: Any_ = Travel
GO = toys.fact(toys.FactKind.WANT, "travel")


def catalog_with(dialog: Any_ | None) -> Catalog:
    """The toys with a version of Travel, or without any."""
    words = toys.words()
    for lang in Lang:
        asked = {
            f"travel-{node.name}": {"ask": f"{node.name}?", "again": f"{node.name}, please?"}
            for node in (dialog.order if dialog else ())
            if node.waits
        }
        if dialog is not None:
            asked["travel-said"] = {"say": "Done."}
            asked.setdefault("travel-sure", {})["no"] = "Not then."
            if "proven" in dialog.nodes:
                asked["travel-proven"] = {"wrong": "Wrong.", "locked": "Locked."}
        words.setdefault("test_upcasts", {})[lang] = asked
    return toys.catalog(*([dialog] if dialog else []), texts=words)


def halfway(*said: toys.Fact) -> Talk:
    """A talk in version 1 that has said so much."""
    talk = Talk(of=catalog_with(FIRST))
    talk.say(GO)
    for fact in said:
        talk.say(fact)
    return talk


def deployed(talk: Talk, dialog: Any_ | None) -> Talk:
    """The same talk, after a program with another version was started."""
    after = catalog_with(dialog)
    stored = talk.of.encode(talk.conversation)
    return Talk(of=after, conversation=after.decode(stored), at=talk.at)


def renamed() -> Any_:
    class Travel(Dialog[None], version=2, wants=("travel",)):
        provider: ProviderId = ask(AProvider())
        kind: VisitTypeId = ask(AVisitType())
        sure: bool = confirm(no=END)
        said: None = tell()

    @upcast(Travel, to=2, renamed={"doctor": "provider"})
    def doctor_is_provider(old: Stored) -> Stored:
        return old

    return Travel


def reordered() -> Any_:
    class Travel(Dialog[None], version=2, wants=("travel",)):
        kind: VisitTypeId = ask(AVisitType())
        born_on: date = ask(ABirthDate())
        doctor: ProviderId = ask(AProvider())
        sure: bool = confirm(no=END)
        said: None = tell()

    return Travel


def retyped() -> Any_:
    class Travel(Dialog[None], version=2, wants=("travel",)):
        doctor: date = ask(ABirthDate())
        kind: VisitTypeId = ask(AVisitType())
        sure: bool = confirm(no=END)
        said: None = tell()

    return Travel


def of_a_third_version() -> Any_:
    class Travel(Dialog[None], version=3, wants=("travel",)):
        provider: ProviderId = ask(AProvider())
        site: SiteId | None = listen(ASite())
        kind: VisitTypeId = ask(AVisitType())
        sure: bool = confirm(no=END)
        said: None = tell()

    @upcast(Travel, to=2)
    def with_a_site(old: Stored) -> Stored:
        return {**old, "site": "west"}

    @upcast(Travel, to=3, renamed={"doctor": "provider"})
    def doctor_is_provider(old: Stored) -> Stored:
        assert old["site"] == "west"
        return old

    return Travel


def with_a_broken_way() -> Any_:
    class Travel(Dialog[None], version=2, wants=("travel",)):
        doctor: ProviderId = ask(AProvider())
        kind: VisitTypeId = ask(AVisitType())
        sure: bool = confirm(no=END)
        said: None = tell()

    @upcast(Travel, to=2)
    def broken(old: Stored) -> Stored:
        return {**old, "x": old["never there"]}

    return Travel


class TestARenamedField:
    def test_keeps_what_was_said(self) -> None:
        later = deployed(halfway(DR_A), renamed())
        assert later.data["provider"] == "a"
        assert later.say(CHECKUP) == "Sure?"

    def test_keeps_its_question_open(self) -> None:
        later = deployed(halfway(), renamed())
        assert later.at_field == "travel.provider"
        assert later.say(DR_A) == "Kind?"
        assert later.data == {"provider": "a"}


class TestAReorderedDialog:
    def test_takes_the_answer_for_the_question_that_was_asked(self) -> None:
        later = deployed(halfway(DR_A), reordered())
        assert later.at_field == "travel.kind"
        assert later.say(CHECKUP) == "Born_on?"
        assert later.data == {"doctor": "a", "kind": "checkup"}

    def test_does_not_confirm_what_is_asked_anew(self) -> None:
        later = deployed(halfway(DR_A, CHECKUP), reordered())
        assert later.at_field == "travel.sure"
        later.say(YES)
        assert "said" not in later.data
        assert later.at_field == "travel.born_on"


class TestAFieldOfAnotherType:
    def test_is_cleared_and_asked_again_and_the_others_stay(self) -> None:
        later = deployed(halfway(DR_A, CHECKUP), retyped())
        assert later.data == {"kind": "checkup"}
        assert later.say(YES).startswith("Doctor")
        assert later.say(BORN) == "Sure?"

    def test_does_not_take_the_answer_to_what_it_was(self) -> None:
        later = deployed(halfway(), retyped())
        assert later.at_field == "travel."
        assert later.say(DR_A).startswith("Doctor")
        assert "doctor" not in later.data


class TestTheWaysAreChained:
    def test_from_the_first_to_the_third(self) -> None:
        later = deployed(halfway(DR_A), of_a_third_version())
        assert later.data == {"provider": "a", "site": "west"}
        assert later.conversation.frames[0].version == 3

    def test_a_way_that_fails_leads_to_a_person_with_the_facts(self) -> None:
        later = deployed(halfway(DR_A), with_a_broken_way())
        assert later.say(CHECKUP) == "En handoff said."
        (told,) = [t for t in later.effects(OpenTask) if t.collected]
        assert (told.reason, told.collected) == (Reason.DIALOG_GONE, (("doctor", "a"),))


class TestADialogThatIsGone:
    def test_goes_to_a_person_with_the_facts_and_the_patient_is_told(self) -> None:
        later = deployed(halfway(DR_A, CHECKUP), None)
        assert later.say(YES) == "En handoff said."
        assert later.conversation.owner is Owner.STAFF
        told = next(t for t in later.effects(OpenTask) if t.collected)
        assert told.collected == (("doctor", "a"), ("kind", "checkup"))

    def test_leaves_the_dialog_that_it_interrupted_as_it_was(self) -> None:
        talk = Talk(of=catalog_with(FIRST))
        talk.say(BOOK, CHECKUP)
        talk.say(BORN)
        talk.say(GO)
        later = deployed(talk, None)
        later.say(DR_A)
        visit = later.conversation.frames[0]
        assert (visit.dialog, visit.data["kind"]) == ("visit", "checkup")
        later.staff("return")
        assert later.at_field == "visit.slot"
        assert "Booked" not in later.say(ONE)
        assert later.data["slot"] == visit.shown[0]

    def test_may_still_be_stopped_and_interrupted_by_danger(self) -> None:
        for said in (STOP, toys.PAIN, toys.PERSON):
            later = deployed(halfway(DR_A), None)
            assert later.say(said)
            assert any(t.collected == (("doctor", "a"),) for t in later.effects(OpenTask))
            assert "travel" not in {f.dialog for f in later.conversation.frames}

    def test_is_not_in_the_way_of_a_person(self) -> None:
        for action in ("claim", "say", "return", "close"):
            later = deployed(halfway(DR_A), None)
            later.staff(action)
            assert later.conversation.frames == ()


def test_a_rollback_gives_the_newer_dialog_to_a_person_with_its_facts() -> None:
    talk = Talk(of=catalog_with(renamed()))
    talk.say(GO)
    talk.say(DR_A)
    earlier = deployed(talk, FIRST)
    assert earlier.say(CHECKUP) == "En handoff said."
    told = next(t for t in earlier.effects(OpenTask) if t.collected)
    assert told.collected == (("provider", "a"),)


def test_what_a_newer_program_remembers_is_no_hindrance() -> None:
    talk = halfway(DR_A)
    raw = json.loads(talk.of.encode(talk.conversation))
    raw["kept"] = [{"kind": "smell", "start": 0, "end": 1}]
    raw["owner"], raw["mood"] = "bot", "fine"
    found = talk.of.decode(json.dumps(raw).encode())
    assert found == talk.conversation
    raw["frames"][0]["tries"] = "many"
    found = talk.of.decode(json.dumps(raw).encode())
    assert found.frames[0].version == revival.UNREADABLE
    assert found.frames[0].data == {"doctor": "a"}


def with_a_command(*, is_new: bool) -> Any_:
    """A command in the middle; the new version would ask something above it."""

    class Travel(Dialog[None], version=2 if is_new else 1, wants=("travel",)):
        doctor: ProviderId = ask(AProvider())
        if is_new:
            kind: VisitTypeId = ask(AVisitType())

        @do(wrong=doctor, locked=END)
        def proven(self) -> CheckBirthDate:
            return CheckBirthDate(PatientId("pat_a"), date(1985, 3, 14))

        sure: bool = confirm(no=END)
        said: None = tell()

    return Travel


def test_nothing_is_asked_above_a_command_that_is_done() -> None:
    talk = Talk(of=catalog_with(with_a_command(is_new=False)))
    talk.say(GO)
    assert talk.say(DR_A) == "Sure?"
    later = deployed(talk, with_a_command(is_new=True))
    assert later.say(YES) == "En handoff said."
    told = next(t for t in later.effects(OpenTask) if t.collected)
    assert ("doctor", "a") in told.collected
    assert later.requests == []


def twice() -> object:
    @upcast(renamed(), to=2)
    def once(old: Stored) -> Stored:
        return old

    return once


def to_no_version() -> object:
    @upcast(FIRST, to=2)
    def nowhere(old: Stored) -> Stored:
        return old

    return nowhere


def to_no_field() -> object:
    class Travel(Dialog[None], version=2, wants=("travel",)):
        doctor: ProviderId = ask(AProvider())

    @upcast(Travel, to=2, renamed={"kind": "sort"})
    def strange(old: Stored) -> Stored:
        return old

    return strange


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (twice, "once is a second way to version 2 of Travel"),
        (to_no_version, "nowhere leads to version 2 of Travel, which is at version 1; raise its"),
        (to_no_field, "strange renames to sort, which is no field of Travel"),
    ],
)
def test_a_mistake_is_named_with_its_place(make: Callable[[], object], said: str) -> None:
    with pytest.raises(ConfigurationError, match=said) as failed:
        make()
    assert str(failed.value).startswith(f"{__file__}:")


def test_a_provider_who_has_left_is_asked_for_again() -> None:
    talk = halfway(DR_A)
    raw = json.loads(talk.of.encode(talk.conversation))
    raw["frames"][0]["data"]["doctor"] = "gone"
    later = Talk(of=talk.of, conversation=talk.of.decode(json.dumps(raw).encode()))
    assert "doctor" not in later.data
    assert "Kind" in later.say(CHECKUP) or "Doctor" in later.say(CHECKUP)
