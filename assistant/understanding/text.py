"""A text made ready to be read: cut, cleaned, folded, and split into words.

Offsets everywhere are into `Text.clean`. Folding maps one character to one character, so a span
found in the folded form is the same span in the clean one. Start reading at `Text`.
"""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 1_600
"""Code points that are read; normalising longer hostile texts takes seconds."""

_INVISIBLE = (
    *range(0x09),
    *range(0x0B, 0x0D),
    *range(0x0E, 0x20),
    *range(0x7F, 0xA0),
    0xAD,
    0x034F,
    0x061C,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),
    0xFEFF,
    *range(0x1F3FB, 0x1F400),
    *range(0xE0000, 0xE0080),
)
"""Controls, zero widths, direction marks, variation selectors, skin tones, tags."""

_CLEANING: dict[int, int | None] = {
    **dict.fromkeys(_INVISIBLE),
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
    0x0D: 0x20,
    0xA0: 0x20,
    0x202F: 0x20,
    0x3000: 0x20,
}

_LOOK_ALIKES = dict(
    zip(
        "абвсеԁһіјкӏмнорԛѕтуԝхАВСЕНІЈКМОРЅТУХαβεικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "abbcedhijklmhopqstywxabcehijkmopstyxabeikvoptuxabezhikmnoptyx",
        strict=True,
    )
)
"""Cyrillic and Greek letters that are drawn like ours: used for keywords only, never for names."""

_FOLDED_RANGES = (
    (0x41, 0x5B),
    (0xAA, 0x250),
    (0x1E00, 0x1F00),
    (0x2460, 0x24EA),
    (0x1D400, 0x1D800),
)
_QUOTES = (0x2018, 0x2019, 0x201B, 0x60, 0xB4, 0x2BC)


def _folded(char: str) -> str:
    """The plain lower-case character for `char`, or `char` itself: always exactly one."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
    plain = plain.lower()
    return plain if len(plain) == 1 else char


_FOLDING: dict[int, str] = {
    code: _folded(chr(code)) for first, past in _FOLDED_RANGES for code in range(first, past)
}
_FOLDING.update({ord(alike): plain for alike, plain in _LOOK_ALIKES.items()})
_FOLDING.update(dict.fromkeys(_QUOTES, "'"))
_FOLDING.update(dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212), "-"))

_TOKEN = re.compile(
    r"[ap]\.\s?m\b\.?"
    r"|2(?:morrow|moro|morow|mrw|day|nite|night)\b"
    r"|b4\b"
    r"|\d+"
    r"|[^\W\d_]+(?:'[^\W\d_]+)*"
    r"|[^\w\s]"
)
_SHORTHAND = {
    "2morrow": "tomorrow",
    "2moro": "tomorrow",
    "2morow": "tomorrow",
    "2mrw": "tomorrow",
    "2day": "today",
    "2nite": "tonight",
    "2night": "tonight",
    "b4": "before",
}
_DOTTED = {"a": "am", "p": "pm"}


def cleaned(text: str) -> tuple[str, bool]:
    """The text without what nobody sees, and whether it was cut.

    At most `LONGEST` code points are read. Lone surrogates become U+FFFD, full-width forms their
    plain ones, accents one character with their letter where there is one.
    """
    was_cut = len(text) > LONGEST
    text = text[:LONGEST]
    if not text.isascii() or not text.isprintable():
        text = text.translate(_CLEANING)
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
    return text, was_cut


@dataclass(frozen=True)
class Text:
    """A clean text and its tokens.

    `tokens` are folded words (apostrophes dropped: "can't" is "cant"), whole numbers, and single
    punctuation marks or symbols; token n spans `starts[n]` to `ends[n]` of `clean`.
    """

    clean: str
    was_cut: bool
    plain: str
    tokens: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    where: tuple[int, ...]
    """Which tokens are words or numbers."""

    @classmethod
    def of(cls, text: str) -> "Text":
        """Read any text whatever; never raises."""
        clean, was_cut = cleaned(text)
        plain = clean.lower() if clean.isascii() else clean.translate(_FOLDING)
        if len(plain) != len(clean):
            plain = clean
        tokens: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for match in _TOKEN.finditer(plain):
            token = match.group()
            is_plain = token.isalnum() and token not in _SHORTHAND
            tokens.append(token if is_plain else _spelling(token))
            starts.append(match.start())
            ends.append(match.end())
        where = tuple(n for n, token in enumerate(tokens) if token[0].isalnum())
        return cls(clean, was_cut, plain, tuple(tokens), tuple(starts), tuple(ends), where)

    @property
    def words(self) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """The tokens that are words or numbers, and where each stands among `tokens`."""
        return tuple(self.tokens[n] for n in self.where), self.where

    def said(self, first: int, past: int) -> str:
        """The clean wording of tokens `first` to `past`, exclusive."""
        return self.clean[self.starts[first] : self.ends[past - 1]] if past > first else ""


def _spelling(token: str) -> str:
    """One spelling for what is written in several: "a.m." is "am", "can't" is "cant"."""
    if token in _SHORTHAND:
        return _SHORTHAND[token]
    if "." in token and len(token) > 1:
        return _DOTTED[token[0]]
    if token.endswith(("day's", "tomorrow's")):
        return token[:-2]
    return token.replace("'", "") if len(token) > 1 else token


def fold(words: str) -> str:
    """The plain form of a name or keyword, as it is matched."""
    return words.lower() if words.isascii() else words.translate(_FOLDING)
