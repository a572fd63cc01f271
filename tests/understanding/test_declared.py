"""Words that a dialog declares are found where they count, and nowhere else."""

from datetime import UTC, datetime

import pytest

from assistant.domain.facts import Asked, Choice, FactKind, Lang
from assistant.understanding import Setting, Vocabulary, understand

HOW = (
    Choice("records.how", "mail", ("by mail", "mail", "correo", "1")),
    Choice("records.how", "visit", ("at my visit", "próxima cita", "2", "X")),
)
WANT = Choice("", "records", ("copy of my chart",))
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def said(text: str, asked: Asked) -> list[tuple[str, str]]:
    """The declared answers and free texts that were found: field or kind, and value."""
    found = understand(text, Vocabulary(()), Setting(NOW, Lang.EN, asked, ())).facts
    kinds = {FactKind.CHOICE, FactKind.TEXT, FactKind.WANT}
    return [(fact.word or fact.kind.value, fact.value) for fact in found if fact.kind in kinds]


ASKED = Asked(frozenset({FactKind.CHOICE}), 0, "records.how", (*HOW, WANT))
NOT_ASKED = Asked(frozenset({FactKind.CHOICE}), 0, "records.what", (*HOW, WANT))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("By mail", "mail"),
        ("could you send it by MAIL, thanks", "mail"),
        ("1", "mail"),
        ("2 please", "visit"),
        ("x", "visit"),
        ("en mi PROXIMA cita", "visit"),
    ],
)
def test_an_answer_is_known_by_its_words(text: str, value: str) -> None:
    assert ("records.how", value) in said(text, ASKED)


@pytest.mark.parametrize(
    "text",
    ["mailbox", "by mail or at my visit", "I have 2 children and a dog", "12", "something else"],
)
def test_what_is_not_clear_is_no_answer(text: str) -> None:
    assert [value for word, value in said(text, ASKED) if word == "records.how"] == []


def test_a_number_counts_only_for_the_question_that_is_open() -> None:
    assert said("1", NOT_ASKED) == []
    assert said("mail", NOT_ASKED) == [("records.how", "mail")]


def test_a_dialog_is_begun_by_its_own_words() -> None:
    assert said("I need a copy of my chart", Asked(choices=(WANT,))) == [("want", "records")]


ANY = Asked(frozenset({FactKind.TEXT}), 0, "records.address")


def test_any_words_answer_a_question_for_any_words() -> None:
    assert said("12 Main  Street,\nSpringfield", ANY) == [
        ("records.address", "12 Main Street, Springfield")
    ]
    assert len(said("x" * 500, ANY)[0][1]) == 100


@pytest.mark.parametrize("text", ["", "?!", "back", "what are your hours?", "thanks", "STOP"])
def test_some_words_are_something_else(text: str) -> None:
    assert [value for word, value in said(text, ANY) if word == "records.address"] == []


def test_nobody_asked_for_any_words() -> None:
    assert said("12 Main Street", ASKED) == []
