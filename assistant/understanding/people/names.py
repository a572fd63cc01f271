"""People's names: after "my name is" and the like, or as the answer to our question."""

from collections.abc import Sequence
from enum import IntEnum

from assistant.domain.facts import Asked, Fact, FactKind
from assistant.understanding.people.relatives import RELATIVES
from assistant.understanding.text import Text
from assistant.understanding.words import listed
from assistant.understanding.words.given_names import GIVEN_NAMES

_MOST_WORDS = 4
_MOST_LAST_NAMES = 2
_CUES: tuple[tuple[str, ...], ...] = (
    ("my", "name", "is"), ("my", "names"), ("name", "is"), ("the", "name"), ("names",), ("name", ":"),
    ("under", "the", "name", "of"), ("under", "the", "name"), ("in", "the", "name", "of"),
    ("for", "patient"), ("patient", "is"), ("patient", ":"), ("patient", "name", ":"),
    ("me", "llamo"), ("mi", "nombre", "es"), ("nombre", "es"), ("nombre", ":"), ("se", "llama"),
    ("a", "nombre", "de"), ("paciente", ":"), ("name", "-"), ("full", "name"), ("they", "call", "me"),
    ("first", "name", "is"), ("last", "name", "is"), ("mi", "nombre"), ("m3", "llamo"),
    ("first", "name"), ("last", "name"), ("surname", "is"), ("surname",), ("apellido",), ("on", "name"), ("known", "as"),
)  # fmt: skip
_WEAK_CUES: tuple[tuple[str, ...], ...] = (
    ("i", "am"), ("im",), ("this", "is"), ("soy",), ("habla",), ("le", "habla"), ("under",),
)  # fmt: skip
_ASKED_CUES: tuple[tuple[str, ...], ...] = (
    ("its",), ("it", "is"), ("call", "me"), ("es",), ("for",), ("para",), ("thats",), ("call", "be"),
    ("la", "de"), ("el", "de"), ("cita", "de"), ("visita", "de"), ("consulta", "de"), ("turno", "de"),
)  # fmt: skip
_PARTICLES = frozenset(
    {"de", "la", "del", "los", "las", "van", "von", "der", "den", "da", "dos", "di", "el", "bin", "al", "y",
     "mc", "st", "san", "santa", "le",  "o", "ter", "ten"}
)  # fmt: skip
_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "sr", "sra", "senor", "senora", "srta", "don", "dona"}
)
_DOCTORS = frozenset({"dr", "dra", "doctor", "doctora"})
_OPENERS = listed("""
    yes yeah yea no nope sure ok okay hi hello hey hola si claro its it is is the name patient please thanks
    good morning buenos dias buenas tardes gracias well so and y nombre full for para my mi es
    """)
_CLOSERS = frozenset(
    {"and", "y", "with", "here", "is", "dob", "born", "speaking", "con", "aqui", "nacido", "nacida", "birth",
     "birthday", "date", "thanks", "please", "gracias", "por", "from", "at", "on", "nacio", "naci", "fecha",
     "tomorrow", "i", "d", "thank", "as", "bday", "my", "mi", "needs", "need", "has", "who", "to", "que",
     "for", "but", "necesita", "the", "in", "or", "tiene", "quiere", "wants", "today", "monday", "tuesday",
     "wednesday", "thursday", "friday", "manana", "el", "want", "would", "calling", "just"}
)  # fmt: skip
ALSO_WORDS = frozenset(
    {"will", "mark", "grace", "hope", "joy", "rose", "april", "may", "june", "august", "dawn", "eve", "bill",
     "pat", "sue", "art", "rich", "jack", "frank", "victor", "dolores", "angel", "luz", "paz", "cruz",
     "marco", "abril", "domingo", "martin", "page", "summer", "sky", "faith", "melody", "star", "king",
     "young", "long", "day", "park", "parks", "best", "banks", "early", "friday", "stone", "santos", "sol",
     "consuelo", "mercedes", "reyes", "valle", "flores", "leon", "rosa", "alba", "julio", "marcos", "ana",
     "maria", "luis", "jose", "ruiz", "chase", "drew", "miles", "wade", "ward", "price", "brown", "green",
     "white", "black", "gray", "wood", "bush", "rice", "bell", "case", "church", "cook", "love", "lane",
     "man", "pena", "calle", "mayo", "duran", "mata", "short", "waters", "sharp", "major", "weeks", "noon",
     "spring", "hurt", "little", "care", "small", "strong", "true", "nurse", "office", "sunny", "sunday", "monday", "wednesday"}
)  # fmt: skip
"""Ordinary words, or words of this house, that are names as well."""


