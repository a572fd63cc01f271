"""The side of a day: late afternoon, Thursday early; and what only looks like it."""

from time import perf_counter

import pytest

from assistant.domain.facts import FactKind
from assistant.understanding.wishes.edges import edge_in
from tests.understanding.reading import kinds, read, the, wishes

K = FactKind


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("late afternoon", "15:00- afternoon"),
        ("early afternoon works", "-14:30 afternoon"),
        ("late morning works", "10:30- morning"),
        ("early in the morning", "-10:00 morning"),
        ("thursday early", "03-05 -10:00"),
        ("early thursday", "03-05 -10:00"),
        ("late thursday", "03-05 15:00-"),
        ("any late appointments on friday", "03-06 15:00-"),
        ("end of the day tomorrow", "03-03 15:00-"),
        ("mañana temprano", "03-03 -10:00"),
        ("el jueves a última hora", "03-05 15:00-"),
        ("a primera hora", "-10:00 morning"),
    ],
)
def test_it_narrows_the_wish(text: str, wish: str) -> None:
    found = read(text)
    assert wishes(found) == [wish]
    assert "running-late" not in {fact.value for fact in found.facts}


@pytest.mark.parametrize(
    "text", ["i'll be late thursday", "running late today", "a bit late tomorrow", "sorry late"]
)
def test_who_is_late_is_late(text: str) -> None:
    assert the(read(text), K.WANT).value == "running-late"


@pytest.mark.parametrize(("text", "kind"), [("too late", K.EARLIER), ("too early", K.LATER)])
def test_too_much_of_it_asks_for_another(text: str, kind: FactKind) -> None:
    assert kinds(read(text)) == {kind}


@pytest.mark.parametrize(
    "text", ["the salmon, late as ever", "in common, early or not", "i am late"]
)
def test_words_that_only_end_like_a_day_tell_nothing(text: str) -> None:
    assert edge_in(text, ()) is None


def test_hours_of_its_own_stay() -> None:
    assert wishes(read("late afternoon after 4")) == ["16:00-"]


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("any day after the 15th", "03-16.."),
        ("cualquier día después del 15", "03-16.."),
        ("the day after the 15th", "03-16"),
    ],
)
def test_any_day_after_one_is_not_the_next(text: str, wish: str) -> None:
    assert wishes(read(text)) == [wish]


@pytest.mark.parametrize("word", ["thursday ", "late ", "early ", "the ", "thursday but "])
def test_hostile_texts_end(word: str) -> None:
    began = perf_counter()
    edge_in(word * 2_000, ())
    assert perf_counter() - began < 0.5
