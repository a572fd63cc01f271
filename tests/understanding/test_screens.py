"""Opt-out, opt-in, help, danger: heard in any wording, and only where they are meant."""

import pytest

from assistant.domain.facts import FactKind, Lang
from tests.understanding.reading import kinds, read, the

K = FactKind


@pytest.mark.parametrize(
    "text",
    ["STOP", "stop", "Stop.", '"STOP"', "stop!! \U0001f6d1", "please stop", "STOP ALL", "opt out", "Opt-Out",
     "unsubscribe", "END", "quit", "cancel", "REVOKE", "ALTO", "pare", "no más", "baja", "alto por favor",
     "\uff33\uff34\uff2f\uff30", "\u0405\u0422\u041e\u0420", "st\u200bop"],
)  # fmt: skip
def test_a_listed_word_alone_is_an_opt_out(text: str) -> None:
    fact = the(read(text), K.OPT_OUT)
    assert fact.value == "word"
    assert fact.word == fact.word.upper()


@pytest.mark.parametrize(
    "text",
    ["stop texting me", "please unsubscribe me", "no more texts please", "take me off your list",
     "remove my number", "stop it", "dont text me again", "Do not contact me", "lose my number",
     "dejen de escribirme", "ya no me manden mensajes", "no me escriban más", "quiero darme de baja",
     "I want to opt out of these", "hey can you stop sending me messages"],
)  # fmt: skip
def test_free_wording_is_an_opt_out(text: str) -> None:
    assert the(read(text), K.OPT_OUT).value == "phrase"


@pytest.mark.parametrize(
    "text",
    ["I'll stop by tomorrow", "can't stop coughing", "I want to stop my medication", "end of the week",
     "I quit smoking", "cancel my appointment", "stop and see you then", "remove my stitches",
     "please stop by", "the pain won't end"],
)  # fmt: skip
def test_ordinary_words_are_no_opt_out(text: str) -> None:
    assert K.OPT_OUT not in kinds(read(text))


def test_cancel_is_an_opt_out_only_on_a_line_that_lists_it() -> None:
    for text in ("CANCEL", "cancelar"):
        assert K.OPT_OUT in kinds(read(text))
        understood = read(text, opt_out_words=("STOP",))
        assert K.OPT_OUT not in kinds(understood)
        assert [fact.value for fact in understood.facts if fact.kind is K.WANT] == ["cancel"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("START", K.OPT_IN), ("unstop", K.OPT_IN), ("inicio", K.OPT_IN), ("HELP", K.HELP), ("info", K.HELP),
     ("Ayuda!", K.HELP)],
)  # fmt: skip
def test_opt_in_and_help_are_the_whole_text(text: str, kind: FactKind) -> None:
    assert kinds(read(text)) == {kind}
    assert kind not in kinds(read(f"can you {text} me with friday"))


def test_a_question_mark_alone_is_no_help_word() -> None:
    assert read("?").facts == ()


@pytest.mark.parametrize(
    "text",
    ["chest pain", "I have chest pian since noon", "I cant breath", "I can't breathe", "trouble breathing",
     "she's having a stroke", "I think it's a heart attack", "he took too many pills", "overdose",
     "bleeding badly", "it won't stop bleeding", "my dad is unconscious", "seizure", "should I call 911",
     "anaphylaxis", "my throat is closing", "dolor de pecho", "no puedo respirar", "me muero", "infarto",
     "mi mamá se desmayó", "no para de sangrar", "she passed out"],
)  # fmt: skip
def test_bodily_danger_is_heard(text: str) -> None:
    assert K.EMERGENCY in kinds(read(text))


@pytest.mark.parametrize(
    "text",
    ["I want to kill myself", "feeling suicidal", "I want to die", "end my life", "I might hurt myself",
     "no reason to live", "quiero morir", "pienso en suicidarme", "voy a matarme"],
)  # fmt: skip
def test_a_crisis_is_heard(text: str) -> None:
    assert K.CRISIS in kinds(read(text))


@pytest.mark.parametrize(
    "text",
    ["this traffic is killing me", "my emergency contact is my mom", "I work at 911 Main St",
     "not an emergency", "family history of stroke", "me muero de risa", "I can breathe again"],
)  # fmt: skip
def test_harmless_words_raise_no_alarm(text: str) -> None:
    assert kinds(read(text)).isdisjoint({K.EMERGENCY, K.CRISIS})


def test_danger_is_heard_beside_anything_else() -> None:
    found = kinds(read("cancel my appointment tomorrow, I have chest pain", Lang.EN))
    assert {K.EMERGENCY, K.WANT, K.WHEN} <= found
