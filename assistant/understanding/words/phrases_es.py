"""Spanish phrases and what they say. Patterns as in `phrases`; no accents."""

from assistant.domain.facts import FactKind as K
from assistant.understanding.words.phrases_en import Table

NOTHING: Table = (
    (
        None,
        "",
        """
        (contacto|contactos|numero|caso|salida) de emergencia
        no es [una] (emergencia|urgente)
        me muero de (risa|hambre|sueno|ganas|verguenza|frio|calor)
        me mata (el trafico|la espera|el trabajo)
        antecedentes de (infarto|derrame)
        (parar|para|pare|baja|dar de baja) por
        por el dia
        al dia
        por dia
        al mes
        dia a dia
        dia tras dia
        buen mes
        buen dia
        (que|tenga|tengan|ten) [un|una] (buen|buena|lindo|linda|feliz|excelente|bonito) (dia|tarde|noche|semana|fin de semana|mes)
        (fecha|dia) de nacimiento
        segunda (opinion|vez|dosis|ronda|vacuna)
        primera (vez|cita|dosis|visita)
        la vez pasada
        el otro dia
        hoy en dia
        todo el dia
        un (segundo|momento|minuto)
        un par de veces
        """,
    ),
)

SCREENS: Table = (
    (
        K.EMERGENCY,
        "",
        """
        (dolor|dolores|presion|opresion|punzada|punzadas) [fuerte|muy fuerte|intenso|agudo] (de|en|en el|en mi|del|al) (pecho|corazon)
        me (duele|esta doliendo|aprieta) [mucho|muy fuerte|fuerte|bastante] [el|mi] (pecho|corazon)
        (no|casi no|apenas) (puedo|puede|logro|podemos|pude) respirar [bien]
        (no|casi no|apenas) (respira|esta respirando|respiro)
        (me|se|se me) (falta|esta faltando|ahogo|ahoga|estoy ahogando|esta ahogando|asfixia) [el] [aire]
        (dificultad|dificultades|problemas|problema) (para|al|de) respirar
        falta de aire
        me cuesta respirar
        (me|se) [me|esta|estoy|nos] (muero|muriendo|muere)
        (esta|estoy) muriendo
        (infarto|infartando|infartado|ataque al corazon|ataque cardiaco|paro cardiaco|derrame cerebral|derrame|embolia|ictus)
        (convulsion|convulsiones|convulsionando|convulsionar|epileptico)
        (sobredosis|intoxicado|intoxicada|envenenado|envenenada|intoxicacion|veneno)
        (tome|tomo|trago|tomado) (muchas|demasiadas|todas las) pastillas
        (sangrado|hemorragia|sangra|sangrando|sangro|sangre) (mucho|fuerte|abundante|no para|severo|muchisimo|grave)
        (hemorragia|desangrando|desangra)
        (no|no me|no le) (para|deja|paro|detiene) de sangrar
        (mucha|perdiendo) sangre
        (vomitando|tosiendo|vomito|escupiendo) sangre
        (inconsciente|desmayo|desmayado|desmayada|desmaye|inconciente|desmayando|desplomo)
        perdio el conocimiento
        (no responde|no reacciona|no despierta)
        (llama|llamar|llame|llamen|llamo|manden|necesito|envien|pidan|marcar|marque) [a|al|a la|una|un] [la] (911|112|ambulancia|emergencias)
        911
        ambulancia
        (anafilaxia|anafilactico|choque anafilactico|alergica grave|reaccion alergica)
        (garganta|lengua) (cerrando|hinchada|se cierra)
        se me (cierra|esta cerrando|hincha) la (garganta|lengua)
        (ahogando|atragantado|atragantada|atraganto|asfixiando)
        (cara|brazo|pierna|lado) (dormida|dormido|paralizado|paralizada)
        [es|es una|tengo una|una] emergencia [medica]
        (urgencia|emergencia) medica
        """,
    ),
    (
        K.CRISIS,
        "",
        """
        (quiero|quisiera|deseo|voy a|prefiero|quiere|ganas de|mejor|pienso en|gustaria) (morir|morirme|morirse|matarme|matarse|suicidarme|estar muerto|estar muerta|no vivir)
        (suicidarme|suicidio|suicida|suicidarse|suicidar|matarme|suicido|suicidarte|cortarme|lastimarme|hacerme dano|autolesion|quitarme la vida|acabar con mi vida|terminar con mi vida|acabar con todo|terminar con todo)
        (no|ya no) (quiero|deseo|quisiera|quiere) (vivir|seguir viviendo|seguir vivo|seguir viva|existir)
        (no|ya no) (vale la pena|tiene sentido|tengo ganas de|hay razon para) [la] (vivir|vida|seguir viviendo)
        (me|se) (quiero|quiere|voy a|va a) (morir|matar|suicidar|lastimar|cortar)
        """,
    ),
)

