"""The practice's own names, exact, misspelt and ambiguous."""

import pytest

from assistant.domain.facts import FactKind, Lang
from tests.understanding.reading import kinds, read, the, values

K = FactKind


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("Dr. Ortega please", K.PROVIDER, "ortega"),
        ("with doctor ortega", K.PROVIDER, "ortega"),
        ("lucia ortega", K.PROVIDER, "ortega"),
        ("la dra ortega", K.PROVIDER, "ortega"),
        ("dr ortgea", K.PROVIDER, "ortega"),
        ("dr patell", K.PROVIDER, "patel"),
        ("at Elm Street", K.SITE, "elm"),
        ("the lakeside clinic", K.SITE, "lake"),
        ("downtown is better", K.SITE, "elm"),
        ("lakside", K.SITE, "lake"),
        ("a checkup", K.VISIT_TYPE, "physical"),
        ("annual physicals", K.VISIT_TYPE, "physical"),
        ("flu shot", K.VISIT_TYPE, "vaccine"),
        ("un chequeo", K.VISIT_TYPE, "physical"),
        ("I have aetna", K.INSURER, "Aetna"),
        ("I have Atena", K.INSURER, "Aetna"),
        ("the elm st office", K.SITE, "elm"),
    ],
)
def test_a_name_of_the_practice_is_found(text: str, kind: FactKind, key: str) -> None:
    assert values(read(text), kind) == [key]


def test_a_name_that_two_share_is_no_guess() -> None:
    fact = the(read("with dr kim"), K.PROVIDER)
    assert set(fact.choices) == {"kim-a", "kim-b"}
    assert the(read("with dr ann kim"), K.PROVIDER).choices == ()


def test_the_patients_own_last_name_is_not_the_doctors() -> None:
    understood = read("Marta Ortega", expects=(K.NAME,))
    assert kinds(understood) == {K.NAME}


@pytest.mark.parametrize(
    "text", ["I order a pizza", "please", "the lake is nice", "hotel", "paten"]
)
def test_other_words_name_nothing(text: str) -> None:
    assert kinds(read(text, Lang.EN)).isdisjoint({K.PROVIDER, K.SITE, K.VISIT_TYPE, K.INSURER})