def name_fact(
    text: Text,
    asked: Asked,
    known: frozenset[str],
    taken: frozenset[int],
    shared: frozenset[int] = frozenset(),
) -> tuple[Fact, range] | None:
    """The patient's name and its tokens, if the text gives one.

    `known` are ordinary words, which are no names unless written or asked for as such; `taken`
    are tokens that say something else, such as a date of birth; `shared` are also a provider's
    name, so that without a cue they are nobody else's.
    """
    expected = FactKind.NAME in asked.expects
    confirming = FactKind.YES in asked.expects
    for sureness, first in _after_cues(text):
        strong = sureness is _Cue.STRONG
        past = _run(text, first, known, taken, strong=strong)
        if past <= first:
            continue
        if sureness is _Cue.FAINT and not expected:
            named = _is_full_name(text, first, past, known)
        else:
            named = _is_name(text, first, past, known, strong=strong, expected=expected)
        if named or _is_somebody(text, first, past, known, confirming=confirming):
            return _fact(text, first, past)
    before = _before_cue(text, known, taken)
    if before is not None:
        return before
    before = _of_a_visit(text, known, taken)
    if before is not None:
        return before
    answer = _as_answer(text, known, taken)
    if answer is None or expected:
        return answer
    given = text.tokens[answer[1].start] in GIVEN_NAMES
    whole = sum(_capital(text, n) for n in answer[1]) > 1
    alone = confirming and shared.isdisjoint(answer[1])
    return answer if given and (alone or whole) else None


def not_me(text: Text, known: frozenset[str]) -> Fact | None:
    """Thus: "I'm not Rosa", "no soy Rosa": the text reached somebody else."""
    tokens = text.tokens
    for at in range(1, len(tokens)):
        for denial in _DENIALS:
            first = at - len(denial)
            if (
                first >= 0
                and tokens[first:at] == denial
                and _is_word(text, at)
                and _capital(text, at)
                and tokens[at] not in known - ALSO_WORDS
            ):
                start, end = text.starts[first], text.ends[at]
                return Fact(FactKind.TOPIC, start, end, value="wrong-number")
    return None


_DENIALS = (
    ("im", "not"),
    ("i", "am", "not"),
    ("this", "is", "not"),
    ("this", "isnt"),
    ("no", "soy"),
)


def _fact(text: Text, first: int, past: int) -> tuple[Fact, range]:
    value = " ".join(text.said(first, past).split())
    last, comma, given = value.partition(", ")
    if comma:
        value = f"{given} {last}"
    return (
        Fact(FactKind.NAME, text.starts[first], text.ends[past - 1], value=value),
        range(first, past),
    )


class _Cue(IntEnum):
    """How sure a cue makes that a name follows."""

    STRONG = 0
    WEAK = 1
    FAINT = 2


def _by_first_word() -> dict[str, list[tuple[tuple[str, ...], _Cue]]]:
    found: dict[str, list[tuple[tuple[str, ...], _Cue]]] = {}
    for cues, sureness in (
        (_CUES, _Cue.STRONG),
        (_WEAK_CUES, _Cue.WEAK),
        (_ASKED_CUES, _Cue.FAINT),
    ):
        for cue in cues:
            found.setdefault(cue[0], []).append((cue, sureness))
    return found


_CUES_BY_WORD = _by_first_word()


def _after_cues(text: Text) -> list[tuple[_Cue, int]]:
    """Where a name may begin and how sure it is, the surest first."""
    tokens = text.tokens
    found: list[tuple[_Cue, int]] = []
    for at, token in enumerate(tokens):
        for cue, sureness in _CUES_BY_WORD.get(token, ()):
            if tokens[at : at + len(cue)] == cue and not _barred(tokens, at):
                found.append((sureness, _past_links(tokens, at + len(cue))))
        if token in RELATIVES and at > 0 and tokens[at - 1] in _OURS:
            found.append((_Cue.WEAK, _past_links(tokens, at + 1)))
    return sorted(found)


_OURS = frozenset({"my", "mi", "our", "nuestra", "nuestro", "tia"})


def _before_cue(
    text: Text, known: frozenset[str], taken: frozenset[int]
) -> tuple[Fact, range] | None:
    """Ana Ruiz is my name; Ana Ruiz here; habla Ana Ruiz."""
    tokens = text.tokens
    for at in range(1, len(tokens)):
        if tokens[at] not in _FIRST_WORDS_AFTER:
            continue
        if not any(tokens[at : at + len(cue)] == cue for cue in _CUES_AFTER):
            continue
        first = at
        while (
            first > 0
            and at - first < _MOST_WORDS
            and first - 1 not in taken
            and _is_word(text, first - 1)
        ):
            word = tokens[first - 1]
            if not _capital(text, first - 1) or (
                word in known and word not in ALSO_WORDS | _PARTICLES
            ):
                break
            first -= 1
        fresh = any(tokens[n] not in known for n in range(first, at))
        if fresh and _DOCTORS.isdisjoint(tokens[max(first - 1, 0) : first + 1]):
            return _fact(text, first, at)
    return None


_CUES_AFTER = (
    ("is", "my", "name"), ("is", "the", "name"), (",", "that", "is", "my", "name"), ("here",), ("speaking",),
    ("es", "mi", "nombre"), ("is", "the", "reservation", "name"), ("is", "the", "patient"), ("at", "your"),
)  # fmt: skip


_FIRST_WORDS_AFTER = frozenset(cue[0] for cue in _CUES_AFTER)