OPT_OUT_PHRASES: Table = (
    (
        K.OPT_OUT,
        "phrase",
        """
        (dejen|dejar|deje|deja|dejenme|paren|pare|para|parar) de (escribirme|escribir|enviar|enviarme|mandar|mandarme|mandarnos|molestar|molestarme|textear|textearme|texteando|contactarme|mensajearme|llamarme)
        (ya|por favor|favor) no (me|nos) (manden|mande|mandes|envien|envie|envies|escriban|escriba|escribas|textee|texteen|contacten|contacte|molesten|moleste) [mas] [mensajes|textos]
        no (me|nos) (manden|mande|mandes|envien|envie|envies|escriban|escriba|escribas|texteen|textee|contacten|contacte|molesten|molestes) [mas|ya|mensajes|nada|textos|mensajes de texto] [mensajes|textos|nunca]
        no (quiero|deseo|quisiera) [recibir|que me manden|mas|que me envien|que me escriban|seguir recibiendo|recibir mas] [mas|sus|estos] (mensajes|mensaje|textos|recordatorios|sms|notificaciones|escriban|manden)
        (no|ya no) quiero que me (escriban|manden|contacten|texteen|envien) [mas|mensajes]
        (no|ya no) (quiero|deseo) recibir (mas|nada|estos|sus)
        (quiero|quisiera|deseo|me quiero|me doy|dar|darme|denme|deme|dame) [darme|dar|dar me] de baja
        (darme|denme|deme|dame|darse) de baja
        (quitenme|saquenme|borrenme|quiteme|saqueme|elimineme|eliminenme|borreme|quitame|sacame|borrame) [de] [la|su|esta|sus] [lista|listas]
        (borren|borre|eliminen|elimine|quiten|quite|saquen|saque) mi (numero|telefono|celular|contacto)
        (no mas|ya no mas|no mas por favor|basta de|suficientes) (mensajes|textos|mensaje|recordatorios|sms)
        (cancelar|anular|cancele|cancelen) [la|mi|los|mis|estos] (suscripcion|subscripcion|mensajes|textos|notificaciones|recordatorios)
        (cancelar|anular) [la|mi] (suscripcion|subscripcion)
        (dejenme|dejame|dejeme) en paz
        (desuscribirme|desuscribir|desinscribirme|desuscribanme)
        """,
    ),
)

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
        (otro|otra|otros|otras|mas|diferentes|distintos|algun otro|alguna otra|diferente|distinto) (horario|hora|horarios|horas|opcion|opciones|fecha|fechas|dia|dias|espacio|espacios|citas|disponibles)
        (algo|alguna|que) (mas|otra cosa|otro|diferente|distinto)
        (que|tienen|tiene|hay|tienes) (mas|otras|otros|algo mas|otra cosa|otro|otra) [opciones|horarios|hay|tienen]
        nada (me sirve|funciona|de eso|de esos)
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
        (otro|otra) (doctor|doctora|medico|medica|dentista)
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
        (cualquier|a cualquier|cuando|el dia|la hora) (dia|hora|momento|horario|fecha|sea|quiera|que sea|pueda|puedan)
        (no importa|me da igual|da igual|da lo mismo|me da lo mismo|como sea|cuando sea|cuando quieran|cuando puedan|cuando pueda|a cualquier hora) [el|la|cuando|que] [dia|hora|cuando]
        """,
    ),
)

WANTS: Table = (
    (
        K.WANT,
        "book",
        """
        (quiero|quisiera|necesito|necesita|deseo|gustaria|hacer|sacar|agendar|reservar|pedir|programar|solicitar|ocupo|busco|conseguir|obtener|apartar|saco|tener|coger|tomar|agendo|haces|hacerme|agendarme|darme|dame|deme|reservo|pido|separar|concertar|quiere|podria|puedo|tienen|tiene|hay|coordinar|fijar) [agendar|hacer|sacar|pedir|reservar|programar|solicitar|una|tener|apartar|agendarle|sacarle|hacerle|darme|hacerme|hacer me] [una|otra|un|la|nueva|mi|alguna|una nueva|su] [nueva|proxima] (cita|citas|turno|consulta|visita|hora|sita|espacio|cita medica|reserva)
        (agendar|agendarme|agenda|agendame|agendeme|reservar|programar|afendar|ajendar|ajender|agendo|apartar|separar) [una|un|mi|la] [nueva] (cita|turno|consulta|sita|visita)
        (una|la|otra) cita (para|con|por favor|el|manana|hoy|porfa|medica|medico|lo|de|en|nueva)
        (cita|citas|turno) (para|con|por favor|disponible|disponibles|porfa|medica|manana|hoy)
        ^ (agendar|reservar|programar|agendarme|reservarme|agendame|agendeme|apartar)
        ^ [una|la] (cita|turno|consulta) [por favor|porfa|manana|hoy] $
        (quiero|necesito|quisiera|puedo|gustaria|tengo que|me gustaria) (ver|visitar|consultar) (a|al|con|a la|a mi|el|un|una) *
        (me|le|nos|lo|la) (puede|pueden|podria|podrian|puedes) (atender|ver|recibir|agendar|dar|atienden) *
        (tienen|tiene|hay|tienes|habra|tendran) [algun|alguna|un|algo|una|mas] (disponibilidad|espacio|espacios|lugar|disponible|cupo|hueco|turnos|citas|libre|horarios disponibles|cita|cupos|disponibles)
        (que|cuales|cuando) (horarios|dias|fechas|citas|turnos) (tienen|tiene|hay|tienes|disponibles)
        """,
    ),
    (
        K.WANT,
        "move",
        """
        (reprogramar|reagendar|reprogramarla|reagendarla|posponer|postergar|aplazar|reprogramo|reagendo|reprograme|reagende|posponerla|reprogramacion|reajendar|cambiarla|moverla|cambiarlo|moverlo|adelantarla|atrasarla|pasarla)
        (cambiar|mover|cambio|modificar|cambiarme|pasar|adelantar|atrasar|correr|cambiamos|cambie|cambien|mueva|cambiame|recorrer|cambiemos) [de] [la|mi|el|una|su|esa|nuestra|un] [hora|fecha|dia] [de] [la|mi|el] (cita|citas|turno|consulta|hora|fecha|dia|horario|visita|sita)
        (cambiar|mover|pasar|adelantar) (para|al|a) (el|la|otro|otra|lunes|martes|miercoles|jueves|viernes|manana)
        (podemos|puedo|podria|podriamos|puede|pueden|mejor|podrian) (cambiar|mover|pasar|dejar|hacer|cambiarla|moverla|pasarla|hacerla|dejarla|ir) [la|lo|mi|el] [cita|para|al|a|el|en|otro]
        (puede|podria|mejor|que) [ser] (ser|sea) (el|otro|para|en|a|manana|por) [dia]
        (otro|otra) (dia|fecha|hora) (para|mejor) [mi|la] [cita]
        """,
    ),
    (
        K.WANT,
        "cancel",
        """
        (cancelar|cancela|cancele|cancelen|cancelo|canselar|cancelarla|cancelarlo|cancelacion|anular|anule|anularla|cancelada|cancelame|cancelenme|cancelelo|cancelela|eliminar|borrar|suspender) [la|mi|el|una|esa|mis|nuestra|su|todas|mi proxima] [de] (cita|citas|turno|consulta|visita|hora|reserva|sita|proxima cita|todo)
        (cancelarla|cancelela|cancelala|cancelalo|anularla|cancelelo|cancelemos)
        (quiero|necesito|deseo|quisiera|tengo que|voy a|favor de|gustaria|puedo|podria|puede) (cancelar|anular|canselar|cancelarla)
        ^ [por favor] (cancelar|cancele|cancela|anular|cancelen|cancelo|cancelada|cancelacion) [por favor] $
        (cancelar|cancele|cancela|anular) (el|la|lo|mi|para|por|todo|del|de|eso|esa)
        (no|ya no|tampoco) [voy a|vamos a|creo] (podre|puedo|poder|puede|podemos|podra|pude|alcanzo a|alcanzare a) (ir|asistir|llegar|acudir|presentarme|hacerlo|venir|estar|ire)
        (no|ya no) (ire|asistire|voy|vamos|iremos|asisto|va a ir|voy a ir|vamos a ir|voy a llegar|voy a asistir|voy a poder ir|podre ir|llego|necesito la cita|necesito cita|necesito mi cita|quiero la cita)
        [me] (surgio|salio|paso) (algo|un imprevisto|un problema|un compromiso)
        """,
    ),
    (
        K.WANT,
        "confirm",
        """
        (confirmo|confirmar|confirmado|confirmada|confirmamos|confirmare|confirmarla|confirmando|confirmacion|si confirmo)
        (ahi|alli|alla|aca|hay) (estare|estaremos|estoy|nos vemos|estara|voy a estar|voy)
        (estare|estaremos|voy a estar) (ahi|alli|alla|presente|puntual)
        (si|claro que) (ire|voy|asistire|vamos|asisto|voy a ir|iremos)
        nos vemos (entonces|ahi|alli|manana|el|alla)
        (asistire|ire)
        """,
    ),
    (
        K.WANT,
        "visits",
        """
        (cuando|que dia|a que hora|que hora|para cuando|que fecha|cual|para que dia|a que horas) (es|era|tengo|sera|esta|son|me toca|tenia|quedo|seria|fue) [mi|la|una|mis|su] [proxima|siguiente] (cita|turno|consulta|citas|visita|hora)
        (cuando|que dia|a que hora|a que horas|que hora) (es|tengo|me toca|tengo que|debo) [mi|la|ir|estar|llegar|cita|que ir]
        (tengo|tenemos|tenia) [alguna|una|mi] cita (agendada|programada|manana|hoy|el|pendiente|este|esta|ya)
        (ver|consultar|revisar|saber|recordar|recuerdame|recuerdeme|decirme|dime|digame|verificar|checar|olvide|conocer|listar|mostrar) [cuando es|cual es|de|la hora de|cuando|la fecha de|que dia es|a que hora es] (mi|mis|la) [proxima|proximas] (cita|citas|turno)
        (mis|mi proxima|proxima) (citas|cita)
        (se me olvido|no recuerdo|no me acuerdo|olvide) (cuando|la hora|la cita|a que hora|mi cita|el dia|que dia|la fecha)
        sigue en pie [mi|la] [cita]
        """,
    ),
    (
        K.WANT,
        "running-late",
        """
        (voy|llego|llegare|llegar|llegamos|vamos|estoy|llegaremos|llegando) [un poco|poco|muy|algo|unos minutos|como|5|10|15|20|30|a llegar|un poquito] [a llegar|minutos|tarde|min] [un poco] (tarde|retrasado|retrasada|atrasado|atrasada|tardecito|retraso)
        (voy|vengo|estoy) (en camino|de camino|retrasado|retrasada|atrasado|atrasada|llegando|por llegar)
        (trafico|embotellamiento|atorado|atorada|atascado|atascada)
        [se me] (hizo|hace|esta haciendo) tarde
        """,
    ),
)

INFO: Table = (
    (
        K.INFO,
        "hours",
        """
        (a que|que|hasta que|desde que) (hora|horas) (abren|cierran|abre|cierra|atienden|atiende|estan abiertos|estan|trabajan|empiezan|tienen abierto|cierran hoy)
        (cual|cuales|que) (es|son|horario|horarios) [el|los|su|sus|tienen|de] (horario|horarios|atencion|horas)
        (horario|horarios) (de|tienen|del) (atencion|servicio|oficina|trabajo|ustedes|la clinica|consultorio)
        (horario|horarios)
        (estan|esta|van a estar|estaran|estara) (abiertos|abierto|abierta|cerrados|cerrado|cerrada|atendiendo)
        (abren|cierran|atienden|trabajan|abre) (el|los|hoy|manana|en|este|sabado|sabados|domingo|domingos|fines|temprano|tarde)
        que dias (abren|atienden|trabajan|estan)
        """,
    ),
    (
        K.INFO,
        "address",
        """
        (donde|adonde|en donde|a donde) (estan|esta|queda|quedan|se encuentran|se encuentra|es|son|se ubican|tengo que ir|ubicados|estan ubicados|es la|debo ir|voy|llego|los encuentro) [ubicados|la|el|su] [oficina|clinica|consultorio|localizados|cita]
        (direccion|ubicacion|domicilio|direcciones)
        como (llego|llegar|puedo llegar|le hago para llegar)
        """,
    ),
    (
        K.INFO,
        "parking",
        """
        (estacionamiento|estacionar|parqueo|parqueadero|aparcar|aparcamiento|parking|estacionarme|parquear|parquearme|estaciono|cochera)
        """,
    ),
    (
        K.INFO,
        "insurers",
        """
        (que|cuales|con que|cual) [tipo de|tipos de|son los|compania de] (seguro|seguros|aseguranza|aseguranzas|aseguradoras|aseguradora|planes) (aceptan|acepta|toman|manejan|tienen|reciben|trabajan|medicos|medico|cubren)
        (aceptan|acepta|toman|reciben|manejan|recibe|agarran|toma|trabajan con|tienen convenio con|trabaja con|aceptas) [el|mi|la|con|un] (seguro|aseguranza|seguros) [de|medico]
        (seguros|seguro|aseguranzas) (que aceptan|aceptados|que toman)
        """,
    ),
    (
        K.INFO,
        "insurers?",
        """
        (aceptan|acepta|toman|reciben|manejan|recibe|agarran|trabajan con|tienen convenio con)
        """,
    ),
    (
        K.INFO,
        "phone",
        """
        (cual|que) es [el|su|tu] (numero|telefono|numero de telefono)
        (numero|telefono) (de|para|del) (telefono|la oficina|contacto|llamar|consultorio|la clinica)
        (me da|me dan|dame|deme|tiene|tienen) [el|su|un] (numero|telefono|numero de telefono)
        a que numero [puedo] (llamo|llamar|llame)
        """,
    ),
)

ABOUT: Table = (
    (
        K.NEW_PATIENT,
        "",
        """
        (paciente|pacientes) (nuevo|nueva|nuevos|nuevas)
        (nuevo|nueva) paciente
        (soy|somos) (nuevo|nueva|nuevos)
        (es|seria) [mi] primera (vez|cita|visita|consulta)
        (nunca|no) (he|hemos|habia|he ido|ha) (ido|estado|visitado|venido|atendido)
        primera vez
        """,
    ),
    (
        K.KNOWN_PATIENT,
        "",
        """
        (ya|antes) (soy|he|fui|habia|eramos|hemos) (paciente|ido|estado|venido|atendido|ahi|alli|cliente|visto)
        soy paciente [de|suyo|suya|ahi]
        (ya|si) [yo] (he ido|fui|estuve|he estado) [antes|ahi|alli|con ustedes]
        """,
    ),
    (
        K.CONTROL,
        "back",
        """
        ^ [quiero] (atras|volver|regresar|regresa|regrese|retroceder|vuelve) [por favor] $
        (ir atras|volver atras|paso anterior|para atras|regresar atras)
        """,
    ),
    (
        K.CONTROL,
        "start-over",
        """
        (empezar|empecemos|comenzar|comencemos|iniciar|empieza|empiece|volver a empezar) (de nuevo|otra vez|desde cero|de cero|desde el principio|nuevamente)
        (volver a empezar|reiniciar|menu principal|menu|de cero|desde cero)
        """,
    ),
    (
        K.CONTROL,
        "never-mind",
        """
        (olvidalo|olvidelo|dejalo|dejelo|no importa|ya no importa|olvidenlo|dejenlo|mejor nada|ya nada|dejalo asi|cambie de opinion|ignora eso)
        ^ (nada|ya no) $
        """,
    ),
    (
        K.CONTROL,
        "repeat",
        """
        ^ (otra vez|de nuevo|mande|como|perdon|que) [por favor] $
        (repite|repita|repitelo|repitalo|repetir|repiteme|repitame|me repite|puede repetir|como dijo|que dijo|como dices|perdon que|que cosa)
        (no) (entiendo|entendi|le entiendo|te entiendo|comprendo|le entendi)
        """,
    ),
    (
        K.LANGUAGE,
        "en",
        """
        (ingles|en ingles|hablar ingles|habla ingles|hablan ingles)
        """,
    ),
    (
        K.LANGUAGE,
        "es",
        """
        [en|hablar|hablan|habla|hablas|alguien que hable|solo|solo hablo|prefiero|puede ser en|se habla] (espanol|castellano)
        """,
    ),
    (
        K.GREETING,
        "",
        """
        (hola|holaa|holi|ola|que tal|buenas|saludos|que onda|alo|hola que tal)
        (buenos|buen|buenas|bns|bnas) (dias|dia|tardes|noches|tarde|noche)
        """,
    ),
    (
        K.THANKS,
        "",
        """
        (gracias|muchas gracias|mil gracias|muchisimas gracias|grasias|se lo agradezco|te lo agradezco|le agradezco|agradecido|agradecida|muy amable|grax|gracia)
        """,
    ),
)

EVERYTHING: Table = (
    *NOTHING, *SCREENS, *OPT_OUT_PHRASES, *PEOPLE, *TOPICS, *ANSWERS, *WANTS, *INFO, *ABOUT,
)  # fmt: skip
