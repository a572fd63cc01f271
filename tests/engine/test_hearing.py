"""What a text does to an open dialog: answers, answers to what was not asked, corrections."""

from datetime import date, timedelta

import pytest

from assistant.domain.conversation import Owner
from assistant.domain.effects import (
    AddNote,
    BookAppointment,
    CheckBirthDate,
    FindSlots,
    HoldSlot,
    OpenTask,
    Refused,
    ReleaseHold,
)  # fmt: skip
from assistant.domain.facts import Fact, FactKind, Lang
from assistant.domain.schedule import Wish
from assistant.domain.task import Reason
from tests.engine import toys
from tests.engine.toys import (
    BOOK,
    BORN,
    CHECKUP,
    DR_A,
    DR_B,
    HOURS,
    MOVE,
    NO,
    ONE,
    TWO,
    VACCINE,
    YES,
    Talk,
    fact,
    on,
    to_offer,
)  # fmt: skip

FRIDAY = on(date(2026, 3, 6))
ANYBODY = fact(FactKind.ANYBODY)


class TestAnAnswer:
    def test_belongs_to_the_question_that_was_asked(self) -> None:
        talk = Talk()
        to_offer(talk)
        shown = talk.conversation.frames[-1].shown
        talk.answers[FindSlots] = Refused("never asked again")
        talk.say(TWO)
        assert talk.data["slot"] == shown[1]

    def test_yes_twice_books_once(self) -> None:
        talk = Talk()
        to_offer(talk)
        talk.say(ONE)
        talk.say(YES)
        assert [type(r) for r in talk.requests] == [BookAppointment]
        talk.say(YES)
        assert talk.requests == []

    def test_yes_with_a_change_is_no_yes(self) -> None:
        talk = Talk()
        to_offer(talk)
        talk.say(ONE)
        talk.say(YES, FRIDAY)
        assert talk.at_field == "visit.slot"
        assert BookAppointment not in {type(r) for r in talk.requests}

    def test_yes_with_the_same_day_again_is_a_yes(self) -> None:
        talk = Talk()
        to_offer(talk)
        talk.say(ONE)
        talk.say(YES, on(date(2026, 3, 9)))
        assert BookAppointment in {type(r) for r in talk.requests}

    def test_a_number_that_was_not_shown_is_none(self) -> None:
        talk = Talk()
        to_offer(talk)
        assert "Again offer" in talk.say(fact(FactKind.PICK, "9"))

    def test_the_words_of_a_pick_mean_nothing_else(self) -> None:
        talk = Talk()
        to_offer(talk)
        both = (Fact(FactKind.PICK, 0, 13, "1"), Fact(FactKind.SOONEST, 0, 9))
        event = toys.Heard("the first one", toys.Understood(both, words=3), talk.at)
        talk.happen(event)
        assert talk.at_field == "visit.sure"

    def test_a_day_picks_the_one_option_on_it(self) -> None:
        talk = Talk()
        to_offer(talk)
        talk.say(on(date(2026, 3, 10)))
        assert talk.data["slot"].start.date() == date(2026, 3, 10)

    def test_yes_to_a_single_option_takes_it(self) -> None:
        talk = Talk()
        talk.answers[FindSlots] = only_one
        to_offer(talk)
        talk.say(YES)
        assert talk.at_field == "visit.sure"


def only_one(what: object) -> toys.FindSlotsResult:
    return toys.FindSlotsResult(toys.three_slots(what).slots[:1])


class TestOverAnswering:
    def test_what_was_said_is_not_asked(self) -> None:
        talk = Talk()
        talk.say(BOOK, CHECKUP, DR_B, FRIDAY)
        assert talk.at_field == "whose.proof"
        talk.say(BORN)
        look = next(r for r in talk.requests if isinstance(r, FindSlots))
        assert (look.visit_type, look.provider, look.wish) == (
            "checkup", "b", Wish(date(2026, 3, 6), date(2026, 3, 6)),
        )  # fmt: skip

    def test_a_fact_is_kept_for_the_question_to_come(self) -> None:
        talk = Talk()
        talk.say(BOOK, BORN)
        talk.say(CHECKUP)
        assert talk.at_field == "visit.slot"

    def test_said_in_a_called_dialog_it_reaches_the_caller(self) -> None:
        talk = Talk()
        talk.say(BOOK, CHECKUP)
        talk.say(DR_B)
        talk.say(BORN)
        assert next(r for r in talk.requests if isinstance(r, FindSlots)).provider == "b"


