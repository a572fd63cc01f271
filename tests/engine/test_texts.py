"""Words that are missing, or hold what nobody knows, keep the program from starting."""

from collections.abc import Callable

import pytest

from assistant.domain.errors import ConfigurationError
from assistant.domain.facts import Lang
from tests.engine import toys

Words = dict[str, dict[Lang, dict[str, dict[str, str]]]]


def without_a_question(words: Words) -> None:
    del words["toys"][Lang.ES]["visit-slot"]["ask"]


def without_the_second_try(words: Words) -> None:
    del words["toys"][Lang.EN]["visit-kind"]["again"]


def without_words_for_an_outcome(words: Words) -> None:
    del words["toys"][Lang.EN]["visit-held"]["slot_taken"]


def without_words_for_a_no(words: Words) -> None:
    del words["toys"][Lang.EN]["moving-sure"]["no"]


def with_an_unknown_value(words: Words) -> None:
    for lang in Lang:
        words["toys"][lang]["visit-sure"]["ask"] = "Book {weather}?"


def with_another_value_in_spanish(words: Words) -> None:
    words["toys"][Lang.ES]["visit-sure"]["ask"] = "Reservo {kind}?"


def with_words_in_english_only(words: Words) -> None:
    words["toys"][Lang.EN]["visit-sure"]["short"] = "So?"


def without_the_engines_own(words: Words) -> None:
    del words["common"][Lang.ES]["engine"]["stale"]


def without_a_problem(words: Words) -> None:
    del words["common"][Lang.EN]["problem"]["in-the-past"]


MISTAKES: list[tuple[Callable[[Words], None], str]] = [
    (without_a_question, r"toys/messages/es.toml: \[visit-slot\] ask is missing"),
    (without_the_second_try, r"toys/messages/en.toml: \[visit-kind\] again is missing"),
    (without_words_for_an_outcome, r"en.toml: \[visit-held\] slot_taken is missing"),
    (without_words_for_a_no, r"en.toml: \[moving-sure\] no is missing"),
    (with_an_unknown_value, r"\[visit-sure\] ask has the unknown placeholder \{weather\}"),
    (with_another_value_in_spanish, r"es.toml: \[visit-sure\] ask holds other placeholders"),
    (with_words_in_english_only, r"es.toml: \[visit-sure\] short is missing"),
    (without_the_engines_own, r"common/messages/es.toml: \[engine\] stale is missing"),
    (without_a_problem, r"common/messages/en.toml: \[problem\] in-the-past is missing"),
]


@pytest.mark.parametrize(("spoil", "said"), MISTAKES, ids=lambda v: getattr(v, "__name__", ""))
def test_a_mistake_is_named_with_its_place(spoil: Callable[[Words], None], said: str) -> None:
    words = toys.words()
    spoil(words)
    with pytest.raises(ConfigurationError, match=said):
        toys.catalog(texts=words)


def test_all_mistakes_are_told_at_once() -> None:
    words = toys.words()
    without_a_question(words)
    without_a_problem(words)
    with pytest.raises(ConfigurationError, match="is missing") as told:
        toys.catalog(texts=words)
    assert "visit-slot" in str(told.value)
    assert "in-the-past" in str(told.value)


def test_two_dialogs_cannot_want_the_same() -> None:
    class Second(toys.Dialog[None], version=1, wants=("book",)):
        said: None = toys.tell()

    with pytest.raises(ConfigurationError, match="both begin on 'book'"):
        toys.catalog(Second)


def test_what_a_dialog_is_about_is_said_in_every_language_or_in_none() -> None:
    texts = toys.words()
    texts["toys"][Lang.EN]["visit-begun"] = {"what": "a visit"}
    with pytest.raises(ConfigurationError, match="visit-begun"):
        toys.catalog(texts=texts)
    texts["toys"][Lang.ES]["visit-begun"] = {"what": "una cita"}
    assert toys.catalog(texts=texts)
