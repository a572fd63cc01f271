"""One slip of the finger in a word that matters: "wensday", "appointmnt", "tommorow", "mrzo".

A closed list of words is mended, only by one edit behind the first letter, and never a word that is
in use itself. In words of five letters a letter may be missing, doubled, swapped with the next or the
key beside it, not any other one: too many short words differ in one letter.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from assistant.domain.facts import Lang
from assistant.understanding.words import listed
from assistant.understanding.words.misspelt import BEFORE_A_DAY, DELETED_ACCENTS, REAL_WORDS

_SHORTEST, _LONGEST = 5, 18
"""Letters of the words that are mended."""
_ANY_EDIT = 6
"""Letters from which on one letter may be another."""
_WORDS: Mapping[Lang, frozenset[str]] = {
    Lang.EN: listed("""
        monday tuesday wednesday thursday friday saturday sunday tomorrow tonight morning afternoon evening
        mondays tuesdays wednesdays thursdays fridays saturdays sundays mornings afternoons evenings weekdays
        january february march april august september october november december weekend weekends weekday
        midnight midday quarter oclock today yesterday night nights lunch lunchtime noon
        three seven eight eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty
        thirty forty fifty first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
        thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth
        minute minutes hours weeks month months years fortnight couple after before until through during
        within between around about every later earlier coming following upcoming current previous starting
        anytime sometime since hence
        appointment appointments cancel reschedule confirm schedule insurance address parking receptionist
        representative prescription unsubscribe breathe suicide suicidal stroke bleeding overdose seizure
        unconscious ambulance emergency anybody anyone doctor sooner please english spanish referral results
        records billing location person someone available thousand checkup physical vaccine
        """),
    Lang.ES: listed("""
        lunes martes miercoles jueves viernes sabado sabados domingo domingos manana mananas tarde tardes
        noche noches mediodia medianoche madrugada pasado ayer enero febrero marzo abril junio julio agosto
        septiembre octubre noviembre diciembre semana semanas meses minuto minutos horas siguiente
        siguientes proximo proxima proximos proximas ultimo ultima cuatro cinco siete nueve trece catorce
        quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro
        veinticinco veintiseis veintisiete veintiocho veintinueve treinta cuarenta cincuenta primero primer
        primera segunda tercera media cuarto menos punto hasta desde entre antes despues partir adelante
        temprano viene todos todas
        cancelar confirmar reprogramar agendar direccion estacionamiento emergencia respirar ambulancia
        suicidarme persona gracias espanol ninguna ninguno cualquier cualquiera quisiera necesito horario
        """),
}


_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {key: row[max(at - 1, 0) : at + 2] for row in _KEYS for at, key in enumerate(row)}
"""Letters that lie beside each on a keyboard's row."""


def _deletions(word: str) -> Iterable[str]:
    return (word[:n] + word[n + 1 :] for n in range(1, len(word)))


def _indexed(words: frozenset[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(words):
        for form in (word, *_deletions(word)):
            if len(word) >= _SHORTEST and word not in found.get(form, ()):
                found[form] = (*found.get(form, ()), word)
    return found


_INDEX = {lang: _indexed(words) for lang, words in _WORDS.items()}
_OTHER = {Lang.EN: Lang.ES, Lang.ES: Lang.EN}


def mended(words: Sequence[str], known: frozenset[str], lang: Lang) -> tuple[str, ...]:
    """The words, each slip set right where exactly one important word is one edit away.

    Args:
        words: folded.
        known: words that are right as they stand.
        lang: words of this language are tried first, those of the other one then.
    """
    if lang is Lang.ES and not DELETED_ACCENTS.keys().isdisjoint(words):
        words = _with_accents(words)
    return tuple(
        word
        if len(word) < _SHORTEST - 1 or word in known or not word.isalpha()
        else _mended(word, lang)
        for word in words
    )


def _with_accents(words: Sequence[str]) -> tuple[str, ...]:
    """The short words that a phone robbed of a letter; "da" gives where no article stands before."""
    return tuple(
        DELETED_ACCENTS.get(word, word)
        if word[:2] != "da" or (n and (words[n - 1] in BEFORE_A_DAY or words[n - 1].isdigit()))
        else word
        for n, word in enumerate(words)
    )


@lru_cache(maxsize=4096)
def _mended(word: str, lang: Lang) -> str:
    if word in REAL_WORDS[lang] or len(word) > _LONGEST:
        return word
    return _nearest(word, lang) or _nearest(word, _OTHER[lang]) or word


def _nearest(word: str, lang: Lang) -> str:
    """The only important word of that language that is one slip away, or ""."""
    index = _INDEX[lang]
    near = {target for form in (word, *_deletions(word)) for target in index.get(form, ())}
    close = [target for target in sorted(near) if _is_slip(word, target)]
    if len(close) > 1:
        close = [target for target in close if len(target) != len(word)] or close
    return close[0] if len(close) == 1 else ""


def _is_slip(word: str, target: str) -> bool:
    if word[0] != target[0] or OSA.distance(word, target, score_cutoff=1) > 1:
        return False
    if len(target) >= _ANY_EDIT or len(word) != len(target) or sorted(word) == sorted(target):
        return True
    wrong = next((pair for pair in zip(word, target, strict=True) if pair[0] != pair[1]), ("", ""))
    return wrong[0] in _BESIDE.get(wrong[1], "")
