"""What dialogs declare and say: checked before the start, and heard where it counts."""

from collections.abc import Callable
from enum import Enum
from typing import Any

import pytest

from assistant.domain.errors import ConfigurationError
from assistant.domain.facts import FactKind, Lang
from assistant.domain.task import Reason
from assistant.engine.catalog import Catalog
from assistant.engine.dialog import Dialog
from assistant.engine.kinds import AChoice, AText
from assistant.engine.nodes import ask, call, confirm, notify, skip, tell, when
from assistant.engine.turn import asked
from tests.engine import toys
from tests.engine.toys import BORN, PAIN, STOP, YES, Talk, fact

Words = dict[str, dict[str, str]]


class How(Enum):
    MAIL = "mail"
    VISIT = "visit"


class Papers(Dialog[None], version=1, wants=("records",)):
    """A choice, a branch, and any words."""

    how: How = ask(AChoice(How))
    who: toys.Person = call(toys.Whose)
    with when(how, How.MAIL):
        address: str = ask(AText())
    skip(how, How.VISIT)
    sure: bool = confirm(no=how)
    task: None = notify(Reason.RECORDS)
    said: None = tell(how)


def papers() -> Words:
    """Sound texts."""
    return {
        "wants": {"records": "copy of my chart"},
        "papers-how": {
            "ask": "How?", "again": "How, please?",
            "is-mail": "by mail, mail, 1", "is-visit": "at my visit, C, 2",
        },
        "papers-address": {"ask": "Where to, for {who}?", "again": "The street, please?"},
        "papers-sure": {"ask": "{how}, sure?", "again": "Sure?"},
        "papers-said": {"mail": "Mailed.", "visit": "See you."},
    }  # fmt: skip


def outranks(text: str, _lang: Lang) -> FactKind | None:
    """A reader that knows three words."""
    known = {"stop": FactKind.OPT_OUT, "chest pain": FactKind.EMERGENCY, "human": FactKind.PERSON}
    return known.get(text.casefold())


PLACES = {
    ("test_words", "papers-how", "is-mail", Lang.EN): "papers/en.toml:7",
    ("test_words", "papers-how", "", Lang.ES): "papers/es.toml:3",
    ("test_words", "", "", Lang.EN): "papers/en.toml",
}


def catalog(en: Words | None = None, es: Words | None = None) -> Catalog:
    """The toys with the papers."""
    texts: dict[str, Any] = toys.words()
    texts["test_words"] = {Lang.EN: en or papers(), Lang.ES: es or papers()}
    return Catalog.of((*toys.DIALOGS, Papers), texts, toys.PRACTICE, PLACES, outranks)


def spoilt(section: str, variant: str, text: str) -> Callable[[], Catalog]:
    """The papers with another text, in both languages."""

    def make() -> Catalog:
        words = papers()
        words.setdefault(section, {})[variant] = text
        return catalog(words, words)

    return make


def without(section: str, variant: str) -> Callable[[], Catalog]:
    """The papers without a text in Spanish."""

    def make() -> Catalog:
        words = papers()
        del words[section][variant]
        return catalog(es=words)

    return make


