"""The measuring protocol: shapes of the answers."""

import pytest

from assistant.understanding.predictor import predict


def date(text: str, locale: str = "en") -> tuple[object, object]:
    answer = predict(
        {
            "id": "1",
            "task": "date",
            "text": text,
            "reference": "2026-03-02T09:00:00",
            "locale": locale,
        }
    )
    assert answer["id"] == "1"
    return answer["kind"], answer["value"]


ANSWERS: list[tuple[str, tuple[object, object]]] = [
    ("see you wednesday", ("date", "2026-03-04")),
    ("at 2:30pm", ("time", "14:30")),
    ("tomorrow at 3", ("datetime", "2026-03-03T15:00")),
    ("tomorrow morning", ("part-of-day", {"part": "morning", "date": "2026-03-03"})),
    ("next week", ("range", {"start": "2026-03-09", "end": "2026-03-15"})),
    ("after 3", ("range", {"start": "15:00"})),
    ("wednesday 3 to 5", ("range", {"start": "2026-03-04T15:00", "end": "2026-03-04T17:00"})),
    ("every monday", ("recurrence", {"freq": "weekly", "interval": 1, "byday": ["MO"]})),
    ("what a nice dog", ("none", None)),
    ("february 31", ("none", None)),
]


@pytest.mark.parametrize(("text", "answer"), ANSWERS)
def test_a_date_is_answered_in_its_kind(text: str, answer: tuple[object, object]) -> None:
    assert date(text) == answer


def test_an_act_tells_its_slots() -> None:
    answer = predict(
        {
            "id": "a",
            "task": "act",
            "text": "Sure, my name is Rosa",
            "reference": "2026-03-02T09:00:00",
            "locale": "en",
            "context": {"system": "Your name?", "system_acts": [["ask_name", ""]]},
        }
    )
    assert answer["slots"] == {"patient_name": "Rosa"}
    assert "INFORM" in str(answer["acts"])


@pytest.mark.parametrize(
    ("text", "system", "intent"),
    [
        ("quiero agendar una cita", None, "book"),
        ("me llamo rosa", "Dime tu nombre por favor", "name"),
        ("1", "¿Cuál deseas? 1. General, 2. Dental.", "select"),
        ("el perro es azul", None, "oos"),
    ],
)
def test_an_intent_is_labelled(text: str, system: str | None, intent: str) -> None:
    answer = predict(
        {"id": 2, "task": "intent", "text": text, "locale": "es", "context": {"system": system}}
    )
    assert answer["intent"] == intent


@pytest.mark.parametrize(
    "request_", [{}, {"text": 3}, {"text": "x", "reference": "never", "context": [1]}]
)
def test_a_broken_request_is_answered(request_: dict[str, object]) -> None:
    assert predict(request_)["id"] is None
