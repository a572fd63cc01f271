"""An insurer that the practice does not list, asked about by a name that is widely known: "do you take Kaiser"."""

from assistant.domain.facts import Fact, FactKind
from assistant.understanding.text import Text
from assistant.understanding.words.payers import INITIALS, PAYERS

_LONGEST = 3
_NAMES = frozenset(tuple(name.split()) for name in PAYERS)
_ARTICLES = frozenset({"the", "my", "el", "la", "mi", "any"})


def payer_asked(text: Text, at: int) -> Fact | None:
    """The insurer that is named by the words from `at`, with capitals; the longest name counts."""
    words, where = text.words
    at += words[at : at + 1] != () and words[at] in _ARTICLES
    for length in range(_LONGEST, 0, -1):
        name = words[at : at + length]
        if name in _NAMES:
            start, past = text.starts[where[at]], text.ends[where[at + len(name) - 1]]
            said = text.clean[start:past]
            return Fact(
                FactKind.INSURER, start, past, value=_shown(said) if said.islower() else said
            )
    return None


def _shown(name: str) -> str:
    return " ".join(
        word.upper() if word in INITIALS else word.capitalize() for word in name.split()
    )
