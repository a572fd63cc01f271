"""Short answers: yes, no, a reaction to our message, a pick of the options shown."""

import re
from collections.abc import Sequence

from assistant.domain.facts import Asked, Fact, FactKind
from assistant.understanding.text import Text
from assistant.understanding.words import listed

_REACTION = re.compile(
    r"^\s*(liked|loved|emphasized|disliked|questioned|laughed at|le gusto|no le gusto|le encanto)\s+"
    r"[\u201c\u201d\"'].*[\u201c\u201d\"'.]\s*$",
    re.DOTALL,
)
_REACTIONS_YES = frozenset({"liked", "loved", "le gusto", "le encanto"})
_REACTIONS_NO = frozenset({"disliked", "no le gusto"})
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
_LEADS = frozenset(
    {"option", "number", "choice", "slot", "opcion", "numero", "num", "no", "nr", "#"}
)
_FILLERS = listed("""
    the a i id ill want take like lets go with for me one option number please pls plz thanks thank you
    yes yeah yep ok okay sure choose pick prefer is good works great fine would will do it that
    book get give just and el la los las opcion numero quiero prefiero tomo me gusta por favor porfa
    gracias si esa ese bien perfecto sirve quedo con de esta este escojo elijo mejor seria dame deme
    my choice would be um uh hmm well think can have
    """)
_ENDINGS = frozenset({"st", "nd", "rd", "th", "a", "o", "ra", "da"})
_ITEM = frozenset({"one", "option", "time", "slot", "choice", "opcion", "hora", "cita"})


def reaction(text: Text) -> Fact | None:
    """The phone's own wording of a thumb on our message; it is not the patient's words."""
    match = _REACTION.match(text.plain)
    if match is None:
        return None
    said = match.group(1)
    kind = (
        FactKind.YES if said in _REACTIONS_YES else FactKind.NO if said in _REACTIONS_NO else None
    )
    return Fact(kind, 0, len(text.clean)) if kind else None


def is_reaction(text: Text) -> bool:
    """Is the text a reaction, whichever, to a message of ours that it quotes?"""
    return _REACTION.match(text.plain) is not None


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
    """Which of the options shown is meant, and the tokens that say so."""
    if asked.options <= 0:
        return None
    tokens = text.tokens
    for at, token in enumerate(tokens):
        found = _pick_at(tokens, at, token, asked.options)
        if found is not None:
            value, past = found
            first = at
            return Fact(FactKind.PICK, text.starts[first], text.ends[past - 1], value=value), range(
                first, past
            )
    return None


def _pick_at(tokens: Sequence[str], at: int, token: str, options: int) -> tuple[str, int] | None:
    following = tokens[at + 1] if at + 1 < len(tokens) else ""
    if token in _LEADS and (number := _number(following)) and number <= options:
        return str(number), at + 2
    if token in _LAST and _only_fillers(tokens, at, at + 1):
        return "last", at + 1
    if token in _ORDERED and (following in _ITEM or _only_fillers(tokens, at, at + 1)):
        return _within(_ORDERED[token], options, at + 1 + (following in _ITEM))
    number = _number(token)
    if not number or number > options:
        return None
    past = at + 2 if following in _ENDINGS | {"\u20e3"} else at + 1
    if tokens[at - 1 : at] and tokens[at - 1] in _ITEM and _only_fillers(tokens, at, past):
        return str(number), past
    return (str(number), past) if _only_fillers(tokens, at, past) else None


def _number(token: str) -> int:
    if token.isascii() and token.isdigit() and len(token) <= _LONGEST_PICK:
        return int(token)
    return _COUNTED.get(token, 0)


def _within(number: int, options: int, past: int) -> tuple[str, int] | None:
    return (str(number), past) if number <= options else None


def _only_fillers(tokens: Sequence[str], first: int, past: int) -> bool:
    """Is everything else in the text polite filling?"""
    if len(tokens) > _LONGEST_ANSWER:
        return False
    before_at = first > 0 and tokens[first - 1] in {"at", "las", "around"}
    return (
        not before_at
        and all(
            token in _FILLERS or not token.isalnum() for token in (*tokens[:first], *tokens[past:])
        )
        and not (past < len(tokens) and tokens[past] == ":")
    )
