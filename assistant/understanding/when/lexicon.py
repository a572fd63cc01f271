"""The calendar words of one language, ready for look-up, with the other language behind them.

People mix: a Spanish text may say "Friday". A word that means something in both languages
("once", "mar", "second") is read in the language of the text.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType

from assistant.domain.facts import Lang, PartOfDay
from assistant.understanding.words import calendar_en, calendar_es
from assistant.understanding.words.feasts import FIXED, FROM_EASTER, NTH

Sequences = dict[str, tuple[tuple[str, ...], ...]]
"""First word -> whole sequences, longest first."""

_ENGLISH_WORDS = frozenset(
    {
        "once",
        "mar",
        "set",
        "un",
        "mi",
        "do",
        "a",
        "e",
        "mart",
        "sec",
        "as",
        "ago",
        "dom",
        "vie",
        "mie",
        "ene",
        "sa",
        "dic",
        "jue",
    }
)
"""Spanish calendar words that an English text uses for something else."""


@dataclass(frozen=True)
class Lexicon:
    """What each word may be. Keys are folded words; values as the name says."""

    lang: Lang
    weekdays: dict[str, int]
    short_weekdays: dict[str, int]
    """Two letters: a weekday only where the text is nothing else."""
    every_weekday: frozenset[str]
    months: dict[str, int]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    ordinal_endings: frozenset[str]
    parts: dict[str, PartOfDay]
    units: dict[str, str]
    away: Sequences
    offsets: dict[tuple[str, ...], int]
    after: Sequences
    before: Sequences
    or_after: Sequences
    or_before: Sequences
    from_now: Sequences
    words_too: frozenset[str]
    at: frozenset[str]
    since: frozenset[str]
    to: frozenset[str]
    this: frozenset[str]
    next: frozenset[str]
    last: frozenset[str]
    within: frozenset[str]
    every: frozenset[str]
    fillers: frozenset[str]
    links: frozenset[str]
    inclusive: frozenset[str]
    not_hours: frozenset[str]
    starters: frozenset[str]
    """Words at which a mention can begin; all others are passed over."""
    little: frozenset[str]
    """Fillers that are no unit."""
    openers: frozenset[str]
    """Those of them that only open one, and stand in most texts for something else."""


def _inverted(table: Mapping[int, str]) -> dict[str, int]:
    return {word: number for number, words in table.items() for word in words.split()}


def _sequences(own: Iterable[tuple[str, ...]], other: Iterable[tuple[str, ...]]) -> Sequences:
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in (*own, *other):
        if words not in found.setdefault(words[0], []):
            found[words[0]].append(words)
    return {key: tuple(sorted(lists, key=len, reverse=True)) for key, lists in found.items()}


def _parts(own: ModuleType, other: ModuleType) -> dict[str, PartOfDay]:
    tables: tuple[dict[PartOfDay, str], ...] = (other.PARTS, own.PARTS)
    return {
        word: part for table in tables for part, words in table.items() for word in words.split()
    }


def _units(own: ModuleType, other: ModuleType) -> dict[str, str]:
    tables: tuple[dict[str, str], ...] = (other.UNITS, own.UNITS)
    return {
        word: unit for table in tables for unit, words in table.items() for word in words.split()
    }


def _built(lang: Lang, own: ModuleType, other: ModuleType) -> Lexicon:
    foreign = _ENGLISH_WORDS if lang is Lang.EN else frozenset[str]()

    def merged(name: str) -> dict[str, int]:
        behind = _inverted(getattr(other, name))
        return {w: n for w, n in behind.items() if w not in foreign} | _inverted(getattr(own, name))

    def words(name: str) -> frozenset[str]:
        behind: frozenset[str] = getattr(other, name)
        return getattr(own, name) | (behind - foreign)

    def sequences(name: str) -> Sequences:
        return _sequences(getattr(own, name), getattr(other, name))

    offsets: dict[tuple[str, ...], int] = {**other.DAYS_AWAY, **own.DAYS_AWAY}
    weekdays, months = merged("WEEKDAYS"), merged("MONTHS")
    numbers, ordinals = merged("NUMBERS"), merged("ORDINALS")
    short = _inverted(own.SHORT_WEEKDAYS)
    away = _sequences(own.DAYS_AWAY, other.DAYS_AWAY)
    starters = {
        *weekdays, *months, *numbers, *ordinals, *_parts(own, other), *_units(own, other), *away, *words("THIS"), *words("NEXT"),
        *words("LAST"), *words("EVERY"), *words("IN"), *_OTHER_STARTERS, *short,
    }  # fmt: skip
    return Lexicon(
        lang=lang,
        weekdays=weekdays,
        short_weekdays=short,
        every_weekday=frozenset((own.EVERY_WEEKDAY + " " + other.EVERY_WEEKDAY).split()),
        months=months,
        numbers=numbers,
        ordinals=ordinals,
        ordinal_endings=words("ORDINAL_ENDINGS"),
        parts=_parts(own, other),
        units=_units(own, other),
        away=away,
        offsets=offsets,
        after=sequences("AFTER"),
        before=sequences("BEFORE"),
        or_after=sequences("OR_AFTER"),
        or_before=sequences("OR_BEFORE"),
        from_now=sequences("FROM_NOW"),
        words_too=own.WORDS_TOO,
        at=words("AT"),
        since=words("FROM"),
        to=own.TO | {"-"},
        this=words("THIS"),
        next=words("NEXT"),
        last=words("LAST"),
        within=words("IN"),
        every=words("EVERY"),
        fillers=words("FILLERS"),
        links=words("LINKS"),
        inclusive=words("INCLUSIVE"),
        not_hours=words("NOT_HOURS"),
        starters=frozenset(starters),
        little=words("FILLERS") - _units(own, other).keys(),
        openers=_OPENERS - frozenset(numbers),
    )


_OTHER_STARTERS = (
    "noon", "midnight", "mediodia", "medianoche", "midday", "mid", "noontime", "noonish", "am", "pm", "medio", "media", "half",
    "quarter", "tonight", "weekend", "weekday", "weekdays", "weekends", "a", "an", "couple", "few",
    "dentro", "fin", "finde", "fines", "end", "later", "rest", "resto", "beginning", "start", "early",
    "late", "middle", "remainder", "remaining", "upcoming", "coming", "principios", "comienzos", "inicio",
    "inicios", "finales", "mediados", "entre", "final", "daily", "weekly", "monthly", "yearly", "annually",
    "quarterly", "biweekly", "bi", "fortnightly", "nightly", "everyday", "once", "twice", "thrice", "semanal",
    "semanalmente", "mensualmente", "anualmente", "quincenal", "trimestral", "diario", "diariamente",
    "manana", "cuarto", "de", "for", "over", "during", "within", "por", "durante", "para", "throughout", "+",
    "un", "now", "ahora", "after", "before", "despues", "antes", "otra", "unos", "unas", *(name.split()[0] for name in (*FIXED, *NTH, *FROM_EASTER)),
)  # fmt: skip

_OPENERS = frozenset(
    {"a", "an", "de", "for", "over", "during", "within", "por", "durante", "para", "in", "en", "after",
     "before", "despues", "antes", "throughout", "each", "any", "este", "esta", "this", "now", "ahora", "end", "late",
     "early", "start", "later", "once", "fin"}
)  # fmt: skip

LEXICONS = {
    Lang.EN: _built(Lang.EN, calendar_en, calendar_es),
    Lang.ES: _built(Lang.ES, calendar_es, calendar_en),
}


def sequence_at(table: Sequences, tokens: tuple[str, ...], at: int) -> int:
    """How many tokens the longest listed sequence at `at` takes; 0 for none."""
    for words in table.get(tokens[at], ()):
        if tokens[at : at + len(words)] == words:
            return len(words)
    return 0


def sequence_before(table: Sequences, tokens: tuple[str, ...], past: int) -> int:
    """How many tokens the longest listed sequence that ends before `past` takes; 0 for none."""
    for length in (4, 3, 2, 1):
        start = past - length
        if start >= 0 and tokens[start:past] in table.get(tokens[start], ()):
            return length
    return 0
