"""Words that look like slips of important ones and are none, by language."""

from collections.abc import Mapping

from assistant.domain.facts import Lang
from assistant.understanding.words import listed

_BOTH = listed("""
    match lines threw layer lynch niche pinto memos nieve
    augusto augustin octavia octavio marcia marcie marcy mariana sven quincy
        address addressed agenda anyones august augusta bearings beating bleedin booking breading
        breathed breather cancela cancele canceled canceler canceling cancelled cancelo cancels cancer
        candle confirma confirme confirmed confirms counsel dancer direcciones doctors domingos earlies
        evens event fridays horaria horarios localion locate location locations manana manzana marching
        mañanas mondays montana morning mourning necesita octavo personal personas personnel persons
        physicals pleased pleases primero primeros proximas proximos quarters record recorder releases
        report reported resulted results saturdays schedules segundo semanal semanas siguientes sinner
        someones sooners spooner stoke stoked stokes strike stroked stroller sundae sundays tercero
        thursdays tomorrows tuesdays vaccinated vaccines vocation warning wednesdays weekends wills
    """)
REAL_WORDS: Mapping[Lang, frozenset[str]] = {
    Lang.EN: _BOTH
    | listed("""
        abound agendas ambulances ante ants billings blending breathes breaths breeding coding combing
        conform coping coupe coupled couples currents daring direction domino eighty emergence enter
        entire fifths fist fort forth hast horatio junior juno launch marc medial median
        medias medina mens mess messes midway moaning mont mouths niches packing parting pearson pierson
        pleas precious prime primed proximal punt quartet quincy representatives seconds sevens seventy
        severn sine staring starling starring startling starving stating steven stoner suicides sven
        tardis tent thirds thirsty thorough thousands threes trade trades tree vine
        """),
    Lang.ES: _BOTH
    | listed("""
        abri adelanta adelanto agendas ambulancias ambulante ante augusto carcel cinico comino confirman
        conformar cuadro cuartos cuarzo desden dominio dominios domino elevan ente entere entero entren
        entres espanola espanyol estacionamientos fort frida horacio hordas jueces junior locacion
        manada manzanas marc marcha marche marcho mazo mediar medias medida medina
        meno mont montes montos necesite pagado parado parir partio pasados pasando perdona peron pesado
        pisado prescripcion previos prime primeras projimo puno puntos puto quisieran quisieras recorde
        recordo representativa representativo resulta resulte resulto sabido sacado sacados salado
        seguida segundas steven suicidas temprana terceras ternera trade ultimas ultimos util vente
        vienen vine
        """),
}
"""Words of a language that lie one slip away from an important one."""

DELETED_ACCENTS = {
    "da": "dia", "das": "dias", "ms": "mas", "ao": "ano", "aos": "anos", "sb": "sab",
}  # fmt: skip
"""What is left of short Spanish words when a phone drops the letters that have an accent."""

BEFORE_A_DAY = listed("""
    el al del cada un este ese otro todo los estos unos todos buenos pocos un dos tres cuatro cinco seis
    siete ocho nueve diez quince cuantos proximos siguientes varios
    """)
"""After these "da" and "das" are the day and days, not what somebody gives."""
