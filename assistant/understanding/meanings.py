"""All phrase tables as one, and the words they are made of."""

from dataclasses import dataclass

from assistant.domain.facts import FactKind, Lang
from assistant.understanding.phrases import Hit, Phrases
from assistant.understanding.words import phrases_en, phrases_es
from assistant.understanding.words.phrases_en import Table


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase says. No kind: it says nothing, and hides what lies inside it."""

    kind: FactKind | None
    value: str
    lang: Lang


MeaningHit = Hit[Meaning]


def _patterns(table: Table, lang: Lang) -> list[tuple[str, Meaning]]:
    return [
        (line, Meaning(kind, value, lang))
        for kind, value, lines in table
        for line in lines.strip().splitlines()
    ]


PHRASES: Phrases[Meaning] = Phrases(
    _patterns(phrases_en.EVERYTHING, Lang.EN) + _patterns(phrases_es.EVERYTHING, Lang.ES)
)
"""Every phrase of both languages."""
