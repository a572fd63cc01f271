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
        ^ [una|un] (persona|humano|agente|representante) [por favor] $
        (persona|humano) (real|por favor|de verdad|porfavor)
        (quiero|necesito|prefiero) [a] [una|un] (persona|humano|agente|representante|operador|operadora|recepcionista|asesor)
        (llamenme|llameme|llamame|me llaman|me llame|me llamen|que me llamen|pueden llamarme|puede llamarme|me pueden llamar|me puede llamar|me podrian llamar|marquenme|me marcan|me puedes llamar|me podria llamar)
        hay alguien (ahi|alli|aqui|que me|disponible)
        (dejar|dejarle|dejo) un (mensaje|recado)
        ^ [la|una|un|con] (representante|recepcionista|operador|operadora|recepcion) [por favor|porfavor|porfa] $
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
        ya no (tengo|tenemos|me queda|me quedan) [mas] (pastillas|medicina|medicinas|medicamento|insulina|receta)
        (necesito|quiero|renovar|mas|pedir) [mas|de|mi|mis|la|el|las|otra|renovar] [mi|mis|la] (medicina|medicinas|medicamento|medicamentos|pastillas|insulina)
        """,
    ),
    (
        K.TOPIC,
        "billing",
        """
        (factura|facturas|facturacion|cobro|cobros|cobraron|cobran|cobrar|copago|copagos|deducible|reembolso|saldo|recibo|pagar|pago|pagos)
        (cuanto|que) (cuesta|cuestan|vale|costaria|sale|cobran|debo|precio tiene|es el costo|costara|salen)
        cuanto (es|seria|sale) (la|una|el|por) (consulta|visita|cita|chequeo|vacuna)
        (costo|precio|precios|tarifa|tarifas|costos)
        """,
    ),
    (
        K.TOPIC,
        "forms",
        """
        (formulario|formularios|cuestionario|cuestionarios|planilla|papeleo|formato|formatos)
        (llenar|lleno|llene|firmar|firme|completar|complete|mandan|envian|manda|envia|llenado|llevar|llevo|mandarme|enviarme|necesito) [otra vez|de nuevo] [los|unos|algun|algunos|el|mis|alguna] (papeles|papel|documentos|hojas|hoja)
        los papeles [otra vez|para|de registro|de paciente|del registro]
        """,
    ),
    (
        K.TOPIC,
        "video-link",
        """
        (enlace|link|liga|vinculo) (de|para|del) [la|mi|el|una|entrar a|unirme a] (cita|consulta|video|videollamada|visita|llamada|zoom|sesion|videoconsulta) [virtual|por video|en linea]
        (enlace|link|liga) (no|de video|virtual|que me mandaron) [me] [abre|sirve|funciona|jala|llego]
        (estoy|esperando|estamos) [esperando] en (la|el) (videollamada|sala virtual|llamada|zoom|video|sala de espera virtual)
        (entrar|entro|conecto|conectarme|unirme|uno|ingreso|ingresar|conectar|accedo|acceder) (a|al|en) [la|mi] (videollamada|consulta virtual|cita virtual|video|zoom|telemedicina|telesalud|consulta en linea|videoconsulta|cita por video|llamada)
        no [me|se] (sirve|funciona|abre|llego|llega|entra|jala|recibi|ha llegado|puedo abrir|veo|encuentro) [el|la|ningun] [enlace|link|liga] (enlace|link|liga)
        (donde|cual) (esta|es) (el|la) (enlace|link|liga)
        (mandan|manda|mandar|mandeme|mandenme|enviar|envian|envie|reenviar|reenvian|reenviarme|mandarme|pasan|pasar|pasame) [me] [otra vez|de nuevo] [el|la] (enlace|link|liga)
        (camara|microfono|audio) no (funciona|sirve|prende|se oye)
        """,
    ),
    (
        K.TOPIC,
        "records",
        """
        (expediente|historial|historia) (medico|clinico|medica|clinica|de vacunas|de vacunacion)
        (expediente|historial|registros medicos|cartilla)
        (nota|carta|justificante|certificado|excusa|comprobante|constancia) (medica|medico|del doctor|para la escuela|para el trabajo|de vacunas|del medico)
        (justificante|comprobante|constancia) [de|medico|medica] [que|mi|la|asistencia]
        (formulario|formularios|papeles|papeleo) (medico|medicos|de la escuela|del trabajo|de incapacidad|para la escuela|para el trabajo)
        (registro|record|tarjeta|cartilla|comprobante) de [las] (vacunas|vacunacion|inmunizaciones)
        copia (de|del) (mi|su|mis|los|sus) (expediente|historial|historia|record|registros|papeles medicos)
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
        se (equivoco|equivocaron) $
        (este|ese) (numero|telefono|celular) (no es|ya no es|no pertenece|no le pertenece) [de|a]
        (se|esta|estan) (equivoco|equivocado|equivocados|equivocaron|equivocada) [de] (numero|persona)
        (no soy|no es) (esa persona|el|ella|su numero|el numero|la persona|el paciente|la paciente)
        no conozco (a|esta|usted|este|ese|esa|ningun|ninguna)
        (quien) (me|nos) (escribe|manda|esta escribiendo|habla|mando|envia|envio) [esto]
        quien manda esto
        (este|ese) (no es|ya no es) [el|su] (numero|telefono|celular)
        aqui no (vive|hay|esta|es) [nadie|ninguna|ningun|ese|esa]
        (no hay|no vive) (nadie|ninguna|ningun) (con ese nombre|asi|aqui)
        ^ no soy yo
        no soy paciente (de|ahi|alli|suyo|suya|aqui)
        (este|ese) no es mi (numero|telefono|celular)
        no soy (la persona|el senor|la senora|ese|esa)
        """,
    ),
    (
        K.TOPIC,
        "complaint",
        """
        (esto|que|es) [es] [un|una] (ridiculo|inaceptable|verguenza|asco|horrible|pesimo|terrible|burla|falta de respeto|indignante|mierda)
        (ridiculo|inaceptable|pesimo|pesima|vergonzoso|indignante|mierda|pinche|carajo|chingada)
        (pesimo|pesima|mal|mala|malo|peor|horrible|terrible) (servicio|atencion|trato|experiencia)
        (quejarme|queja|quejas|demandar|demanda|abogado|quejar)
        (poner|hacer|presentar|levantar|quiero|tengo) [un|hacer un|poner un] reclamo
        (grosero|grosera|groseros|maleducado|maleducada|irrespetuoso|irrespetuosa|prepotente)
        (me|nos|la|lo|le) (trataron|trato|atendieron|atendio) (muy mal|mal|pesimo|horrible|con groseria|como basura)
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
        (duda|dudas|pregunta) (de|con|sobre|acerca de) (mi|el|la|los|mis) (medicamento|medicamentos|medicina|dosis|tratamiento|pastillas|cirugia|sintomas|receta)
        (esta|es) bien si (tomo|le doy|como|dejo|me tomo|uso)
        que (puedo|debo|hago|me tomo|tomo|le doy|puedo tomar|debo hacer|me recomienda|me recomiendan) (tomar|hacer|para|si|darle|con|ponerme)
        que (hago|tomo)
        (efectos secundarios|efecto secundario|dosis|interaccion|sintomas)
        (estoy|se siente|me siento|sigue|esta) (peor|empeorando)
        """,
    ),
)
