"""What the patient wants done, told, or settled by a person."""

import pytest

from assistant.domain.facts import FactKind, Lang
from tests.understanding.reading import kinds, read, values, wishes

K = FactKind

WANTS = {
    "cancel Tuesday, I'll come the week after": "move",
    "can't make it tuesday": "cancel",
    "cancel friday but keep monday": "cancel",
    "something came up, any other times?": "move",
    "I'm here": "here",
    "just parked, should I come in?": "here",
    "ya llegué": "here",
    "can't wait to see you tomorrow": "confirm",
    "can't make it": "cancel",
    "I need an appointment": "book",
    "can i book a checkup": "book",
    "need appt asap": "book",
    "hi, i need to see my doctor next week": "book",
    "do you have anything available tomorrow": "book",
    "quiero una cita mañana": "book",
    "necesito ver al doctor": "book",
    "reschedule": "move",
    "actually can we make it friday": "move",
    "move my visit to thursday": "move",
    "I need to change my appointment": "move",
    "can't make it, can we do friday": "move",
    "cancel and reschedule please": "move",
    "quiero cambiar mi cita": "move",
    "no puedo ir, puede ser el jueves?": "move",
    "cancel it": "cancel",
    "please cancel my tuesday appointment": "cancel",
    "I can't make it": "cancel",
    "I won't be able to come": "cancel",
    "quiero cancelar mi cita": "cancel",
    "ya no voy a poder ir": "cancel",
    "I confirm": "confirm",
    "confirm": "confirm",
    "I'll be there": "confirm",
    "confirmo": "confirm",
    "ahí estaré": "confirm",
    "when is my appointment?": "visits",
    "what time am I scheduled": "visits",
    "¿cuándo es mi cita?": "visits",
    "running late": "running-late",
    "stuck in traffic, 10 min late": "running-late",
    "voy tarde": "running-late",
}


@pytest.mark.parametrize(("text", "want"), WANTS.items())
def test_a_want_is_heard(text: str, want: str) -> None:
    assert values(read(text, opt_out_words=("STOP",)), K.WANT) == [want]


@pytest.mark.parametrize(
    "text",
    [
        "don't cancel my appointment",
        "I have an appointment tomorrow",
        "hello",
        "no",
        "my knee hurts",
    ],
)
def test_nothing_is_wanted(text: str) -> None:
    assert values(read(text), K.WANT) == []


INFO = {
    "are you open saturday?": "hours",
    "what are your hours": "hours",
    "¿a qué hora abren?": "hours",
    "where are you": "address",
    "what's the address": "address",
    "¿dónde están?": "address",
    "is there parking": "parking",
    "hay estacionamiento": "parking",
    "what insurance do you take": "insurers",
    "do you take Aetna?": "insurers",
    "aceptan Aetna": "insurers",
    "what's your phone number": "phone",
}


@pytest.mark.parametrize(("text", "about"), INFO.items())
def test_a_question_about_the_practice_is_heard(text: str, about: str) -> None:
    assert values(read(text), K.INFO) == [about]


def test_an_insurer_is_named_as_the_practice_spells_it() -> None:
    assert values(read("do you take blue cross"), K.INSURER) == ["Blue Cross"]
    assert values(read("do you take walk ins"), K.INFO) == []


TOPICS = {
    "I need a refill": "refill",
    "mi receta se acabó": "refill",
    "question about my bill": "billing",
    "tengo una duda de mi factura": "billing",
    "can I get my medical records": "records",
    "I need a referral": "referral",
    "are my lab results back": "results",
    "mis resultados": "results",
    "should I take ibuprofen?": "clinical",
    "is it normal that my arm hurts": "clinical",
    "I have a rash, what should I do": "clinical",
    "¿es normal que me duela?": "clinical",
    "my insurance changed": "insurance",
    "this is ridiculous": "complaint",
    "worst service ever": "complaint",
    "I'm going to complain": "complaint",
    "esto es inaceptable": "complaint",
    "I need the intake forms": "forms",
    "no me lleg\u00f3 el formulario": "forms",
    "where is the link for my video visit": "video-link",
    "no funciona el enlace de la videollamada": "video-link",
    "I'm not Quentin": "wrong-number",
    "no soy Quentin": "wrong-number",
    "wrong number": "wrong-number",
    "número equivocado": "wrong-number",
}


@pytest.mark.parametrize(("text", "topic"), TOPICS.items())
def test_a_matter_for_a_person_is_heard(text: str, topic: str) -> None:
    assert topic in values(read(text), K.TOPIC)


@pytest.mark.parametrize(
    "text",
    ["can I talk to a person", "human", "representative", "call me", "speak with someone please",
     "receptionist", "operator", "quiero hablar con una persona", "una persona por favor", "me pueden llamar"],
)  # fmt: skip
def test_a_person_is_asked_for(text: str) -> None:
    assert K.PERSON in kinds(read(text))


CONTROLS = {
    "back": "back",
    "go back": "back",
    "atrás": "back",
    "start over": "start-over",
    "empezar de nuevo": "start-over",
    "never mind": "never-mind",
    "forget it": "never-mind",
    "olvídalo": "never-mind",
    "déjalo": "never-mind",
    "what?": "repeat",
    "repeat that": "repeat",
    "repite": "repeat",
    "otra vez": "repeat",
}


@pytest.mark.parametrize(("text", "control"), CONTROLS.items())
def test_a_word_that_steers_the_talk(text: str, control: str) -> None:
    assert values(read(text), K.CONTROL) == [control]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("english please", "en"),
        ("en inglés", "en"),
        ("español", "es"),
        ("habla español?", "es"),
        ("spanish", "es"),
    ],
)
def test_a_language_is_asked_for(text: str, lang: str) -> None:
    assert values(read(text), K.LANGUAGE) == [lang]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("hello", K.GREETING),
        ("buenas tardes", K.GREETING),
        ("thanks!", K.THANKS),
        ("muchas gracias", K.THANKS),
        ("I'm a new patient", K.NEW_PATIENT),
        ("never been there", K.NEW_PATIENT),
        ("soy paciente nueva", K.NEW_PATIENT),
        ("I've been there before", K.KNOWN_PATIENT),
        ("ya soy paciente", K.KNOWN_PATIENT),
    ],
)
def test_who_writes_and_how(text: str, kind: FactKind) -> None:
    assert kind in kinds(read(text, Lang.EN))


def test_a_new_patient_is_not_a_known_one() -> None:
    assert K.KNOWN_PATIENT not in kinds(read("soy paciente nuevo", Lang.ES))


def test_a_day_before_the_turn_is_the_old_visits() -> None:
    assert wishes(read("can't make it wednesday, can we do friday?")) == ["03-06"]
    assert wishes(read("cancel wednesday, I'll come on friday")) == ["03-06"]


@pytest.mark.parametrize(
    "text",
    ["I cancelled already", "we already rescheduled on the phone", "ya la cancel\u00e9 ayer"],
)
def test_what_was_done_already_is_not_wanted(text: str) -> None:
    assert values(read(text), K.WANT) == []
