"""One of the people of a number, named without a word that says so."""

import pytest

from assistant.domain.facts import FactKind
from assistant.understanding.people.household import may_name_somebody, with_household
from tests.understanding.reading import read

FAMILY = ("Lucía", "Mateo")


def named(text: str, people: tuple[str, ...] = FAMILY) -> list[str]:
    found = with_household(text, read(text), people)
    return [fact.value for fact in found.facts if fact.kind is FactKind.NAME]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("can mateo be seen today", "mateo"),
        ("Mateo has a cough, can you see him", "Mateo"),
        ("necesito que vean a lucia, tiene tos", "lucia"),
        ("hi its lucia, mateo needs his shots", "mateo"),
    ],
)
def test_the_name_is_found(text: str, name: str) -> None:
    assert may_name_somebody(read(text))
    assert named(text) == [name]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("can mateo be seen today", ("Mateo",)),  # nobody else to tell him from
        ("can mateo and zoe be seen today", ("Mateo", "Zoe")),  # both
        ("will you see me today", ("Will", "Ann")),
        ("may i come in may", ("May", "Ann")),
        ("i need dr patel", ("Patel", "Ann")),
    ],
)
def test_else_nobody_is(text: str, people: tuple[str, ...]) -> None:
    assert with_household(text, read(text), people) == read(text)


def test_a_name_that_is_a_word_needs_its_capital() -> None:
    assert named("i need Will seen today", ("Will", "Zoe")) == ["Will"]
    assert named("will you see zoe today", ("Will", "Zoe")) == ["zoe"]