class TestACorrection:
    def test_drops_what_followed_and_keeps_what_was_said(self) -> None:
        talk = Talk()
        to_offer(talk, FRIDAY)
        talk.say(ONE)
        assert {"slots", "slot", "held"} <= talk.data.keys()
        talk.say(DR_B)
        assert "held" not in talk.data
        look = next(r for r in talk.requests if isinstance(r, FindSlots))
        assert (look.visit_type, look.provider) == ("checkup", "b")
        assert look.wish.first_on == date(2026, 3, 6)

    def test_lets_go_of_what_was_kept(self) -> None:
        talk = Talk()
        to_offer(talk)
        talk.say(ONE)
        talk.say(VACCINE)
        assert type(talk.requests[0]) is ReleaseHold

    def test_is_said_once(self) -> None:
        talk = Talk()
        to_offer(talk, DR_A)
        assert talk.say(DR_B).count("changed to Dr. B") == 1

    def test_the_same_again_changes_nothing(self) -> None:
        talk = Talk()
        to_offer(talk, DR_A)
        talk.say(DR_A)
        assert talk.requests == []

    def test_anybody_is_a_wish_too(self) -> None:
        talk = Talk()
        to_offer(talk, DR_A)
        talk.say(ANYBODY)
        assert talk.data["doctor"] == ""

    def test_what_is_said_for_another_dialog_corrects_nothing(self) -> None:
        talk = Talk()
        to_offer(talk)
        talk.say(MOVE, VACCINE, DR_B)
        assert talk.conversation.frames[0].data["kind"] == "checkup"
        assert talk.data["doctor"] == "b"

    def test_an_older_fact_corrects_nothing(self) -> None:
        talk = Talk()
        to_offer(talk)
        talk.say(MOVE, VACCINE)
        talk.say(DR_A)
        talk.say(NO)
        talk.say(FRIDAY)
        assert talk.data["kind"] == "checkup"


class TestRefusals:
    @pytest.mark.parametrize("kind", [FactKind.NONE_OF_THESE, FactKind.LATER, FactKind.NO])
    def test_ask_for_later_times(self, kind: FactKind) -> None:
        talk = Talk()
        to_offer(talk)
        last = talk.conversation.frames[-1].shown[-1].start
        talk.say(fact(kind))
        assert next(r for r in talk.requests if isinstance(r, FindSlots)).wish.after_slot == last

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


class TestTheLadder:
    def test_three_misunderstandings_go_to_a_person_with_the_lines(self) -> None:
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

    def test_the_same_words_again_need_no_third_try(self) -> None:
        talk = Talk()
        to_offer(talk)
        talk.say(text="what now")
        talk.say(text="What now ")
        assert talk.conversation.owner is Owner.STAFF

    def test_progress_begins_the_count_anew(self) -> None:
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
    def test_some_things_cost_no_try(self, facts: tuple[Fact, ...]) -> None:
        talk = Talk()
        to_offer(talk)
        for number in range(4):
            assert talk.say(*facts, text=f"text {number}")
        assert talk.conversation.owner is Owner.BOT
        assert talk.conversation.frames[-1].tries == 0

    def test_a_day_that_cannot_be_is_told_why(self) -> None:
        talk = Talk()
        to_offer(talk)
        assert "in-the-past" in talk.say(fact(FactKind.WHEN, problem="in-the-past")).casefold()

    def test_also_when_it_comes_with_the_first_text(self) -> None:
        talk = Talk()
        said = talk.say(BOOK, CHECKUP, fact(FactKind.WHEN, problem="no-such-day"))
        assert "no-such-day" in said.casefold()


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
