"""Understanding alone: microseconds of processor time for one text, over texts of the sort that patients send."""

from collections.abc import Sequence
from datetime import datetime
from statistics import median, quantiles
from time import thread_time_ns

from assistant.domain.clock import zone
from assistant.domain.facts import Asked, FactKind, Lang
from assistant.understanding import Setting, Vocabulary, understand
from tests.bench.report import Line, Table
from tests.bench.sample import sample_practice

REPETITIONS, ROUNDS = 5, 10
_K = FactKind
_OFFERED = Asked(frozenset({_K.PICK, _K.WHEN}), 3)
_SURE = Asked(frozenset({_K.YES, _K.NO}))
_NAME = Asked(frozenset({_K.NAME, _K.BIRTH_DATE}))
_NOTHING = Asked()

_LONG = (
    "Hi there, my daughter has had a cough for three days and a little fever since last night, "
    "could somebody see her tomorrow morning or the day after at Maple Street? Thanks a lot, Ana"
)
_LARGO = (
    "Buenos días, mi mamá tiene cita el miércoles a las nueve y media con el doctor Ruiz pero no "
    "puede ir, ¿se la pueden cambiar para la semana que viene por la mañana? Gracias"
)

ENGLISH: tuple[tuple[str, Asked], ...] = (
    ("hi", _NOTHING),
    ("good morning, is this the doctor's office?", _NOTHING),
    ("I need a checkup", _NOTHING),
    ("can i get a flu shot some time next week, afternoons are best", _NOTHING),
    ("hello! i would like to see dr patel about my back, any day but monday", _NOTHING),
    ("id like to reschedule my appt on the 14th to something later in the week pls", _NOTHING),
    ("need to cancel tomorrow, my son is sick", _NOTHING),
    ("When is my visit?", _NOTHING),
    ("what time do you open on saturday", _NOTHING),
    ("do you take blue cross?", _NOTHING),
    ("where can I park at the harbor office", _NOTHING),
    ("1", _OFFERED),
    ("the second one please", _OFFERED),
    ("none of those work, anything after 4?", _OFFERED),
    ("do you have something earlier", _OFFERED),
    ("how about thursday the 10th between 2 and 4 pm", _OFFERED),
    ("first thing in the morning would be great", _OFFERED),
    ("12/14 at 9:30", _OFFERED),
    ("yes", _SURE),
    ("yep thats fine", _SURE),
    ("no, the other doctor", _SURE),
    ("ok but can we do it a week later instead", _SURE),
    ("Maria Hernandez 3/14/1985", _NAME),
    ("my name is john oconnor, born june 2nd 1971", _NAME),
    ("STOP", _NOTHING),
    ("please stop texting me", _NOTHING),
    ("I want to talk to a real person", _NOTHING),
    ("my chest hurts and i can't breathe", _NOTHING),
    ("i need a refill for my lisinopril, the pharmacy says you have to call", _NOTHING),
    ("running 10 min late sorry", _NOTHING),
    ("thank you so much!", _NOTHING),
    ("who is this? wrong number", _NOTHING),
    (
        _LONG,
        _NOTHING,
    ),
)
SPANISH: tuple[tuple[str, Asked], ...] = (
    ("hola", _NOTHING),
    ("buenas tardes, necesito una cita", _NOTHING),
    ("quisiera un chequeo la próxima semana por la tarde", _NOTHING),
    ("quiero ver a la doctora haddad para mi niño el martes o el jueves", _NOTHING),
    ("puedo cambiar mi cita del viernes para otro día?", _NOTHING),
    ("tengo que cancelar la cita de mañana", _NOTHING),
    ("cuándo es mi cita", _NOTHING),
    ("a qué hora abren los sábados?", _NOTHING),
    ("aceptan medicaid", _NOTHING),
    ("dónde queda la oficina", _NOTHING),
    ("la 2", _OFFERED),
    ("la primera por favor", _OFFERED),
    ("ninguna, tiene algo después de las 3?", _OFFERED),
    ("el 15 de diciembre a las 10 de la mañana", _OFFERED),
    ("más temprano", _OFFERED),
    ("entre las 2 y las 4", _OFFERED),
    ("sí", _SURE),
    ("si esta bien", _SURE),
    ("no, mejor el lunes", _SURE),
    ("Rosa Jiménez 14 de marzo de 1990", _NAME),
    ("me llamo jose luis ortega, nací el 2/6/1971", _NAME),
    ("no me manden más mensajes", _NOTHING),
    ("quiero hablar con una persona", _NOTHING),
    ("me duele mucho el pecho", _NOTHING),
    ("voy a llegar 15 minutos tarde", _NOTHING),
    ("muchas gracias", _NOTHING),
    (
        _LARGO,
        _NOTHING,
    ),
)


def measure() -> list[Table]:
    """The table of the understanding."""
    practice = sample_practice()
    vocabulary = Vocabulary.of(practice)
    now = datetime(2026, 12, 1, 9, 0, tzinfo=zone(practice.zone))
    read = [
        (text, Setting(now, lang, asked, ("STOP",)))
        for lang, texts in ((Lang.EN, ENGLISH), (Lang.ES, SPANISH))
        for text, asked in texts
    ]
    _spent(read, vocabulary, 2)
    middles, slowest, languages = list[float](), list[float](), list[tuple[float, float]]()
    for _ in range(REPETITIONS):
        each = _spent(read, vocabulary, ROUNDS)
        middles.append(median(each))
        slowest.append(quantiles(each, n=100)[98])
        english, spanish = each[: len(ENGLISH) * ROUNDS], each[len(ENGLISH) * ROUNDS :]
        languages.append((median(english), median(spanish)))
    lines = (
        Line("a text, median", tuple(middles), "us", 100),
        Line("a text, 99th of 100", tuple(slowest), "us", 1000),
        Line("English, median", tuple(english for english, _ in languages), "us"),
        Line("Spanish, median", tuple(spanish for _, spanish in languages), "us"),
    )
    note = f"{len(ENGLISH)} English and {len(SPANISH)} Spanish texts, {ROUNDS} times a repetition"
    return [Table("Understanding: one text to facts, everything on", lines, (note,))]


def _spent(read: Sequence[tuple[str, Setting]], vocabulary: Vocabulary, rounds: int) -> list[float]:
    """Microseconds of each reading, text by text; no text twice in a row."""
    found: list[list[float]] = [[] for _ in read]
    for _ in range(rounds):
        for n, (text, setting) in enumerate(read):
            began = thread_time_ns()
            understand(text, vocabulary, setting)
            found[n].append((thread_time_ns() - began) / 1000)
    return [one for each in found for one in each]
