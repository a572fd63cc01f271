"""Behaviour 12: timers are rows with a fence; one reminder, then parked, then forgotten."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from assistant.domain.consent import MessageKind
from assistant.domain.conversation import Owner
from assistant.domain.effects import OpenTask, ReleaseHold, SendMessage, SetTimer
from assistant.domain.facts import Fact, FactKind
from assistant.engine.course import timers
from assistant.engine.events import Due
from tests.engine import toys
from tests.engine.toys import (
    BOOK,
    CHECKUP,
    DR_B,
    HOURS,
    MOVE,
    NEVER_MIND,
    ONE,
    PAIN,
    PERSON,
    STOP,
    TWO,
    YES,
    Talk,
    fact,
    to_offer,
)  # fmt: skip

DAY = timedelta(days=1)
CONTINUE = fact(FactKind.CONTROL, "continue")


def due(talk: Talk) -> SetTimer:
    """The one timer that the last turn set."""
    (timer,) = talk.effects(SetTimer)
    return timer


def run_out(talk: Talk) -> str:
    """The timer that is set runs out; what is said."""
    timer = due(talk)
    talk.at = timer.due_at
    return talk.happen(Due(timer.kind, timer.fence, timer.due_at))


def parked() -> Talk:
    """A talk at the offer that nobody answered for a day."""
    talk = Talk()
    to_offer(talk)
    run_out(talk)
    assert run_out(talk) == ""
    return talk


def always(*_: object) -> bool:
    return True


class TestNudge:
    def test_the_open_question_is_said_once_more_after_a_while(self) -> None:
        talk = Talk()
        to_offer(talk)
        timer = due(talk)
        assert (timer.kind, timer.due_at - talk.at) == ("nudge", timedelta(hours=1))
        before = talk.conversation
        assert "Offer" in run_out(talk)
        (sent,) = talk.effects(SendMessage)
        assert sent.kind is MessageKind.NUDGE
        assert talk.conversation == before
        assert due(talk).kind == "expiry"

    def test_what_was_shown_still_counts_after_it(self) -> None:
        talk = Talk()
        to_offer(talk)
        run_out(talk)
        talk.say(TWO)
        assert talk.at_field == "visit.sure"

    def test_a_timer_of_an_older_turn_changes_nothing(self) -> None:
        talk = Talk()
        to_offer(talk)
        old = due(talk)
        talk.say(DR_B)
        before = talk.conversation
        assert talk.happen(Due(old.kind, old.fence, old.due_at)) == ""
        assert (talk.conversation, talk.effects(SetTimer)) == (before, [])

    def test_without_the_fence_it_would_remind_of_what_is_answered(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The planted bug that the test above must catch."""

        monkeypatch.setattr(timers, "is_current", always)
        talk = Talk()
        to_offer(talk)
        old = due(talk)
        talk.say(DR_B)
        assert talk.happen(Due(old.kind, old.fence, old.due_at)) != ""

    def test_at_night_it_waits_for_the_morning(self) -> None:
        talk = Talk(at=datetime(2026, 3, 3, 0, 30, tzinfo=UTC))
        to_offer(talk)
        opens = datetime(2026, 3, 3, 13, tzinfo=UTC)
        assert due(talk).due_at == opens
        early = opens - timedelta(hours=1)
        assert talk.happen(Due("nudge", talk.conversation.turn, early)) == ""
        assert due(talk) == SetTimer("nudge", opens, talk.conversation.turn)

    @pytest.mark.parametrize("last", [PERSON, PAIN, STOP])
    def test_it_never_speaks_where_a_person_or_nobody_may(self, last: Fact) -> None:
        talk = Talk()
        to_offer(talk)
        talk.say(last)
        assert talk.conversation.owner is not Owner.BOT
        assert talk.effects(SetTimer) == []
        for kind in (timers.NUDGE, timers.EXPIRY):
            assert talk.happen(Due(kind, talk.conversation.turn, talk.at)) == ""

    def test_nobody_is_reminded_of_what_can_i_do_for_you(self) -> None:
        talk = Talk()
        talk.say(fact(FactKind.GREETING))
        assert due(talk).kind == ("expiry" if toys.Routing.nudges is None else "nudge")


