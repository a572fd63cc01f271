"""One slip of the finger in a word that matters: "wensday", "appointmnt", "tommorow".

Only words of six letters and more are mended, only by one edit, and never a word that is in use
itself.
"""

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import OSA

from assistant.understanding.words import listed

_SHORTEST, _LONGEST = 6, 18
_WORTH_MENDING = listed("""
    monday tuesday wednesday thursday friday saturday sunday tomorrow tonight morning afternoon evening
    january february august september october november december weekend midnight quarter thirty
    appointment appointments cancel reschedule confirm schedule insurance address parking receptionist
    representative prescription unsubscribe breathe suicide suicidal stroke bleeding overdose seizure
    unconscious ambulance emergency anybody anytime anyone doctor earlier sooner between please
    yesterday afternoons mornings evenings english spanish referral results records billing location
    person someone available thousand checkup physical vaccine
    miercoles viernes domingo manana mediodia proxima proximo semana febrero octubre
    septiembre noviembre diciembre cancelar confirmar reprogramar agendar direccion estacionamiento
    emergencia respirar ambulancia suicidarme persona gracias espanol temprano ninguna ninguno
    cualquier cualquiera despues siguiente primera segunda tercera quisiera necesito horario
    """)
_REAL_WORDS = listed("""
    stoke stroked strike stoked stokes breathed breather canceled cancels cancelled doctors results resulted
    sooners address addressed persons personal morning mourning warning booking weekends evens event
    someones schedules confirms confirmed august augusta octavo marching physicals tomorrows mondays
    tuesdays wednesdays thursdays fridays saturdays sundays sundae manana mañanas semanas personas
    cancelo cancela cancele confirma confirme agenda vaccines vaccinated primero segundo tercero
    canceling canceler stroller counsel candle cancer cancels dancer sinner spooner pleased
    pleases releases earlies record personnel quarters bearings anyones beating breading bleedin
    manzana montana domingos proximos proximas siguientes semanal primeros necesita horarios horaria
    direcciones recorder report reported location vocation locations locate localion wills
    """)


def _deletions(word: str) -> Iterable[str]:
    return (word[:n] + word[n + 1 :] for n in range(len(word)))


def _index() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in _WORTH_MENDING:
        for form in (word, *_deletions(word)):
            if word not in found.get(form, ()):
                found[form] = (*found.get(form, ()), word)
    return found


_INDEX = _index()


def mended(words: Sequence[str], known: frozenset[str]) -> tuple[str, ...]:
    """The words, each slip set right where exactly one important word is one edit away."""
    return tuple(
        word if len(word) < _SHORTEST - 1 or word in known or not word.isalpha() else _mended(word)
        for word in words
    )


def _mended(word: str) -> str:
    if word in _REAL_WORDS or len(word) > _LONGEST:
        return word
    forms = (word, *_deletions(word))
    near = {
        target
        for form in forms
        for target in _INDEX.get(form, ())
        if len(target) >= _SHORTEST and target[0] == word[0]
    }
    close = [target for target in sorted(near) if OSA.distance(word, target, score_cutoff=1) <= 1]
    return close[0] if len(close) == 1 else word
