"""Short answers: a thumb, a pick of the options shown, one of several by a part of its name."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from assistant.domain.facts import Asked, Fact, FactKind
from assistant.understanding.text import Text
from assistant.understanding.words import listed

T = TypeVar("T")
_THUMBS = {"👍": FactKind.YES, "👌": FactKind.YES, "✅": FactKind.YES, "✔": FactKind.YES, "🆗": FactKind.YES,
           "👎": FactKind.NO, "❌": FactKind.NO, "🚫": FactKind.NO}  # fmt: skip
_COUNTED = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
}  # fmt: skip
_ORDERED = {
    "first": 1, "1st": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
    "primera": 1, "primero": 1, "primer": 1, "segunda": 2, "segundo": 2, "tercera": 3, "tercero": 3,
    "cuarta": 4, "cuarto": 4, "quinta": 5, "quinto": 5,
}  # fmt: skip
_LONGEST_PICK = 2
_LONGEST_ANSWER = 40
"""Tokens of a text that is only a pick and polite words."""
_LAST = frozenset({"last", "ultima", "ultimo"})
_MIDDLE = frozenset({"middle"})
_LEADS = frozenset(
    {"option", "number", "choice", "slot", "opcion", "numero", "num", "no", "nr", "#"}
)
_FILLERS = listed("""
    the a i id ill want take like lets go with for me one option number please pls plz thanks thank you
    yes yeah yep ok okay sure choose pick prefer is good works great fine would will do it that
    book get give just and el la los las opcion numero quiero prefiero tomo me gusta por favor porfa
    gracias si esa ese bien perfecto sirve quedo con de esta este escojo elijo mejor seria dame deme
    my choice would be um uh hmm well think can have wait oops nah espere
    no nope meant mean sorry actually said not digo quise decir queria referia perdon al
    """)
_ENDINGS = frozenset({"st", "nd", "rd", "th", "a", "o", "ra", "da"})
_ITEM = frozenset({"one", "option", "time", "slot", "choice", "opcion", "hora", "cita"})


def thumbs(text: Text) -> list[Fact]:
    """Thumbs up or down, and the like."""
    if text.clean.isascii():
        return []
    return [
        Fact(_THUMBS[token], text.starts[n], text.ends[n])
        for n, token in enumerate(text.tokens)
        if token in _THUMBS
    ][:1]


def pick(text: Text, asked: Asked) -> tuple[Fact, range] | None:
    """Which of the options shown is meant, and the tokens that say so.

    Polite words may stand around it, and more may follow it: "2, and is there parking?".
    """
    if asked.options <= 0:
        return None
    for at, token in enumerate(text.tokens):
        found = _pick_at(text.tokens, at, token, asked.options)
        if found is not None:
            value, past = found
            return Fact(FactKind.PICK, text.starts[at], text.ends[past - 1], value=value), range(
                at, past
            )
    return None


def counted_visit(text: Text, facts: Sequence[Fact]) -> Fact | None:
    """Which of several visits something is wanted of, by its place among them: "move the second one"."""
    wanted = {fact.value for fact in facts if fact.kind is FactKind.WANT}
    if wanted.isdisjoint({"move", "cancel", "confirm"}):
        return None
    for at, token in enumerate(text.tokens):
        found = _place_at(text.tokens, at, token)
        if found is not None:
            value, past = found
            start, end = text.starts[at], text.ends[past - 1]
            is_other = any(f.start < end and start < f.end and f.kind in _NAMING for f in facts)
            return None if is_other else Fact(FactKind.PICK, start, end, value=value)
    return None


def _place_at(tokens: Sequence[str], at: int, token: str) -> tuple[str, int] | None:
    before, after = tokens[at - 1] if at else "", tokens[at + 1] if at + 1 < len(tokens) else ""
    if token in _ORDERED or token in _LAST:
        named = after in _ONES or not after.isalnum() or after in _AFTER_A_PLACE
        value = "last" if token in _LAST else str(_ORDERED[token])
        is_it = before in _OWN and named
        return (value, at + 1 + (after in _ONES)) if is_it else None
    is_number = token.isascii() and token.isdigit() and 1 <= int(token) <= _MOST_VISITS
    is_last = not any(one.isalnum() for one in tokens[at + 1 :])
    led = before in _LEADS or (is_last and before in _ONES | _CHANGES)
    return (token, at + 1) if is_number and led and (is_last or after in _AFTER_A_PLACE) else None


_NAMING = frozenset({FactKind.WHEN, FactKind.VISIT_TYPE})
_OWN = frozenset({"the", "my", "la", "el", "mi"})
_AFTER_A_PLACE = frozenset({"to", "please", "pls", "a", "al", "para", "por", "and", "y", "instead"})
_CHANGES = frozenset({"cancel", "move", "change", "reschedule", "confirm", "cancelar", "cancela", "cambiar",
                      "cambia", "mover", "confirmar"})  # fmt: skip
_MOST_VISITS = 9


def _pick_at(tokens: Sequence[str], at: int, token: str, options: int) -> tuple[str, int] | None:
    following = tokens[at + 1] if at + 1 < len(tokens) else ""
    if token in _LEADS and (number := _number(following)) and number <= options:
        return str(number), at + 2
    if token in _LAST and _alone(tokens, at, at + 1):
        return "last", at + 1
    if token in _MIDDLE and options % 2 and following in _ITEM:
        return str(options // 2 + 1), at + 2
    if token in _ORDERED:
        is_item = following in _ITEM or following == "1"  # "the second 1"
        past = at + 1 + is_item
        named = is_item or _alone(tokens, at, past)
        return _within(_ORDERED[token], options, past) if named else None
    number = 0 if _is_told_after(tokens, at) else _number(token)
    if not number or number > options:
        return None
    past = at + 2 if following in _ENDINGS | {"\u20e3"} else at + 1
    return (str(number), past) if _alone(tokens, at, past) else None


def _is_told_after(tokens: Sequence[str], at: int) -> bool:
    """Thus: "the one with Dr. Ruiz", which counts nothing."""
    pair = tokens[at : at + 2]
    is_pointed = tokens[at] in _ITEM and at > 0 and tokens[at - 1] in _ARTICLES
    return is_pointed and len(pair) > 1 and pair[1] in _TELLS_WHICH


def _number(token: str) -> int:
    if token.isascii() and token.isdigit() and len(token) <= _LONGEST_PICK:
        return int(token)
    return _COUNTED.get(token, 0)


def _within(number: int, options: int, past: int) -> tuple[str, int] | None:
    return (str(number), past) if number <= options else None


def _alone(tokens: Sequence[str], first: int, past: int) -> bool:
    """Is all before it polite filling, and all after it too, up to where something else begins?"""
    if first > _LONGEST_ANSWER or (first > 0 and tokens[first - 1] in _BEFORE_A_TIME):
        return False
    if not all(_is_filling(token) for token in tokens[:first]):
        return False
    if past < len(tokens) and tokens[past] in _PARTS_OF_A_NUMBER:
        return False
    marked = False
    for at in range(past, len(tokens)):
        token = tokens[at]
        if token in _GOES_ON or (marked and token not in _LINKS):
            return not any(_number(one) for one in tokens[at : at + 2])
        if not _is_filling(token):
            return False
        marked = marked or not token.isalnum()
    return True


def _is_filling(token: str) -> bool:
    return token in _FILLERS or not token.isalnum()


_ARTICLES = frozenset({"the", "that", "this"})
_TELLS_WHICH = frozenset({"with", "at", "on", "in", "for", "about"})
"""After "the one": words that tell which is meant; none counts it."""
_BEFORE_A_TIME = frozenset({"at", "las", "around"})
_PARTS_OF_A_NUMBER = frozenset({":", "/", "-", "\u2013", "%"})
_GOES_ON = listed("but pero and y also tambien with con if because porque")
_LINKS = listed("or o to a am pm")


# --- "the skin one", "the one at Harbor", "la de piel" ---

_ONES = frozenset({"one", "visit", "appointment", "appt", "app", "cita", "visita"})
_POINTERS = frozenset({"with", "at", "in", "for", "on", "about", "de", "del", "con", "en", "para"})
_POINTS = frozenset({"one", "la", "el", "lo", "cita", "visita", "visit", "appointment", "appt"})
_BETWEEN = frozenset({"the", "my", "dr", "dra", "doctor", "doctora", "el", "la", "mi"})
_CHOOSING = frozenset({"one", "la", "el"})
_SHORTEST = 4
"""Letters of a part of a name; shorter words are too common."""


def distinct(names: Iterable[tuple[tuple[str, ...], T]]) -> dict[str, T]:
    """The words that only one thing has in its names, each with that thing.

    Such a word counts only where something points: see `pointed`.
    """
    owners: dict[str, set[T]] = {}
    for words, thing in names:
        for word in words:
            if len(word) >= _SHORTEST and word not in _ORDERED:
                owners.setdefault(word, set()).add(thing)
    return {word: next(iter(things)) for word, things in owners.items() if len(things) == 1}


def pointed(words: Sequence[str], first: int, past: int) -> int | None:
    """The word that says that words `first` to `past` name one of several; None: none does."""
    if past < len(words) and words[past] in _ONES:
        return past
    at = first - 1
    while at > 0 and words[at] in _BETWEEN:
        at -= 1
    if at > 0 and words[at] in _POINTERS and words[at - 1] in _POINTS:
        return at - 1
    return None


def chooses(word: str) -> bool:
    """Does that word stand for one of the options shown, and not for any visit at all?"""
    return word in _CHOOSING
