"""Behaviour 10: the first try says why, the second gives examples, the third is a person's.

Elsewhere the same question is put for ever. Progress begins the count anew; what is no attempt
to answer costs nothing; the same words twice go to a person at once.
"""

import pytest

from assistant.domain.conversation import Owner
from assistant.domain.effects import OpenTask
from assistant.domain.facts import Fact, FactKind
from assistant.domain.task import Reason
from tests.engine import toys
from tests.engine.toys import BOOK, CHECKUP, DR_B, HOURS, MOVE, Talk, fact, to_offer


def test_three_misunderstandings_go_to_a_person_with_the_lines() -> None:
    talk = Talk()
    to_offer(talk)
    assert "Again offer" in talk.say(text="one thing")
    assert "Examples" in talk.say(text="another thing")
    assert "handoff said" in talk.say(text="a third thing")
    assert talk.conversation.owner is Owner.STAFF
    (task,) = talk.effects(OpenTask)
    assert task.reason is Reason.NOT_UNDERSTOOD
    assert task.lines == ("one thing", "another thing", "a third thing")
    assert task.asked == "visit.slot"


def test_the_same_words_again_need_no_third_try() -> None:
    talk = Talk()
    to_offer(talk)
    talk.say(text="what now")
    talk.say(text="What now ")
    assert talk.conversation.owner is Owner.STAFF


def test_progress_begins_the_count_anew() -> None:
    talk = Talk()
    to_offer(talk)
    talk.say(text="one thing")
    talk.say(text="another thing")
    talk.say(DR_B)
    assert "Again offer" in talk.say(text="a third thing")
    assert talk.conversation.owner is Owner.BOT


@pytest.mark.parametrize(
    "facts",
    [(HOURS,), (fact(FactKind.THANKS),), (fact(FactKind.HELP),), (toys.REPEAT,)],
    ids=["a question", "thanks", "HELP", "repeat"],
)
def test_some_things_cost_no_try(facts: tuple[Fact, ...]) -> None:
    talk = Talk()
    to_offer(talk)
    for number in range(4):
        assert talk.say(*facts, text=f"text {number}")
    assert talk.conversation.owner is Owner.BOT
    assert talk.conversation.frames[-1].tries == 0


def test_a_day_that_cannot_be_is_told_why() -> None:
    talk = Talk()
    to_offer(talk)
    assert "in-the-past" in talk.say(fact(FactKind.WHEN, problem="in-the-past")).casefold()


def test_also_when_it_comes_with_the_first_text() -> None:
    talk = Talk()
    said = talk.say(BOOK, CHECKUP, fact(FactKind.WHEN, problem="no-such-day"))
    assert "no-such-day" in said.casefold()


def test_silence_and_staff_cost_no_try() -> None:
    talk = Talk()
    to_offer(talk)
    talk.say(text="one thing")
    talk.staff("claim")
    talk.staff("return")
    assert talk.conversation.frames[-1].tries == 0


def test_no_question_is_put_more_often_than_the_dialog_says() -> None:
    """Whatever is not understood, in whatever words: three texts, and a person has it."""
    talk = Talk()
    to_offer(talk)
    asked = 0
    while talk.conversation.owner is Owner.BOT:
        asked += 1
        talk.say(text=f"riddle number {asked}")
    assert asked == toys.Visit.tries


def test_another_question_has_tries_of_its_own() -> None:
    talk = Talk()
    talk.say(BOOK)
    talk.say(text="one thing")
    talk.say(text="another thing")
    talk.say(CHECKUP)
    assert talk.conversation.frames[-1].tries == 0
    assert talk.conversation.frames[0].failed == ()


def test_another_dialog_has_tries_of_its_own() -> None:
    talk = Talk()
    to_offer(talk)
    talk.say(text="one thing")
    talk.say(text="another thing")
    talk.say(MOVE)
    talk.say(text="a third thing")
    assert talk.conversation.owner is Owner.BOT