LONG = "Please tell us where we may mail the copy of your records. " * 6


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (
            spoilt("papers-how", "is-mail", "by mail, Stop"),
            r"papers/en.toml:7: \[papers-how\] is-mail has 'Stop', which means 'opt-out' wherever",
        ),
        (
            spoilt("papers-how", "is-visit", "human, 2"),
            r"\[papers-how\] is-visit has 'human', which means 'person' wherever it is said; choose",
        ),
        (spoilt("wants", "records", "chest pain"), r"\[wants\] records has 'chest pain', which me"),
        (
            spoilt("papers-how", "is-visit", "at my visit, Mail"),
            r"\[papers-how\] is-visit has 'Mail', which is is-mail too; nobody could tell",
        ),
        (without("papers-how", "is-visit"), r"papers/es.toml:3: \[papers-how\] is-visit is missin"),
        (without("papers-said", "visit"), r"es.toml: \[papers-said\] visit is missing"),
        (without("wants", "records"), r"es.toml: \[wants\] records is missing"),
        (spoilt("wants", "record", "x"), r"\[wants\] record is no want of a dialog in test_words"),
        (
            spoilt("papers-hwo", "ask", "x"),
            r"\[papers-hwo\] belongs to no field; did you mean \[pap",
        ),
        (
            spoilt("papers-sure", "ask", "{hwo}?"),
            r"unknown placeholder {hwo}; did you mean {who}\?",
        ),
        (
            spoilt("papers-sure", "ask", "To {address}?"),
            r"ask holds {address}, which is there only with 'how'; 'sure' is not behind the same",
        ),
        (spoilt("papers-how", "ask", "{sure}?"), r"ask holds {sure}, which is not above it"),
        (
            spoilt("papers-address", "ask", LONG),
            r"ask needs 3 parts of a text message \(353 characters, GSM-7\) with values as long as",
        ),
        (spoilt("papers-address", "ask", "í " * 70), r"\(139 characters, UCS-2\)"),
    ],
)
def test_a_mistake_is_named_with_its_place(make: Callable[[], Catalog], said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        make()


def test_all_mistakes_are_told_at_once_each_on_its_line() -> None:
    words = papers()
    del words["papers-how"]["again"]
    words["papers-said"]["mail"] = "{oops}"
    with pytest.raises(ConfigurationError) as told:
        catalog(words)
    assert len(str(told.value).splitlines()) == 3


def test_a_dialog_without_words_for_a_value_may_have_one_for_all() -> None:
    words = papers()
    words["papers-said"] = {"say": "Done."}
    assert catalog(words, words)


class TestHeard:
    def talk(self) -> Talk:
        return Talk(of=catalog())

    def begun(self) -> Talk:
        talk = self.talk()
        talk.say(fact(FactKind.WANT, "records"))
        return talk

    def test_a_matter_that_has_a_dialog_begins_it(self) -> None:
        talk = self.talk()
        assert talk.say(fact(FactKind.TOPIC, "records")) == "How?"
        assert "handoff" in self.talk().say(fact(FactKind.TOPIC, "billing"))

    def test_an_answer_is_taken_by_its_field_alone(self) -> None:
        talk = self.begun()
        talk.say(fact(FactKind.CHOICE, "mail", word="papers.what"))
        assert talk.at_field == "papers.how"
        assert talk.data == {}
        talk.say(fact(FactKind.CHOICE, "mail", word="papers.how"))
        assert talk.data is not None
        assert talk.conversation.frames[0].data["how"] is How.MAIL

    def test_declared_words_come_before_control_words(self) -> None:
        """Rank 5 before rank 6: "C" is the answer, whatever else it could mean."""
        talk = self.begun()
        both = (fact(FactKind.CHOICE, "visit", word="papers.how"), fact(FactKind.CONTROL, "back"))
        talk.happen(toys.Heard("C", toys.Understood(both, words=1), talk.at))
        assert talk.conversation.frames[0].data["how"] is How.VISIT

    @pytest.mark.parametrize("over", [STOP, PAIN])
    def test_nothing_comes_before_the_guards(self, over: Any) -> None:
        talk = self.begun()
        both = (fact(FactKind.CHOICE, "visit", word="papers.how"), over)
        talk.happen(toys.Heard("C", toys.Understood(both, words=1), talk.at))
        assert all("how" not in frame.data for frame in talk.conversation.frames)

    def test_what_is_said_too_early_is_kept_for_its_question(self) -> None:
        talk = self.talk()
        talk.say(fact(FactKind.WANT, "records"), fact(FactKind.CHOICE, "mail", word="papers.how"))
        assert talk.at_field == "whose.proof"
        assert talk.say(BORN) == "Where to, for Ana?"

    def test_any_words_are_an_answer_and_are_read_back_by_their_label(self) -> None:
        talk = self.talk()
        talk.say(fact(FactKind.WANT, "records"), fact(FactKind.CHOICE, "mail", word="papers.how"))
        talk.say(BORN)
        text = fact(FactKind.TEXT, "12 Main St", word="papers.address")
        assert talk.say(text, toys.DR_A) == "By mail, sure?"
        assert talk.data["address"] == "12 Main St"
        assert talk.say(YES) == "Mailed."

    def test_the_reader_is_told_what_counts(self) -> None:
        talk = self.begun()
        told = asked(talk.of, talk.conversation)
        assert told.field == "papers.how"
        assert {c.value: c.words for c in told.choices if c.field == "papers.how"} == {
            "mail": ("by mail", "mail", "1"), "visit": ("at my visit", "C", "2"),
        }  # fmt: skip
        assert ("", "records") in {(c.field, c.value) for c in told.choices}
        assert asked(talk.of, Talk(of=talk.of).conversation).choices == told.choices
