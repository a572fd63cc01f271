"""All phrase tables as one: what each phrase says."""

import gc
from dataclasses import dataclass

from assistant.domain.facts import FactKind, Lang
from assistant.understanding.phrases import Hit, Phrases
from assistant.understanding.words import (
    about_en,
    about_es,
    answers_en,
    answers_es,
    matters_en,
    matters_es,
    safety_en,
    safety_es,
    wants_en,
    wants_es,
)
from assistant.understanding.words.table import Table


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """What a phrase says. No kind: it says nothing, and hides what lies inside it."""

    kind: FactKind | None
    value: str
    lang: Lang


MeaningHit = Hit[Meaning]

_ENGLISH: Table = (
    *safety_en.NOTHING,
    *safety_en.SCREENS,
    *safety_en.OPT_OUT_PHRASES,
    *matters_en.PEOPLE,
    *matters_en.TOPICS,
    *answers_en.ANSWERS,
    *wants_en.WANTS,
    *wants_en.INFO,
    *about_en.ABOUT,
)
_SPANISH: Table = (
    *safety_es.NOTHING,
    *safety_es.SCREENS,
    *safety_es.OPT_OUT_PHRASES,
    *matters_es.PEOPLE,
    *matters_es.TOPICS,
    *answers_es.ANSWERS,
    *wants_es.WANTS,
    *wants_es.INFO,
    *about_es.ABOUT,
)


def _patterns(table: Table, lang: Lang) -> list[tuple[str, Meaning]]:
    return [
        (line, meaning)
        for kind, value, lines in table
        for meaning in (Meaning(kind, value, lang),)
        for line in lines.strip().splitlines()
    ]


def _built() -> Phrases[Meaning]:
    """The phrases of both languages.

    The collector rests meanwhile: it would walk them again and again in vain, as all of them stay,
    and take as long as the building.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        return Phrases(_patterns(_ENGLISH, Lang.EN) + _patterns(_SPANISH, Lang.ES))
    finally:
        if was_on:
            gc.enable()


PHRASES: Phrases[Meaning] = _built()
"""Every phrase of both languages."""
