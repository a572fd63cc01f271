"""Which language a text is in, judged by its small words; None when it does not tell."""

from collections.abc import Sequence

from assistant.domain.facts import Lang
from assistant.understanding.words import listed

_ENGLISH = listed("""
    the a an is are am was were be been i im id ill ive you your youre my me we our he she his her they
    it its this that these those there here and or but not dont cant wont didnt doesnt isnt do does did
    have has had can could would should will may might what when where who why how which to of in on at
    for with from by about as if so then than too also just only please pls thanks thank yes yeah yep
    need want like get make see come call help hello hi hey good morning afternoon evening night today
    tomorrow monday tuesday wednesday thursday friday saturday sunday week next last day days time
    times appointment appt book schedule reschedule doctor office open close new patient any some
    anytime later earlier first second third one two three four five six seven eight nine ten sure
    okay great sounds works between after before until know let lets going back wrong right name
    insurance where's sooner soon english human person someone anyone nothing none either half past
    yesterday noon months worst service ever info yes_ reschedule cancel_ booking clinic daughter son been
    confirm still tell find move change running late visit stop chest pain
    """)
_SPANISH = listed("""
    el la los las un una unos unas y o pero de del al en con por para sin que quien cual cuando donde
    como cuanto es son soy eres esta estan estoy estaba fue ser hay tengo tiene tienen tenemos yo tu
    usted ustedes ella ellos nosotros mi mis su sus me te se nos le lo les este esto esos esas ese eso
    esa aqui ahi alli si tambien muy mas menos ya no_ puede puedo pueden podria quiero quisiera
    necesito gustaria deseo hacer ir ver favor porfa porfavor gracias hola buenos buenas dias tardes
    noches manana hoy ayer pasado lunes martes miercoles jueves viernes sabado domingo semana proxima
    proximo mes dia hora horas cita citas doctor_ doctora doctores medico oficina abierto nuevo nueva
    paciente cualquier tarde temprano primera segunda tercera ultimo ultima uno dos tres cuatro cinco
    seis siete ocho nueve diez once doce claro vale dale bueno perfecto_ ninguna ninguno otra otro
    entre antes despues hasta desde saber nombre llamo nacido nacida seguro hijo hija espanol hablo
    hablar habla ayuda alto pare baja cancelar cambiar confirmo estare voy vamos abren cierran dolor
    pecho persona enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre
    diciembre noche sirve media cuarto alguien atras olvidalo agendar reservar pues orale ok_ mediodia
    """)
_BOTH = frozenset({"no", "a", "me", "doctor", "ok", "perfecto", "dental"})
_TOO_SHORT = listed("""
    s y n k x si sii no nop ok okay okey oki ya va sale vale dale claro bueno listo perfecto gracias thanks ty thx
    yes yep yeah sure
    """)
"""Answers that people give in any language: alone they do not change the one that is spoken."""
_MARKS = frozenset("ñ¿¡")
_ACCENTS = frozenset("áéíóúü")


def language_of(words: Sequence[str], clean: str) -> Lang | None:
    """The language with more of the telling words; Spanish letters count as words."""
    english = spanish = 0
    if all(word in _TOO_SHORT for word in words):
        return None
    for word in words:
        english += word in _ENGLISH and word not in _BOTH
        spanish += word in _SPANISH and word not in _BOTH
    if not clean.isascii():
        lower = clean.lower()
        spanish += 2 * any(mark in lower for mark in _MARKS)
        if english <= spanish:
            spanish += bool(spanish) and any(mark in lower for mark in _ACCENTS)
    if english == spanish:
        return None
    return Lang.EN if english > spanish else Lang.ES


TELLING = _ENGLISH | _SPANISH
"""All words by which a language is told."""
