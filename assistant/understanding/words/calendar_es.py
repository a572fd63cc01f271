"""Spanish words of the calendar and the clock, written without accents."""

from assistant.domain.facts import PartOfDay

WEEKDAYS = {
    0: "lunes lun",
    1: "martes mart",
    2: "miercoles mier mie mx",
    3: "jueves juev jue",
    4: "viernes vier vie",
    5: "sabado sab sabados",
    6: "domingo dom domingos",
}
SHORT_WEEKDAYS = {0: "lu", 1: "ma", 2: "mi", 3: "ju", 4: "vi", 5: "sa", 6: "do"}
"""Two letters: a weekday only when the text is nothing else."""
EVERY_WEEKDAY = "sabados domingos"

MONTHS = {
    1: "enero ene",
    2: "febrero feb",
    3: "marzo mar",
    4: "abril abr",
    5: "mayo may",
    6: "junio jun",
    7: "julio jul",
    8: "agosto ago",
    9: "septiembre setiembre sept sep set",
    10: "octubre oct",
    11: "noviembre nov",
    12: "diciembre dic",
}
WORDS_TOO = frozenset(
    {"mar", "may", "set", "sep", "ene", "ago", "dom", "julio", "mie", "vie", "mart"}
)

NUMBERS = {
    0: "cero",
    1: "un una uno",
    2: "dos",
    3: "tres",
    4: "cuatro",
    5: "cinco",
    6: "seis",
    7: "siete",
    8: "ocho",
    9: "nueve",
    10: "diez",
    11: "once",
    12: "doce",
    13: "trece",
    14: "catorce",
    15: "quince",
    16: "dieciseis",
    17: "diecisiete",
    18: "dieciocho",
    19: "diecinueve",
    20: "veinte",
    21: "veintiuno veintiun veintiuna",
    22: "veintidos",
    23: "veintitres",
    24: "veinticuatro",
    25: "veinticinco",
    26: "veintiseis",
    27: "veintisiete",
    28: "veintiocho",
    29: "veintinueve",
    30: "treinta",
    40: "cuarenta",
    50: "cincuenta",
}

ORDINALS = {
    1: "primero primer primera",
    2: "segundo segunda",
    3: "tercero tercer tercera",
    4: "cuarto cuarta",
    5: "quinto quinta",
}
ORDINAL_ENDINGS = frozenset({"o", "a", "ro", "do", "to", "er", "°"})

PARTS = {
    PartOfDay.MORNING: "mananas madrugada",
    PartOfDay.MIDDAY: "",
    PartOfDay.AFTERNOON: "tarde tardes tardecita",
    PartOfDay.EVENING: "",
    PartOfDay.NIGHT: "noche noches",
    PartOfDay.DAYTIME: "",
}
MORNING_TOO = "manana"
"""Tomorrow, or the morning: the words before it decide."""

UNITS = {
    "minute": "minuto minutos",
    "hour": "hora horas hrs",
    "day": "dia dias",
    "week": "semana semanas",
    "weekend": "finde",
    "month": "mes meses",
    "year": "ano anos",
}

DAYS_AWAY = {
    ("hoy",): 0,
    ("manana",): 1,
    ("ayer",): -1,
    ("pasado", "manana"): 2,
    ("antier",): -2,
    ("anteayer",): -2,
    ("antes", "de", "ayer"): -2,
    ("dia", "despues", "de", "manana"): 2,
}

AT = frozenset({"las", "tipo", "sobre", "aproximadamente", "hacia", "@"})
FROM = frozenset({"de", "desde", "entre"})
TO = frozenset({"a", "hasta", "al", "y", "-", "e"})
THIS = frozenset({"este", "esta", "estos", "estas"})
NEXT = frozenset({"proximo", "proxima", "proximos", "proximas", "siguiente", "siguientes", "prox"})
LAST = frozenset({"pasado", "pasada", "ultimo", "ultima", "anterior"})
IN = frozenset({"en"})
EVERY = frozenset({"cada", "todos", "todas", "cualquier"})
FILLERS = frozenset(
    {"el", "la", "los", "las", "de", "del", "a", "al", "en", "para", "por", "con", ",", "dia", "que",
     "sea", "como", "tipo", "sobre", "hacia", "alrededor", "cerca", "aproximadamente", "fecha", "hora",
     "temprano", "porfa", "favor", "eso", "(", ")", "@"}
)  # fmt: skip
LINKS = frozenset({"o", "u", "y", "/", ",", "&"})

AFTER = (
    ("despues", "de"), ("despues", "del"), ("a", "partir", "de"), ("a", "partir", "del"),
    ("desde",), ("luego", "de"), ("pasadas",), ("mas", "tarde", "de"), ("mas", "tarde", "que"),
    ("no", "antes", "de"), ("no", "antes", "del"), ("nada", "antes", "de"), ("nada", "antes", "del"), ("a", "partir"), ("apartir", "de"),
)  # fmt: skip
BEFORE = (
    ("antes", "de"), ("antes", "del"), ("hasta",), ("no", "despues", "de"), ("a", "mas", "tardar"),
    ("no", "mas", "tarde", "de"), ("nada", "despues", "de"), ("nada", "despues", "del"), ("mas", "temprano", "de"), ("no", "despues", "del"),
)  # fmt: skip
INCLUSIVE = frozenset({"hasta", "partir", "desde", "tardar"})
OR_AFTER = (
    ("en", "adelante"), ("o", "mas", "tarde"), ("o", "despues"), ("y", "despues"), ("para", "adelante"),
)  # fmt: skip
OR_BEFORE = (("o", "antes"), ("o", "mas", "temprano"), ("a", "mas", "tardar"), ("como", "maximo"))
FROM_NOW = (
    ("a", "partir", "de", "hoy"), ("a", "partir", "de", "ahora"), ("despues",), ("mas", "tarde"),
    ("desde", "hoy"), ("desde", "ahora"),
)  # fmt: skip
NOT_HOURS = frozenset(
    {"personas", "veces", "anos", "ano", "semanas", "semana", "meses", "mes", "dias", "dia", "horas",
     "minutos", "minuto", "citas", "cita", "por", "pastillas", "pesos", "dolares", "ninos"}
)  # fmt: skip
