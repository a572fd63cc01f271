"""A visit for one and another for somebody else: "a checkup for me and one for my son"."""

from dataclasses import replace

from assistant.domain.facts import ALSO, Fact, FactKind
from assistant.understanding.known import ORDINARY
from assistant.understanding.people.relatives import RELATIVES, relative_fact
from assistant.understanding.text import Text

_LINKS = frozenset({"and", "plus", "y", "e", ","})
_ANOTHER = frozenset({"one", "another", "otra", "otro", "una", "uno"})
_VISITS = frozenset({"appointment", "appt", "visit", "checkup", "one", "cita", "consulta", "mas"})
_FOR = frozenset({"for", "para"})
_ME = frozenset({"me", "myself", "mi"})
_OUR = frozenset({"my", "our", "mi", "nuestro", "nuestra"})


def for_two(text: Text, name: Fact | None) -> list[Fact] | None:
    """Who the first and who the second is for, the second marked so; None: nobody is wished a second.

    `name`: the name in the text, if there is one. The first may be left out, as in "I need a
    checkup and one for my son".
    """
    at = _second(text.tokens)
    if at is None:
        return None
    begins = text.starts[at]
    second = name if name is not None and name.start >= begins else _who(text, at)
    if second is None:
        return None
    first = name if name is not second else None
    first = first or _earlier(text, at)
    return [*([first] if first else []), replace(second, word=ALSO)]


def _second(tokens: tuple[str, ...]) -> int | None:
    """The word after "and another one for"."""
    for n, token in enumerate(tokens):
        if token not in _LINKS or tokens[n + 1 : n + 2] == () or tokens[n + 1] not in _ANOTHER:
            continue
        at = n + 2
        while at < len(tokens) and tokens[at] in _VISITS:
            at += 1
        if at + 1 < len(tokens) and tokens[at] in _FOR:
            return at + 1
    return None


def _who(text: Text, at: int) -> Fact | None:
    after = text.tokens[at + 1] if at + 1 < len(text.tokens) else ""
    if text.tokens[at] in _ME and after not in RELATIVES:
        return Fact(FactKind.SELF, text.starts[at], text.ends[at])
    if text.tokens[at] not in _OUR:
        return _named(text, at)
    return (_named(text, at + 2) if after in RELATIVES else None) or relative_fact(text, at)


def _named(text: Text, at: int) -> Fact | None:
    word = text.tokens[at] if at < len(text.tokens) else ""
    if not word.isalpha() or word in ORDINARY:
        return None
    shown = text.clean[text.starts[at] : text.ends[at]]
    return Fact(FactKind.NAME, text.starts[at], text.ends[at], value=shown)


def _earlier(text: Text, at: int) -> Fact | None:
    """Whom the first is for, where that is no name."""
    for n in range(at - 1):
        if text.tokens[n] in _FOR and text.tokens[n + 1] in _ME:
            if text.tokens[n + 2] not in RELATIVES:
                return Fact(FactKind.SELF, text.starts[n + 1], text.ends[n + 1])
            break
    relative = relative_fact(text)
    return relative if relative is not None and relative.start < text.starts[at] else None
