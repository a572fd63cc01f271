"""What must be heard before anything else: opt-out, opt-in and help words; typos in danger words."""

import re

from rapidfuzz.distance import OSA

from assistant.domain.facts import Fact, FactKind
from assistant.understanding.text import Text

_OTHER_OPT_OUT = frozenset(
    {"ALTO", "PARE", "PARAR", "BAJA", "NO MAS", "ARRET", "ARRETE", "ARRETEZ", "REMOVE", "OPT OUT", "OPTOUT",
     "OPT-OUT", "STOP ALL", "STOPALL", "STOP", "UNSUBSCRIBE", "DESUSCRIBIR"}
)  # fmt: skip
"""Meant as STOP on every line, whatever its provider does by itself."""
_ONLY_WITH = {"CANCELAR": "CANCEL"}
_VISIT_WORDS = frozenset({"CANCEL", "CANCELAR"})
"""With "please" they mean the visit: no carrier takes "please cancel" for STOP."""
_LEAVES_LAST = re.compile(r"[,.;!\u2026]\s*(?:stop|unsubscribe)\W*$")
_SLIPS = frozenset(
    {
        "STPO",
        "STAHP",
        "STAP",
        "SOTP",
        "TSOP",
        "STP",
        "SSTOP",
        "STTOP",
        "STOPO",
        "STOPS",
        "SOP",
        "STPP",
        "STOPN",
    }
)
_LONG_WORD = "UNSUBSCRIBE"
_MOST_SLIPS = 2
_SIGNS = frozenset({"\U0001f6d1", "\U0001f6ab\U0001f4f1", "\u26d4"})
"""Stop signs that say it without a word."""
_LEAVES_FIRST = re.compile(r"^\W*(?:stop|unsubscribe|alto|opt ?out)\s*[.,;!\u2026-]+\s*\w")
_REPEATED = re.compile(r"(\w)\1{2,}")
_OPT_IN = frozenset({"START", "UNSTOP", "INICIO"})
_HELP = frozenset({"HELP", "INFO", "AYUDA"})
_POLITE = re.compile(r"\b(?:please|pls|plz|por favor|porfavor|porfa)\b")
_NOT_WORD = re.compile(r"[\W_]+")
_LONGEST_KEYWORD = 40


def keyword_fact(text: Text, opt_out_words: tuple[str, ...]) -> Fact | None:
    """The opt-out, opt-in or help word that the whole text is, if it is one.

    Punctuation, quotes, emoji and "please" do not count; a stop sign alone says STOP.
    """
    if len(text.plain) > _LONGEST_KEYWORD * 4 or not text.tokens:
        return None
    plain = _spelt(_NOT_WORD.sub(" ", _POLITE.sub(" ", text.plain)).strip().upper())
    if not plain and not _SIGNS.isdisjoint(text.tokens):
        plain = "STOP"
    if len(plain) > _LONGEST_KEYWORD:
        return None
    kind = _kind_of(plain, opt_out_words, is_polite=_POLITE.search(text.plain) is not None)
    if kind is None:
        return None
    value = "word" if kind is FactKind.OPT_OUT else ""
    return Fact(kind, text.starts[0], text.ends[-1], value=value, word=plain)


def _kind_of(plain: str, opt_out_words: tuple[str, ...], *, is_polite: bool) -> FactKind | None:
    if _is_opt_out(plain, opt_out_words) and not (plain in _VISIT_WORDS and is_polite):
        return FactKind.OPT_OUT
    return FactKind.OPT_IN if plain in _OPT_IN else FactKind.HELP if plain in _HELP else None


def leaving_fact(text: Text) -> Fact | None:
    """STOP and the like at the head or the end of a longer text: "Stop, I go elsewhere now"."""
    match = _LEAVES_FIRST.match(text.plain) or _LEAVES_LAST.search(text.plain)
    if match is None:
        return None
    start = text.starts[0] if match.start() == 0 else match.start() + 1
    return Fact(FactKind.OPT_OUT, start, match.end(), value="phrase", word="stop")


def _spelt(plain: str) -> str:
    """One word for what is drawn out, spelt out, said twice, or misspelt: "s.t.o.p", "Stop stop"."""
    words = plain.split()
    if len(words) > 1 and all(len(word) == 1 and word.isalpha() for word in words):
        words = ["".join(words)]
    words = list(dict.fromkeys(words)) if len(set(words)) == 1 else words
    plain = " ".join(words)
    if len(words) == 1:
        plain = _REPEATED.sub(r"\1", plain)
    if plain in _SLIPS:
        return "STOP"
    if (
        plain[:2] == "UN"
        and OSA.distance(plain, _LONG_WORD, score_cutoff=_MOST_SLIPS) <= _MOST_SLIPS
    ):
        return _LONG_WORD
    return plain


def _is_opt_out(plain: str, words: tuple[str, ...]) -> bool:
    needed = _ONLY_WITH.get(plain)
    if needed is not None:
        return needed in words
    if plain == "CANCEL":
        return plain in words
    return plain in words or plain in _OTHER_OPT_OUT or plain.replace(" ", "-") in words
