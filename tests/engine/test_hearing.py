"""What a text does to an open dialog: answers, answers to what was not asked, corrections."""

from datetime import date, timedelta

import pytest

from assistant.domain.conversation import Owner
from assistant.domain.effects import (
    AddNote,
    CheckBirthDate,
    FindSlots,
    HoldSlot,
    OpenTask,
    Refused,
)  # fmt: skip
from assistant.domain.facts import FactKind, Lang
from assistant.domain.task import Reason
from tests.engine import toys
from tests.engine.toys import (
    BOOK,
    BORN,
    CHECKUP,
    DR_B,
    HOURS,
    MOVE,
    NO,
    ONE,
    YES,
    Talk,
    fact,
    on,
    to_offer,
)  # fmt: skip

FRIDAY = on(date(2026, 3, 6))
ANYBODY = fact(FactKind.ANYBODY)


class TestRefusals:
    @pytest.mark.parametrize("kind", [FactKind.NONE_OF_THESE, FactKind.LATER, FactKind.NO])
    def test_ask_for_later_times(self, kind: FactKind) -> None:
        talk = Talk()
        to_offer(talk)
        last = talk.conversation.frames[-1].shown[-1].start
        talk.say(fact(kind))
        look = next(r for r in talk.requests if isinstance(r, FindSlots))
        assert look.wish is not None
        assert look.wish.after_slot == last

    def test_no_to_the_last_question_offers_again(self) -> None:
        talk = Talk()
        to_offer(talk)
        talk.say(ONE)
        talk.say(NO)
        assert talk.at_field == "visit.slot"

    def test_a_taken_slot_is_offered_no_more(self) -> None:
        talk = Talk(answers={HoldSlot: Refused("slot_taken")})
        to_offer(talk)
        said = talk.say(ONE)
        assert "Taken while kept" in said
        assert [type(r) for r in talk.requests] == [HoldSlot, FindSlots]

    def test_wrong_and_wrong_again_goes_to_a_person(self) -> None:
        talk = Talk(answers={CheckBirthDate: Refused("wrong")})
        talk.say(BOOK, CHECKUP)
        assert "Wrong date" in talk.say(BORN)
        assert talk.at_field == "whose.proof"
        talk.answers[CheckBirthDate] = Refused("locked")
        talk.say(BORN)
        assert talk.conversation.owner is Owner.STAFF
        assert [task.reason for task in talk.effects(OpenTask)] == [Reason.IDENTITY]


class TestOtherMatters:
    def test_a_question_is_answered_before_the_open_one(self) -> None:
        talk = Talk()
        to_offer(talk)
        frames = talk.conversation.frames
        said = talk.say(HOURS)
        assert said.index("Open 8 to 5") < said.index("Offer")
        assert [f.dialog for f in talk.conversation.frames] == [f.dialog for f in frames]
        assert talk.data == frames[-1].data

    def test_another_dialog_comes_first_and_then_the_first_goes_on(self) -> None:
        talk = Talk()
        to_offer(talk)
        assert "Which doctor" in talk.say(MOVE)
        talk.say(DR_B)
        said = talk.say(YES)
        assert "moving said" in said
        assert "resume" in said.casefold()
        assert talk.at_field == "visit.slot"

    def test_no_dialog_runs_twice_at_once(self) -> None:
        talk = Talk()
        to_offer(talk)
        talk.say(MOVE)
        talk.say(BOOK)
        names = [frame.dialog for frame in talk.conversation.frames]
        assert len(names) == len(set(names))

    def test_the_word_for_dropping_it_drops_it(self) -> None:
        talk = Talk()
        to_offer(talk)
        assert "dropped" in talk.say(toys.CANCEL)
        assert talk.conversation.frames == ()


class TestSilence:
    def test_after_days_the_times_are_looked_up_again(self) -> None:
        talk = Talk()
        to_offer(talk)
        said = talk.say(ONE, after=timedelta(days=2))
        assert "stale" in said.casefold()
        assert FindSlots in {type(r) for r in talk.requests}
        assert talk.at_field == "visit.slot"

    def test_after_a_week_the_talk_begins_anew(self) -> None:
        talk = Talk()
        to_offer(talk)
        talk.say(text="hm", after=timedelta(days=8))
        assert talk.at_field == "routing.want"


class TestOddTexts:
    def test_a_blank_gets_help(self) -> None:
        assert "help" in Talk().say(words=0, text=" ").casefold()

    def test_a_picture_goes_to_staff_and_the_question_stays(self) -> None:
        talk = Talk()
        to_offer(talk)
        assert "media" in talk.say(media=1, words=0, text="").casefold()
        assert [task.reason for task in talk.effects(OpenTask)] == [Reason.MEDIA]
        assert talk.conversation.frames[-1].tries == 0

    def test_a_long_text_goes_to_staff_and_counts_as_far_as_it_was_read(self) -> None:
        talk = Talk()
        to_offer(talk)
        talk.say(ONE, was_cut=True)
        assert [task.reason for task in talk.effects(OpenTask)] == [Reason.LONG_MESSAGE]
        assert talk.at_field == "visit.sure"

    def test_a_yes_to_nothing_is_no_riddle(self) -> None:
        talk = Talk()
        assert "help" in talk.say(YES).casefold()
        assert talk.conversation.frames == ()

    def test_a_language_is_changed_to_at_once(self) -> None:
        talk = Talk()
        to_offer(talk)
        assert talk.say(lang=Lang.ES).startswith("Es ")

    def test_the_note_of_a_text_goes_to_the_person_who_has_the_word(self) -> None:
        talk = Talk()
        talk.staff("claim")
        assert talk.say(BOOK) == ""
        assert talk.effects(AddNote)
