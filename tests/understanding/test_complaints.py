"""Who is unwell and wants to be seen gets the practice's kind of visit for that."""

import pytest

from assistant.domain.facts import FactKind
from tests.understanding.reading import kinds, read, the

K = FactKind


@pytest.mark.parametrize(
    "text",
    [
        "i need to get in asap, my back has been killing me for 2 weeks",
        "book me in, i hurt my ankle",
        "can you see me today, i have a bad cough",
        "necesito cita, traigo dolor de espalda",
        "necesito que me vean, me duele la garganta",
    ],
)
def test_a_complaint_names_the_kind(text: str) -> None:
    found = read(text)
    assert the(found, K.VISIT_TYPE).value == "ill"
    assert the(found, K.WANT).value == "book"


def test_it_answers_what_the_visit_is_for() -> None:
    assert the(read("my knee hurts", expects=(K.VISIT_TYPE,)), K.VISIT_TYPE).value == "ill"


@pytest.mark.parametrize(
    "text",
    [
        "my knee hurts",
        "i have a headache, can i take two of the pills",
        "i need a physical, i have a cough",
        "cancel my visit, i have a bad cough",
        "i need an appointment",
        "i have chest pain, i need to be seen",
    ],
)
def test_else_it_names_none(text: str) -> None:
    assert "ill" not in [fact.value for fact in read(text).facts if fact.kind is K.VISIT_TYPE]


def test_danger_stays_danger() -> None:
    assert K.EMERGENCY in kinds(read("can i get in today, i have crushing chest pain"))
