"""People's names: after "my name is" and the like, or as the answer to our question."""

from collections.abc import Iterator, Sequence

from assistant.domain.facts import Asked, Fact, FactKind
from assistant.understanding.text import Text

_MOST_WORDS = 4
_CUES: tuple[tuple[str, ...], ...] = (
    ("my", "name", "is"), ("my", "names"), ("name", "is"), ("the", "name"), ("names",), ("name", ":"),
    ("under", "the", "name", "of"), ("under", "the", "name"), ("in", "the", "name", "of"),
    ("for", "patient"), ("patient", "is"), ("patient", ":"), ("patient", "name", ":"),
    ("me", "llamo"), ("mi", "nombre", "es"), ("nombre", "es"), ("nombre", ":"), ("se", "llama"),
    ("a", "nombre", "de"), ("paciente", ":"), ("name", "-"), ("full", "name"), ("they", "call", "me"),
    ("first", "name", "is"), ("last", "name", "is"), ("mi", "nombre"), ("m3", "llamo"),
)  # fmt: skip
_WEAK_CUES: tuple[tuple[str, ...], ...] = (
    ("i", "am"), ("im",), ("this", "is"), ("soy",), ("habla",), ("le", "habla"), ("under",),
)  # fmt: skip
_ASKED_CUES: tuple[tuple[str, ...], ...] = (
    ("its",), ("it", "is"), ("call", "me"), ("es",), ("for",), ("para",), ("thats",), ("call", "be"),
)  # fmt: skip
_RELATIVES = frozenset(
    """
    son daughter kid child wife husband mom mother dad father baby brother sister grandson granddaughter
    grandmother grandma grandpa grandfather partner girl boy niece nephew stepson stepdaughter toddler
    hijo hija esposa esposo mama papa bebe hermano hermana nieto nieta abuela abuelo pareja nene nena
    sobrino sobrina tia tio madre padre marido mujer nino nina
    """.split()
)
_PARTICLES = frozenset(
    {"de", "la", "del", "los", "las", "van", "von", "der", "den", "da", "dos", "di", "el", "bin", "al", "y",
     "mc", "st", "san", "santa", "le", "ben", "o", "ter", "ten"}
)  # fmt: skip
_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "sr", "sra", "senor", "senora", "srta", "don", "dona"}
)
_DOCTORS = frozenset({"dr", "dra", "doctor", "doctora"})
_OPENERS = frozenset(
    """
    yes yeah yea sure ok okay hi hello hey hola si claro its it is is the name patient please thanks
    good morning buenos dias buenas tardes gracias well so and y nombre full for para my mi es
    """.split()
)
_CLOSERS = frozenset(
    {"and", "y", "with", "here", "is", "dob", "born", "speaking", "con", "aqui", "nacido", "nacida", "birth",
     "birthday", "date", "thanks", "please", "gracias", "por", "from", "at", "on", "nacio", "naci", "fecha",
     "tomorrow", "i", "d", "thank", "as", "bday", "my", "mi", "needs", "need", "has", "who", "to", "que",
     "for", "but", "necesita", "the", "in", "or", "tiene", "quiere", "wants", "today", "monday", "tuesday",
     "wednesday", "thursday", "friday", "manana", "el", "want", "would", "calling", "just"}
)  # fmt: skip
_ALSO_WORDS = frozenset(
    {"will", "mark", "grace", "hope", "joy", "rose", "april", "may", "june", "august", "dawn", "eve", "bill",
     "pat", "sue", "art", "rich", "jack", "frank", "victor", "dolores", "angel", "luz", "paz", "cruz",
     "marco", "abril", "domingo", "martin", "page", "summer", "sky", "faith", "melody", "star", "king",
     "young", "long", "day", "park", "parks", "best", "banks", "early", "friday", "stone", "santos", "sol",
     "consuelo", "mercedes", "reyes", "valle", "flores", "leon", "rosa", "alba", "julio", "marcos", "ana",
     "maria", "luis", "jose", "ruiz", "chase", "drew", "miles", "wade", "ward", "price", "brown", "green",
     "white", "black", "gray", "wood", "bush", "rice", "bell", "case", "church", "cook", "love", "lane",
     "man", "small", "strong", "true", "nurse", "office", "sunny", "sunday", "monday", "wednesday"}
)  # fmt: skip
"""Ordinary words, or words of this house, that are names as well."""


def name_fact(
    text: Text, asked: Asked, known: frozenset[str], taken: frozenset[int]
) -> tuple[Fact, range] | None:
    """The patient's name and its tokens, if the text gives one.

    `known` are ordinary words, which are no names unless written or asked for as such; `taken`
    are tokens that say something else, such as a date of birth.
    """
    expected = FactKind.NAME in asked.expects
    for first, strong in _after_cues(text, expected=expected):
        past = _run(text, first, known, taken, strong=strong)
        if past > first and _is_name(text, first, past, known, sure=strong or expected):
            return _fact(text, first, past)
    return _as_answer(text, known, taken) if expected else None


def _fact(text: Text, first: int, past: int) -> tuple[Fact, range]:
    value = " ".join(text.said(first, past).split())
    swapped = value.split(", ")
    if len(swapped) == 2 and len(value.split()) <= 3:
        value = f"{swapped[1]} {swapped[0]}"
    return (
        Fact(FactKind.NAME, text.starts[first], text.ends[past - 1], value=value),
        range(first, past),
    )


