"""What must be heard before anything else: opt-out, opt-in and help words; typos in danger words."""

import re

from assistant.domain.facts import Fact, FactKind
from assistant.understanding.text import Text

_OTHER_OPT_OUT = frozenset(
    {"ALTO", "PARE", "PARAR", "BAJA", "NO MAS", "ARRET", "ARRETE", "ARRETEZ", "REMOVE", "OPT OUT", "OPTOUT",
     "OPT-OUT", "STOP ALL", "STOPALL", "STOP", "UNSUBSCRIBE", "DESUSCRIBIR"}
)  # fmt: skip
"""Meant as STOP on every line, whatever its provider does by itself."""
_ONLY_WITH = {"CANCELAR": "CANCEL"}
_OPT_IN = frozenset({"START", "UNSTOP", "INICIO"})
_HELP = frozenset({"HELP", "INFO", "AYUDA"})
_POLITE = re.compile(r"\b(?:please|pls|plz|por favor|porfavor|porfa)\b")
_NOT_WORD = re.compile(r"[\W_]+")
_LONGEST_KEYWORD = 40


def keyword_fact(text: Text, opt_out_words: tuple[str, ...]) -> Fact | None:
    """The opt-out, opt-in or help word that the whole text is, if it is one.

    Punctuation, quotes, emoji and "please" do not count.
    """
    if len(text.plain) > _LONGEST_KEYWORD * 4 or not text.tokens:
        return None
    plain = _NOT_WORD.sub(" ", _POLITE.sub(" ", text.plain)).strip().upper()
    if not plain or len(plain) > _LONGEST_KEYWORD:
        return None
    start, end = text.starts[0], text.ends[-1]
    if _is_opt_out(plain, opt_out_words):
        return Fact(FactKind.OPT_OUT, start, end, value="word", word=plain)
    if plain in _OPT_IN:
        return Fact(FactKind.OPT_IN, start, end, word=plain)
    if plain in _HELP:
        return Fact(FactKind.HELP, start, end, word=plain)
    return None


def _is_opt_out(plain: str, words: tuple[str, ...]) -> bool:
    needed = _ONLY_WITH.get(plain)
    if needed is not None:
        return needed in words
    if plain == "CANCEL":
        return plain in words
    return plain in words or plain in _OTHER_OPT_OUT or plain.replace(" ", "-") in words