def _past_links(tokens: Sequence[str], at: int) -> int:
    while (
        at < len(tokens)
        and tokens[at] in {":", "-", ",", "is", "es", "name", "names", "s", "de", "="} | _TITLES
    ):
        at += 1
    return at


def _barred(tokens: Sequence[str], at: int) -> bool:
    """Is somebody else named, or denied ("my doctor's name is", "no soy Rosa")?"""
    return _of_doctor(tokens, at) or (at > 0 and tokens[at - 1] in {"no", "not"})


def _of_doctor(tokens: Sequence[str], at: int) -> bool:
    """Is it the doctor's name that follows ("my doctor's name is")?"""
    return any(token in _DOCTORS | {"doctors", "drs"} for token in tokens[max(at - 1, 0) : at + 1])


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
            and token not in ALSO_WORDS | _PARTICLES
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


def _is_name(
    text: Text, first: int, past: int, known: frozenset[str], *, strong: bool, expected: bool
) -> bool:
    """Is the run a name, and not the start of a sentence ("I'm sick")?"""
    words = [n for n in range(first, past) if _is_word(text, n)]
    if (
        not words
        or text.tokens[first] in _DOCTORS
        or (first and text.tokens[first - 1] in _DOCTORS)
    ):
        return False
    fresh = [n for n in words if text.tokens[n] not in known]
    if strong or expected:
        if fresh or all(_capital(text, n) for n in words):
            return True
        return strong and all(text.tokens[n] in ALSO_WORDS for n in words)
    if all(_capital(text, n) for n in words if text.tokens[n] not in _PARTICLES):
        return bool(fresh) or len(words) > 1
    ends = past >= len(text.tokens) or not _is_word(text, past) or text.tokens[past] in _CLOSERS
    return ends and len(fresh) == len(words) and len(words) > 1


def _is_full_name(text: Text, first: int, past: int, known: frozenset[str]) -> bool:
    """Two capitalised words or more, none of them ordinary: "an appointment for Maria Lopez"."""
    words = [n for n in range(first, past) if _is_word(text, n)]
    if first and text.tokens[first] in _DOCTORS:
        return False
    return len(words) > 1 and all(_capital(text, n) and text.tokens[n] not in known for n in words)


def _is_somebody(
    text: Text, first: int, past: int, known: frozenset[str], *, confirming: bool
) -> bool:
    """Is it a given name, in small letters too ("it's for mateo"), and nothing goes on behind it?

    Whoever is asked to confirm may write any name that begins with a capital.
    """
    given, before = text.tokens[first], text.tokens[first - 1]
    ends = past >= len(text.tokens) or not _is_word(text, past) or text.tokens[past] in _CLOSERS
    if not ends or not _DOCTORS.isdisjoint((given, before)):
        return False
    if before in RELATIVES and not confirming:  # "my aunt juana": first of all somebody else
        return False
    return given in GIVEN_NAMES or (confirming and _capital(text, first) and given not in known)


_VISITS = frozenset(
    {"visit", "appointment", "appt", "apt", "visits", "appointments", "one", "checkup", "slot"}
)
_OF_ONE = 2
"""Characters of "'s"."""


def _of_a_visit(
    text: Text, known: frozenset[str], taken: frozenset[int]
) -> tuple[Fact, range] | None:
    """Thus: "Mateo's visit", also without the apostrophe where the name is a common one."""
    for at in range(len(text.tokens) - 1):
        token, end = text.tokens[at], text.ends[at]
        stem = token.removesuffix("s")
        if text.tokens[at + 1] not in _VISITS or stem == token or at in taken:
            continue
        marked = text.plain[text.starts[at] : end].endswith("'s")
        is_given = stem in GIVEN_NAMES
        if is_given or (marked and _capital(text, at) and stem not in known):
            end -= _OF_ONE if marked else 1
            value = text.clean[text.starts[at] : end]
            return Fact(FactKind.NAME, text.starts[at], end, value=value), range(at, at + 1)
    return None


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
        all(tokens[n] in ALSO_WORDS and _capital(text, n) for n in words)
        and len(tokens) <= _MOST_WORDS
    )
    if not ends or not ((fresh * 2 >= len(words) and fresh) or named):
        return None
    return _fact(text, at, past)


def _last_name_first(
    text: Text, at: int, past: int, known: frozenset[str], taken: frozenset[int]
) -> int | None:
    """Thus: "Lopez, Maria": the token after the first name, if that is how it is written."""
    tokens = text.tokens
    if (
        past >= len(tokens)
        or tokens[past] != ","
        or past + 1 in taken
        or past - at > _MOST_LAST_NAMES
    ):
        return None
    if (
        past + 1 >= len(tokens)
        or not _is_word(text, past + 1)
        or tokens[past + 1] in known | _CLOSERS
    ):
        return None
    end = _run(text, past + 1, known, taken, strong=False)
    done = end >= len(tokens) or end in taken or not _is_word(text, end)
    return end if done and end - past - 1 <= _MOST_LAST_NAMES else None