def _after_cues(text: Text, *, expected: bool) -> Iterator[tuple[int, bool]]:
    """Where a name may begin, and whether the cue leaves hardly a doubt."""
    tokens = text.tokens
    for cues, strong in (
        (_CUES, True),
        (_WEAK_CUES, False),
        (_ASKED_CUES if expected else (), False),
    ):
        for at in range(len(tokens)):
            for cue in cues:
                if tokens[at] == cue[0] and tokens[at : at + len(cue)] == cue:
                    yield _past_links(tokens, at + len(cue)), strong
    for at, token in enumerate(tokens[:-1]):
        if (
            token in _RELATIVES
            and at > 0
            and tokens[at - 1] in {"my", "mi", "our", "nuestra", "nuestro", "tia"}
        ):
            yield _past_links(tokens, at + 1), False


def _past_links(tokens: Sequence[str], at: int) -> int:
    while (
        at < len(tokens)
        and tokens[at] in {":", "-", ",", "is", "es", "name", "names", "s", "de", "="} | _TITLES
    ):
        at += 1
    return at


def _run(
    text: Text, first: int, known: frozenset[str], taken: frozenset[int], *, strong: bool
) -> int:
    """The token after the longest run of name words from `first`."""
    at, words = first, 0
    tokens = text.tokens
    while at < len(tokens) and words < _MOST_WORDS:
        token = tokens[at]
        if token in {"-", "'", "."} and at > first and _joins(text, at):
            at += 1
            continue
        if at in taken or not _is_word(text, at) or (words and token in _CLOSERS):
            break
        if (
            token in known
            and token not in _ALSO_WORDS | _PARTICLES
            and not (strong and _capital(text, at))
        ):
            break
        at += 1
        words += token not in _PARTICLES
    while at > first and (tokens[at - 1] in _PARTICLES or not _is_word(text, at - 1)):
        at -= 1
    return at


def _joins(text: Text, at: int) -> bool:
    """Does a hyphen or a dot stand inside a name ("Anna-Maria", "J. Smith")?"""
    if at + 1 >= len(text.tokens) or text.starts[at] != text.ends[at - 1]:
        return False
    if text.tokens[at] == ".":
        return len(text.tokens[at - 1]) == 1
    return text.starts[at + 1] == text.ends[at]


def _is_word(text: Text, at: int) -> bool:
    return text.tokens[at].isalpha()


def _capital(text: Text, at: int) -> bool:
    return text.clean[text.starts[at]].isupper()


def _is_name(text: Text, first: int, past: int, known: frozenset[str], *, sure: bool) -> bool:
    """Is the run a name, and not the start of a sentence ("I'm sick")?"""
    words = [n for n in range(first, past) if _is_word(text, n)]
    if (
        not words
        or text.tokens[first] in _DOCTORS
        or (first and text.tokens[first - 1] in _DOCTORS)
    ):
        return False
    fresh = [n for n in words if text.tokens[n] not in known]
    if sure:
        return bool(fresh) or all(text.tokens[n] in _ALSO_WORDS or _capital(text, n) for n in words)
    if all(_capital(text, n) for n in words if text.tokens[n] not in _PARTICLES):
        return bool(fresh) or len(words) > 1
    ends = past >= len(text.tokens) or not _is_word(text, past) or text.tokens[past] in _CLOSERS
    return ends and len(fresh) == len(words) and len(words) > 1


def _as_answer(
    text: Text, known: frozenset[str], taken: frozenset[int]
) -> tuple[Fact, range] | None:
    """A bare name as the answer: at the start, after polite words, or all that is left."""
    tokens = text.tokens
    at = 0
    while at < len(tokens) and (
        at in taken or not _is_word(text, at) or tokens[at] in _OPENERS | _TITLES
    ):
        at += 1
    if at >= len(tokens) or tokens[at] in _DOCTORS:
        return None
    past = _run(text, at, known, taken, strong=False)
    if past <= at:
        return None
    swapped = _last_name_first(text, at, past, known, taken)
    if swapped:
        past = swapped
    ends = (
        past >= len(tokens) or past in taken or not _is_word(text, past) or tokens[past] in _CLOSERS
    )
    words = [n for n in range(at, past) if _is_word(text, n)]
    fresh = sum(tokens[n] not in known for n in words)
    named = (
        all(tokens[n] in _ALSO_WORDS and _capital(text, n) for n in words)
        and len(tokens) <= _MOST_WORDS
    )
    if not ends or not (fresh * 2 >= len(words) and fresh or named):
        return None
    return _fact(text, at, past)


def _last_name_first(
    text: Text, at: int, past: int, known: frozenset[str], taken: frozenset[int]
) -> int | None:
    """ "Lopez, Maria": the token after the first name, if that is how it is written."""
    tokens = text.tokens
    if past >= len(tokens) or tokens[past] != "," or past + 1 in taken or past - at > 2:
        return None
    if (
        past + 1 >= len(tokens)
        or not _is_word(text, past + 1)
        or tokens[past + 1] in known | _CLOSERS
    ):
        return None
    end = _run(text, past + 1, known, taken, strong=False)
    done = end >= len(tokens) or end in taken or not _is_word(text, end)
    return end if done and end - past - 1 <= 2 else None
