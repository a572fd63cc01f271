"""Spanish phrases: matters for a person of the practice. Patterns as in `phrases`."""

from assistant.domain.facts import FactKind as K
from assistant.understanding.words.table import Table

PEOPLE: Table = (
    (
        K.PERSON,
        "",
        """
        (hablar|habla|hablo|comunicarme|comunicar|comuniqueme|comuniquenme|paseme|pasame|conectarme|conecteme|platicar|chatear|contactar|hable|comunicame) (con|a) (una|un|alguien|la|el|algun|alguna|otra) [persona|humano|agente|recepcionista|operador|operadora|representante|asesor|asesora|real|de verdad|secretaria|enfermera|doctor|doctora|encargado|humana|ser humano]
        (una|un) (persona|humano|agente|representante|operador|operadora|recepcionista|asesor|ser humano) [real|por favor|porfavor]
        (persona|humano) (real|por favor|de verdad|porfavor)
        (quiero|necesito|prefiero) [a] [una|un] (persona|humano|agente|representante|operador|operadora|recepcionista|asesor)
        (llamenme|llameme|llamame|me llaman|me llame|me llamen|que me llamen|pueden llamarme|puede llamarme|me pueden llamar|me puede llamar|me podrian llamar|marquenme|me marcan|me puedes llamar|me podria llamar)
        (representante|recepcionista|operador|operadora|recepcion)
        (eres|es|estoy hablando con|hablo con) [un|una] (robot|maquina|bot|computadora|persona|humano)
        """,
    ),
)

TOPICS: Table = (
    (
        K.TOPIC,
        "refill",
        """
        (receta|recetas|resurtir|resurtido|surtir|surtido|resurtan|surtan|refill|farmacia)
        (se me|me) (acabaron|acabo|terminaron|termino|acaba|acaban|terminando|acabando) [las|los|la|el|mi|mis] (pastillas|medicina|medicinas|medicamento|medicamentos|insulina|medicacion)
        (necesito|quiero|renovar|mas|pedir) [mas|de|mi|mis|la|el|las|otra|renovar] [mi|mis|la] (medicina|medicinas|medicamento|medicamentos|pastillas|insulina)
        """,
    ),
    (
        K.TOPIC,
        "billing",
        """
        (factura|facturas|facturacion|cobro|cobros|cobraron|cobran|cobrar|copago|copagos|deducible|reembolso|saldo|recibo|pagar|pago|pagos)
        (cuanto|que) (cuesta|cuestan|vale|costaria|sale|cobran|debo|precio tiene|es el costo|costara|salen)
        (costo|precio|precios|tarifa|tarifas|costos)
        """,
    ),
    (
        K.TOPIC,
        "records",
        """
        (expediente|historial|historia) (medico|clinico|medica|clinica|de vacunas|de vacunacion)
        (expediente|historial|registros medicos|cartilla)
        (nota|carta|justificante|certificado|excusa|comprobante|constancia) (medica|medico|del doctor|para la escuela|para el trabajo|de vacunas|del medico)
        justificante
        (formulario|formularios|papeles|papeleo) [medico|medicos|de la escuela]
        """,
    ),
    (
        K.TOPIC,
        "referral",
        """
        (referencia|referido|remision|referirme|derivacion|referencias|remitirme|pase con el especialista|autorizacion previa|preautorizacion|derivarme)
        """,
    ),
    (
        K.TOPIC,
        "results",
        """
        (resultado|resultados|biopsia)
        (analisis|laboratorios|laboratorio|examenes) (listos|salieron|llegaron|estan|de sangre listos)
        """,
    ),
    (
        K.TOPIC,
        "insurance",
        """
        (cambie|cambio|cambiar|nuevo|perdi|actualizar|cambiaron|nueva) [de|el|mi] (seguro|aseguranza|tarjeta del seguro|cobertura)
        (seguro|aseguranza) (nuevo|nueva|rechazo|nego|no cubre|no pago|cubre|no me cubre|vencio|me cubre)
        (cubre|cubierto|cubierta|cubren) [por|mi|el] [mi] (seguro|aseguranza)
        tarjeta (del|de) (seguro|aseguranza)
        """,
    ),
    (
        K.TOPIC,
        "wrong-number",
        """
        numero equivocado
        (persona|numero) (equivocada|equivocado|incorrecto)
        (se|esta|estan) (equivoco|equivocado|equivocados|equivocaron|equivocada) [de] (numero|persona)
        (no soy|no es) (esa persona|el|ella|su numero|el numero|la persona|el paciente|la paciente)
        (no conozco|quien es) (a|esta|usted|este)
        """,
    ),
    (
        K.TOPIC,
        "complaint",
        """
        (esto|que|es) [es] [un|una] (ridiculo|inaceptable|verguenza|asco|horrible|pesimo|terrible|burla|falta de respeto|indignante|mierda)
        (ridiculo|inaceptable|pesimo|pesima|vergonzoso|indignante|mierda|pinche|carajo|chingada)
        (pesimo|pesima|mal|mala|malo|peor|horrible|terrible) (servicio|atencion|trato|experiencia)
        (quejarme|queja|quejas|reclamo|reclamar|demandar|demanda|abogado|quejar)
        (estoy) (muy|bien|tan|super)  (enojado|enojada|molesto|molesta|furioso|furiosa|harto|harta|decepcionado|decepcionada|enfadado|enfadada)
        (harto|harta|enojado|enojada|furioso|furiosa)
        (perdida|perder) de tiempo
        """,
    ),
    (
        K.TOPIC,
        "clinical",
        """
        (debo|deberia|puedo|tengo que|es seguro|sera seguro) (tomar|tomarme|dejar de tomar|darle|dar|seguir tomando|ir a urgencias|ir al hospital|preocuparme|suspender|mezclar|comer|ponerme)
        es (normal|peligroso|grave|contagioso|malo|seguro) (que|si|tener|tomar|esto)
        es normal
        que (puedo|debo|hago|me tomo|tomo|le doy|puedo tomar|debo hacer|me recomienda|me recomiendan) (tomar|hacer|para|si|darle|con|ponerme)
        que (hago|tomo)
        (efectos secundarios|efecto secundario|dosis|interaccion|sintomas)
        (estoy|se siente|me siento|sigue|esta) (peor|empeorando)
        """,
    ),
)
