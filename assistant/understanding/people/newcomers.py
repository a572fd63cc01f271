"""Short answers to "Have you been here before?": "new", "yes first time", "no es mi primera vez"."""

from assistant.domain.facts import Asked, Fact, FactKind
from assistant.understanding.text import Text
from assistant.understanding.words import listed

_NEW = (
    ("first", "time"),
    ("first", "timer"),
    ("primera", "vez"),
    ("new",),
    ("newbie",),
    ("nuevo",),
    ("nueva",),
)
_BESIDE = listed("""
    yes yeah yep yea yup y ya ok sure si claro it its it's is this thats that im i am we are were my our the a
    brand totally completely very here there patient please pls thanks hi hello soy somos es esta mi la por favor
    gracias sera paciente guess think will be would for me us
    """)
_NOT = listed("no not nope isnt nunca")


def newcomer_fact(text: Text, asked: Asked) -> Fact | None:
    """New or known, if a short text says so where that is asked; "not new" is known.

    "No, first time" says both, and is taken for what was said last: new.
    """
    if FactKind.NEW_PATIENT not in asked.expects:
        return None
    words, where = text.words
    for new in _NEW:
        for at in range(len(words) - len(new) + 1):
            past = at + len(new)
            beside = (*words[:at], *words[past:])
            if words[at:past] != new or not all(word in _BESIDE | _NOT for word in beside):
                continue
            kind = FactKind.KNOWN_PATIENT if _is_denied(text, where[at]) else FactKind.NEW_PATIENT
            return Fact(kind, text.starts[where[at]], text.ends[where[past - 1]])
    return None


def _is_denied(text: Text, at: int) -> bool:
    """Does "not" stand before it, with no mark and no answer between ("no, first time")?"""
    before = text.tokens[max(at - 4, 0) : at]
    denied = [n for n, token in enumerate(before) if token in _NOT]
    if not denied:
        return False
    between = before[denied[-1] + 1 :]
    alone = before[denied[-1]] in {"no", "nope"} and not between
    return not alone and all(token.isalnum() for token in between)