class TestExpiry:
    def test_the_talk_is_parked_and_keeps_what_the_patient_gave(self) -> None:
        talk = Talk()
        to_offer(talk)
        talk.say(ONE)
        run_out(talk)
        assert run_out(talk) == ""
        assert ReleaseHold in {type(r) for r in talk.requests}
        assert talk.conversation.frames == ()
        (frame,) = talk.conversation.parked
        assert frame.data["kind"] == "checkup"
        assert "slot" not in frame.data
        assert due(talk).due_at - talk.at == timedelta(days=7)

    def test_continue_takes_it_up_and_looks_again(self) -> None:
        talk = parked()
        said = talk.say(CONTINUE, after=2 * DAY)
        assert "resume" in said
        assert "Offer" in said
        assert talk.conversation.parked == ()

    @pytest.mark.parametrize("late", [ONE, YES])
    def test_a_late_answer_is_no_answer_but_takes_it_up(self, late: Fact) -> None:
        talk = parked()
        assert "stale" in talk.say(late, after=2 * DAY)
        assert talk.at_field == "visit.slot"

    def test_more_facts_take_it_up(self) -> None:
        talk = parked()
        talk.say(DR_B, after=2 * DAY)
        assert (talk.at_field, talk.data["doctor"]) == ("visit.slot", "b")

    def test_anything_else_is_asked(self) -> None:
        talk = parked()
        assert "resume?" in talk.say(fact(FactKind.GREETING), after=2 * DAY)

    def test_another_want_begins_anew(self) -> None:
        talk = parked()
        talk.say(MOVE, after=2 * DAY)
        assert [f.dialog for f in talk.conversation.frames] == ["moving"]
        assert talk.conversation.parked == ()

    def test_a_question_is_answered_and_leaves_it_parked(self) -> None:
        talk = parked()
        assert "Open 8 to 5" in talk.say(HOURS, after=DAY)
        assert talk.conversation.parked != ()
        assert due(talk).kind == "closing"
        assert talk.conversation.frames == ()

    def test_never_mind_lets_go_of_it(self) -> None:
        talk = parked()
        assert "dropped" in talk.say(NEVER_MIND, after=DAY)
        assert talk.conversation.parked == ()

    def test_a_person_gets_what_was_parked(self) -> None:
        talk = parked()
        talk.say(PERSON, after=DAY)
        (task,) = talk.effects(OpenTask)
        assert ("kind", "Checkup") in task.collected

    def test_after_a_week_it_is_forgotten_and_the_next_text_hears_so(self) -> None:
        talk = parked()
        assert run_out(talk) == ""
        assert talk.conversation.parked == ()
        assert "forgotten" in talk.say(BOOK, after=timedelta(days=180))
        assert talk.at_field == "visit.kind"
        assert "forgotten" not in talk.say(CHECKUP)


def test_the_same_happens_when_no_timer_ran() -> None:
    """A house that was down for half a year finds nothing else."""
    talk = Talk()
    to_offer(talk)
    talk.say(ONE)
    said = talk.say(YES, after=timedelta(days=180))
    assert "forgotten" in said
    assert ReleaseHold in {type(r) for r in talk.requests}
    assert talk.conversation.frames == ()


def test_a_promise_is_kept_to_those_who_wait_for_a_person() -> None:
    talk = Talk()
    talk.say(BOOK)
    assert talk.happen(Due("promise", talk.conversation.turn, talk.at)) == ""
    talk.say(PERSON)
    assert "until 5:00 PM" in talk.happen(Due("promise", talk.conversation.turn, talk.at))
    night = datetime(2026, 3, 3, 2, tzinfo=UTC)
    assert "open Tue, Mar 3 at 8:00 AM" in talk.happen(
        Due("promise", talk.conversation.turn, night)
    )
    (sent,) = talk.effects(SendMessage)
    assert sent.kind is MessageKind.PROMISE


class Slow(toys.Dialog[None], version=1, wants=("slow",), nudges=None, expires=timedelta(days=3)):
    doctor: str = toys.ask(toys.AProvider())


class Quick(toys.Dialog[None], version=1, wants=("quick",), nudges=timedelta(minutes=5)):
    doctor: str = toys.ask(toys.AProvider())


@pytest.mark.parametrize(
    ("want", "kind", "after"),
    [("slow", "expiry", timedelta(days=3)), ("quick", "nudge", timedelta(minutes=5))],
)
def test_a_dialog_says_how_long_it_waits(want: str, kind: str, after: timedelta) -> None:
    texts = toys.words()
    for lang in toys.Lang:
        own = {
            "ask": f"{lang} who?",
            "again": f"{lang} who again?",
            "nudge": f"{lang} still there?",
        }
        texts["test_12_timers"] = {
            **texts.get("test_12_timers", {}),
            lang: {"slow-doctor": own, "quick-doctor": own},
        }
    talk = Talk(of=toys.catalog(Slow, Quick, texts=texts))
    talk.say(fact(FactKind.WANT, want))
    assert (due(talk).kind, due(talk).due_at - talk.at) == (kind, after)
    assert run_out(talk) == ("En still there?" if kind == "nudge" else "")


def test_a_talk_that_an_older_program_stored_falls_silent_too() -> None:
    talk = Talk()
    to_offer(talk)
    old = replace(talk.conversation.frames[-1], said_at=None)
    talk.conversation = replace(talk.conversation, frames=(old,))
    assert "forgotten" in talk.say(YES, after=timedelta(days=180))
