"""What the patient wants done, told, or settled by a person."""

from datetime import time

import pytest

from assistant.domain.facts import ALSO, FactKind, Lang
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


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("who is this", "who"),
        ("who's this?", "who"),
        ("sorry, who are you", "who"),
        ("quién es", "who"),
        ("¿con quién hablo?", "who"),
        ("whats parking like", "parking"),
        ("do you accept blue cross", "insurers"),
        ("do you take kaiser", "insurers"),
        ("aceptan kaiser", "insurers"),
    ],
)
def test_what_the_practice_can_tell_is_asked(text: str, value: str) -> None:
    understood = read(text)
    assert values(understood, K.INFO) == [value]
    assert K.TOPIC not in kinds(understood)


def test_who_writes_to_a_stranger_reached_the_wrong_number() -> None:
    assert "wrong-number" in values(read("who is this? you have the wrong number"), K.TOPIC)
    assert values(read("who is this texting me"), K.TOPIC) == ["wrong-number"]


@pytest.mark.parametrize(
    ("text", "insurer"),
    [
        ("do you take Kaiser Permanente?", "Kaiser Permanente"),
        ("aceptan el medicare", "Medicare"),
        ("do u take uhc", "UHC"),
    ],
)
def test_an_insurer_that_is_not_listed_is_named_as_written(text: str, insurer: str) -> None:
    assert values(read(text), K.INSURER) == [insurer]


@pytest.mark.parametrize(
    "text", ["do you take my dog", "do you take walk ins", "aceptan con medicaid nuevo?"]
)
def test_not_all_that_is_taken_is_an_insurer(text: str) -> None:
    assert K.INSURER not in kinds(read(text))


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("i can't make it tomorrow, can we reschedule", ["03-04.."]),
        ("can't come on tuesday, need to move it to friday", ["03-06"]),
        ("no puedo ir mañana, la podemos cambiar", ["03-04.."]),
        ("can we move it to tuesday", ["03-03"]),
    ],
)
def test_the_day_that_does_not_suit_is_not_the_new_one(text: str, wished: list[str]) -> None:
    understood = read(text)
    assert values(understood, K.WANT) == ["move"]
    assert wishes(understood) == wished


@pytest.mark.parametrize(
    ("text", "weekdays"),
    [
        ("i can't make it tuesday, can we reschedule", (0, 2, 3, 4, 5, 6)),
        ("no puedo ir el martes, la podemos cambiar", (0, 2, 3, 4, 5, 6)),
        ("a checkup next week, not thursday", (0, 1, 2, 4, 5, 6)),
        ("a checkup next week except monday and friday", (1, 2, 3, 5, 6)),
        ("un chequeo la próxima semana, nada el jueves", (0, 1, 2, 4, 5, 6)),
        ("afternoons, but not on friday", (0, 1, 2, 3, 5, 6)),
        ("not today, next week", ()),
    ],
)
def test_a_weekday_that_will_not_do_is_left_out(text: str, weekdays: tuple[int, ...]) -> None:
    (fact,) = (fact for fact in read(text).facts if fact.kind is K.WHEN)
    assert fact.when is not None
    assert fact.when.weekdays == weekdays


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("nothing before 3pm", ["15:00-"]),
        ("nothing after 3pm please", ["-15:00"]),
        ("nada antes de las 3 de la tarde", ["15:00-"]),
        ("nada después de las 3 de la tarde", ["-15:00"]),
    ],
)
def test_hours_that_will_not_do_leave_the_others(text: str, wished: list[str]) -> None:
    assert wishes(read(text)) == wished


def test_hours_that_will_not_do_are_left_out_of_a_week() -> None:
    (fact,) = (f for f in read("next week but no mornings").facts if f.kind is K.WHEN)
    assert fact.when is not None
    assert (fact.when.part, fact.when.start_at) == (None, time(12))
    assert fact.when.first_on != fact.when.last_on


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("I need a checkup Monday and a flu shot Tuesday", ["vaccine"]),
        ("checkup monday and a flu shot on tuesday", ["vaccine"]),
        ("necesito un chequeo y una vacuna", ["vaccine"]),
        ("i need a checkup and also a flu shot", ["vaccine"]),
        ("i have had a checkup and a flu shot", []),
        ("a checkup or a flu shot on monday", []),
        ("I need a checkup", []),
    ],
)
def test_a_second_visit_is_told_from_the_first(text: str, second: list[str]) -> None:
    found = [f.value for f in read(text).facts if f.kind is K.VISIT_TYPE and f.word == ALSO]
    assert found == second


def test_the_days_of_two_visits_are_two_wishes() -> None:
    assert wishes(read("a checkup monday and a flu shot tuesday")) == ["03-02", "03-03"]
    assert wishes(read("a checkup monday and tuesday")) == ["03-02..03-03 [0,1]"]


def test_who_cannot_come_cancels_and_that_day_tells_which_visit() -> None:
    for text in ("I can't make it tuesday", "no puedo ir el martes"):
        assert values(read(text), K.WANT) == ["cancel"]
        assert wishes(read(text)) == ["03-03"]


@pytest.mark.parametrize("text", ["person", "a person please", "persona", "una persona por favor"])
def test_a_person_is_asked_for_in_one_word(text: str) -> None:
    assert K.PERSON in kinds(read(text))


@pytest.mark.parametrize("text", ["flu shots for 2", "flu shots for two", "vacunas para 2"])
def test_a_number_of_people_is_no_hour(text: str) -> None:
    assert K.WHEN not in kinds(read(text))


def test_an_hour_beside_what_is_wanted_is_one() -> None:
    assert wishes(read("flu shots for 2pm")) == ["=14:00"]
    assert wishes(read("a flu shot for 2")) == ["=14:00"]


@pytest.mark.parametrize("text", ["my ear hurts", "me duele el oído"])
def test_a_complaint_of_the_body_alone_goes_to_clinical_staff(text: str) -> None:
    assert values(read(text), K.TOPIC) == ["clinical"]


@pytest.mark.parametrize("text", ["can i come in, my ear hurts", "puedo ir, me duele el oído"])
def test_a_wish_to_come_with_a_complaint_is_a_wish_to_book(text: str) -> None:
    assert values(read(text), K.WANT) == ["book"]
    assert K.TOPIC not in kinds(read(text))
