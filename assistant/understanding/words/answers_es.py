"""Spanish phrases: answers to our questions. Patterns as in `phrases`."""

from assistant.domain.facts import FactKind as K
from assistant.understanding.words.table import Table

ANSWERS: Table = (
    (
        K.YES,
        "",
        """
        ^ (s|ya|va|sale) $
        (si|sii|siii|sip|simon|sis|claro|claro que si|por supuesto|desde luego|dale|vale|de acuerdo|esta bien|ta bien|bueno|okay|ok|okey|asi es|correcto|exacto|exactamente|cierto|seguro|perfecto|excelente|genial|listo|orale|obvio|ajam|aja|andale|efectivamente|afirmativo|muy bien|buenisimo|sin problema|no hay problema|como no|encantado|encantada|perfectamente|fenomenal|estupendo|si por favor|adelante|hagale)
        (me|nos) (sirve|parece|parece bien|queda bien|queda perfecto|funciona|conviene|queda|viene bien|gusta|va bien|late|acomoda|parece perfecto|parece bueno)
        (esa|ese|eso|esta|este) (me sirve|esta bien|esta perfecto|es|funciona|me queda bien|me funciona|es correcto|por favor|me parece bien|mero)
        (reservela|reservalo|reservala|agendela|agendala|agendalo|la tomo|lo tomo|la quiero|me la quedo|tomo esa|tomo ese|quiero esa|quiero ese|confirmela|apartela|apartala|reserve|agendeme|hagamoslo|agendelo|reservelo)
        (suena|se oye|se ve) (bien|perfecto|excelente|genial)
        (es|esta) (correcto|correcta|bien|perfecto)
        """,
    ),
    (
        K.NO,
        "",
        """
        (no|nop|nel|no gracias|para nada|negativo|nunca|de ninguna manera|claro que no|por supuesto que no|ahora no|hoy no|mejor no|todavia no|aun no|tampoco|no por favor|creo que no|nomas)
        (eso|esa|ese|esta|este) no
        no (ese|esa|eso|asi|es correcto|esta bien|esta correcto|es eso|es ese|es esa|quiero|me interesa|de acuerdo)
        no (me|nos) (sirve|funciona|queda|conviene|gusta|parece|queda bien|acomoda|va bien|sirven|funcionan|quedan)
        no (la|lo) (cambie|cambies|cambien|cancele|canceles|cancelen|mueva|muevas|muevan|reserve|agende)
        (incorrecto|incorrecta|equivocado|equivocada|esta mal|es incorrecto|es un error)
        no (puedo|podemos|podria) [en|a] (ese|esa|eso|esos|esas) [dia|hora|horario|dias]
        """,
    ),
    (
        K.NONE_OF_THESE,
        "",
        """
        (ninguna|ninguno|ningun)
        (ninguna|ninguno|ninguna de|ninguno de) [de] (esas|esos|las|los|estas|estos|ellas|ellos) [opciones|horarios|tres|dos|anteriores|me sirve]
        (ninguna|ninguno) [de] [esas|esos|las|los|me] (sirve|funciona|queda|puedo|conviene)
        (otro|otra|otros|otras|mas|diferentes|distintos|algun otro|alguna otra|diferente|distinto) (horario|hora|horarios|horas|opcion|opciones|espacio|espacios|citas|disponibles)
        (algo|alguna|que) (mas|otra cosa|otro|diferente|distinto)
        (que|tienen|tiene|hay|tienes) (mas|otras|otros|algo mas|otra cosa|otro|otra) [opciones|horarios|hay|tienen]
        nada (me sirve|funciona|de eso|de esos)
        """,
    ),
    (
        K.NONE_OF_THESE,
        "day",
        """
        (otro|otra|otros|otras|algun otro|alguna otra|diferente|distinto) (fecha|fechas|dia|dias)
        ese dia no
        """,
    ),
    (
        K.UNWANTED,
        "",
        """
        (otro|otra) (doctor|doctora|dr|dra|medico|medica|proveedor|dentista)
        con (otro|otra|alguien mas)
        con (el|ella) no
        """,
    ),
    (
        K.LATER,
        "",
        """
        [algo|un poco|mucho|poco|aun] mas (tarde|tardecito|adelante|noche)
        (despues|luego) de (eso|esa hora)
        ^ (despues|luego) $
        (fechas|fecha|dia|dias|horario|horarios|hora) (posterior|posteriores|mas tarde|mas adelante|despues)
        (muy|demasiado) (temprano|pronto)
        """,
    ),
    (
        K.EARLIER,
        "",
        """
        [algo|un poco|mucho|poco|aun] (mas temprano|mas pronto|antes|mas tempranito|mas antes)
        (muy|demasiado) tarde
        """,
    ),
    (
        K.SOONEST,
        "",
        """
        (lo antes|lo mas pronto|lo mas antes|cuanto antes|lo mas rapido|lo mas temprano) [posible|que se pueda|que pueda|que puedan]
        (cuanto antes|inmediatamente|de inmediato|urgente|urgentemente|ahorita|ya mismo|ahora mismo)
        (la|el|lo) (primera|primer|primero|proxima|proximo|mas pronto|mas cercano|mas cercana|mas temprano|siguiente) [cita|hora|horario|espacio|que|fecha|opcion|dia] (disponible|que tengan|que tenga|libre|que haya|que hay)
        (primera|proxima) (disponible|cita)
        """,
    ),
    (
        K.ANYBODY,
        "",
        """
        (con|a) (cualquiera|cualquier|quien sea|el que sea|la que sea|quien este|el que este|quien tenga) [doctor|doctora|medico|medica|dentista|disponible|persona|especialista]
        cualquier (doctor|doctora|medico|medica|dentista|profesional|especialista)
        no (importa|me importa|interesa) (quien|con quien|cual doctor|el doctor|que doctor|cual medico)
        (me da igual|da igual|da lo mismo|me da lo mismo) (quien|con quien|el doctor|cual doctor)
        quien sea
        """,
    ),
    (
        K.OTHER_SITE,
        "",
        """
        (otra|otro|diferente|distinta) (oficina|sucursal|clinica|ubicacion|consultorio|sede|lugar|local|direccion|lado|consulta)
        """,
    ),
    (
        K.ANYTIME,
        "",
        """
        (cualquier|a cualquier|la hora) (hora|momento|horario|sea|quiera|que sea)
        (no importa|me da igual|da igual|da lo mismo|me da lo mismo|como sea|a cualquier hora) [el|la|cuando|que] [hora]
        """,
    ),
    (
        K.ANYTIME,
        "day",
        """
        (cualquier|a cualquier|cuando|el dia) (dia|fecha|sea|quiera|que sea|pueda|puedan)
        (no importa|me da igual|da igual|da lo mismo|me da lo mismo) (el dia|cuando|que dia)
        (cuando sea|cuando quieran|cuando puedan|cuando pueda)
        """,
    ),
)
