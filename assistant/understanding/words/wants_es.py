"""Spanish phrases: what a patient wants done or told. Patterns as in `phrases`."""

from assistant.domain.facts import FactKind as K
from assistant.understanding.words.table import Table

WANTS: Table = (
    (
        K.WANT,
        "book",
        """
        (quiero|quisiera|necesito|necesita|deseo|gustaria|hacer|sacar|agendar|reservar|pedir|programar|solicitar|ocupo|busco|conseguir|obtener|apartar|saco|tener|coger|tomar|agendo|haces|hacerme|agendarme|darme|dame|deme|reservo|pido|separar|concertar|quiere|podria|puedo|tienen|tiene|hay|coordinar|fijar) [agendar|hacer|sacar|pedir|reservar|programar|solicitar|una|tener|apartar|agendarle|sacarle|hacerle|darme|hacerme|hacer me] [una|un|la|nueva|mi|alguna|una nueva|su] [nueva|proxima] (cita|citas|turno|consulta|visita|hora|sita|espacio|cita medica|reserva)
        (agendar|agendarme|agenda|agendame|agendeme|reservar|programar|afendar|ajendar|ajender|agendo|apartar|separar) [una|un|mi|la] [nueva] (cita|turno|consulta|sita|visita)
        (una|la|otra) cita (para|con|por favor|el|manana|hoy|porfa|medica|medico|lo|de|en|nueva)
        (cita|citas|turno) (para|con|por favor|disponible|disponibles|porfa|medica|manana|hoy)
        ^ (agendar|reservar|programar|agendarme|reservarme|agendame|agendeme|apartar)
        ^ [una|la] (cita|turno|consulta) [por favor|porfa|manana|hoy] $
        (quiero|quisiera|necesito|ocupo|sacar|hacer|agendar) [sacar|hacer|agendar] otra (cita|consulta|visita)
        (quiero|necesito|quisiera|puedo|gustaria|tengo que|me gustaria) (ver|visitar|consultar) (a|al|con|a la|a mi|el|un|una) *
        (cuando|cual) es lo mas (pronto|cercano|temprano) *
        (necesito|quiero|quisiera|ocupo|busco) [un|una|hacerme un] (examen fisico|fisico|chequeo|chequeo general|revision|papanicolaou)
        (me|nos|lo|la|le) (atiende|atienden|revisan|revisa|checan) *
        (tiene|tienen|hay|tendran) (horario|horarios) (disponible|disponibles|libre|libres)
        (me|le|nos|lo|la) (puede|pueden|podria|podrian|puedes) (atender|ver|recibir|agendar|atienden|dar cita|dar una cita|dar un turno|dar la cita|dar hora) [*]
        (puede|pueden|podria|podrian) (atenderme|verme|verlo|verla|atenderlo|atenderla|recibirme|recibirlo|vernos)
        (tienen|tiene|hay|tienes|habra|tendran) [algun|alguna|un|algo|una|mas] (disponibilidad|espacio|espacios|lugar|disponible|cupo|hueco|turnos|citas|libre|horarios disponibles|cita|cupos|disponibles)
        (que|cuales|cuando) (horarios|dias|fechas|citas|turnos) (tienen|tiene|hay|tienes|disponibles)
        """,
    ),
    (
        K.WANT,
        "move",
        """
        (reprogramar|reagendar|reprogramarla|reagendarla|posponer|postergar|aplazar|reprogramo|reagendo|reprograme|reagende|posponerla|reprogramacion|reajendar|cambiarla|moverla|cambiarlo|moverlo|adelantarla|atrasarla|pasarla)
        (cambiar|mover|cambio|cambia|cambian|mueve|mueven|modificar|cambiarme|pasar|adelantar|atrasar|correr|cambiamos|cambie|cambien|mueva|cambiame|recorrer|cambiemos) [de] [la|mi|el|una|su|esa|nuestra|un] [hora|fecha|dia] [de] [la|mi|el] (cita|citas|turno|consulta|hora|fecha|dia|horario|visita|sita)
        (cambiar|mover|pasar|adelantar) (para|al|a) (el|la|otro|otra|lunes|martes|miercoles|jueves|viernes|manana)
        (podemos|puedo|podria|podriamos|puede|pueden|mejor|podrian) (cambiar|mover|cambiarla|moverla|pasarla|hacerla|dejarla|cambiarlo|moverlo) [la|lo|mi|el] [cita|para|al|a|el|en|otro]
        (podemos|puedo|podria|podriamos|puede|pueden|mejor|podrian) (pasar|dejar|hacer) (la|lo|mi|el|para|al) [cita|para|al|a|el|en|otro]
        (podemos|puedo|podria|podriamos|mejor) (ir|voy|vamos) (otro|otra|el|en otro|la otra|a otra|mejor|manana|hasta|para)
        (puede|podria|mejor|que) [ser] (ser|sea) (el|otro|para|en|a|manana|por) [dia]
        la (movemos|pasamos|cambiamos|dejamos|corremos)
        (me equivoque de|era otro|era otra) (dia|hora|fecha)
        ya no me (queda|sirve|conviene|funciona) [bien] [esa|ese|esa hora|ese dia|ese horario|la cita|mi cita]
        (dia|hora|fecha|horario) (equivocado|equivocada)
        (otro|otra) (dia|fecha|hora) (para|mejor) [mi|la] [cita]
        """,
    ),
    (
        K.WANT,
        "cancel",
        """
        (cancelar|cancela|cancele|cancelen|cancelo|canselar|cancelarla|cancelarlo|cancelacion|anular|anule|anularla|cancelada|cancelame|cancelenme|cancelelo|cancelela|eliminar|borrar|suspender) [la|mi|el|una|esa|mis|nuestra|su|todas|mi proxima] [de] (cita|citas|turno|consulta|visita|hora|reserva|sita|proxima cita|todo)
        (dar|doy|den|dar) de baja (mi|la|esa) (cita|consulta|visita)
        (cancelarla|cancelela|cancelala|cancelalo|anularla|cancelelo|cancelemos)
        (quiero|necesito|deseo|quisiera|tengo que|voy a|favor de|gustaria|puedo|podria|puede) (cancelar|anular|canselar|cancelarla)
        ^ [por favor] (cancelar|cancele|cancela|anular|cancelen|cancelo|cancelada|cancelacion) [por favor] $
        (cancelar|cancele|cancela|anular) (el|la|lo|mi|para|por|todo|del|de|eso|esa)
        (no|ya no|tampoco) [voy a|vamos a|creo] (podre|puedo|poder|puede|podemos|podra|pude|alcanzo a|alcanzare a) (ir|asistir|llegar|acudir|presentarme|hacerlo|venir|estar|ire)
        (no|ya no) (ire|asistire|voy|vamos|iremos|asisto|va a ir|voy a ir|vamos a ir|voy a llegar|voy a asistir|voy a poder ir|podre ir|llego|necesito la cita|necesito cita|necesito mi cita|quiero la cita)
        (tengo que|voy a|vamos a|debo|tendre que|tenemos que) faltar
        (no|ya no) (puedo|podemos|podre|podremos|podria) (ir|venir|asistir|llegar) (el|la|en|a|manana|hoy|hasta|para|este|esta) [otro|otra]
        es imposible (ir|asistir|llegar|acudir)
        (no|ya no) (podremos|podria|podriamos|podran) (ir|asistir|llegar|acudir|estar|venir)
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
        no (faltare|faltaremos|falto|faltamos)
        (cuente|cuenten) (conmigo|con nosotros)
        sin falta
        nos vemos (a las|a la)
        ^ [si] vamos a ir
        (por supuesto|claro|desde luego) [que] [si] (voy|estare|vamos|ire|asistire)
        ^ si voy
        """,
    ),
    (
        K.WANT,
        "visits",
        """
        (cuando|que dia|a que hora|que hora|para cuando|que fecha|cual|para que dia|a que horas) (es|era|tengo|sera|esta|son|me toca|tenia|quedo|seria|fue) [mi|la|una|mis|su] [proxima|siguiente] (cita|turno|consulta|citas|visita|hora)
        (cuando|que dia|a que hora|a que horas|que hora) (es|tengo|me toca|tengo que|debo) [mi|la|ir|estar|llegar|cita|que ir]
        (tengo|tenemos|tenia) (algo|alguna cosa) [agendado|programado|apartado|para|el|pendiente] (el|este|esta|manana|hoy|lunes|martes|miercoles|jueves|viernes|sabado|agendado|programado|pendiente)
        (tengo|tenemos|tenia) [alguna|una|mi] cita (agendada|programada|manana|hoy|el|pendiente|este|esta|ya)
        (ver|consultar|revisar|saber|recordar|recuerdame|recuerdeme|decirme|dime|digame|verificar|checar|olvide|conocer|listar|mostrar) [cuando es|cual es|de|la hora de|cuando|la fecha de|que dia es|a que hora es] (mi|mis|la) [proxima|proximas] (cita|citas|turno)
        (mis|mi proxima|proxima) (citas|cita)
        (se me olvido|no recuerdo|no me acuerdo|olvide) (cuando|la hora|la cita|a que hora|mi cita|el dia|que dia|la fecha)
        (que|cual) (fecha|dia|hora) tengo [la|mi] [cita]
        sigue en pie [mi|la] [cita]
        [me] (confirma|confirman|dice|dicen|da|dan|recuerda|recuerdan|pasa|pasan) (la hora|la fecha|el dia) de (mi|la) (cita|consulta|visita)
        (con) (quien|cual doctor|que doctor|que doctora|cual doctora) (es|me toca|tengo|sera|me va a tocar) [mi] [cita|consulta]
        (verificar|checar|revisar|confirmar la hora de|confirmar la fecha de) (mi|la) (cita|consulta|turno)
        """,
    ),
    (
        K.WANT,
        "here",
        """
        ya (llegue|llegamos|estoy aqui|estamos aqui|estoy afuera|estamos afuera|estoy|estamos|estoy en la clinica|me encuentro aqui)
        (estoy|estamos|ando|andamos|me encuentro) (aqui|afuera|abajo|en el estacionamiento|en la sala de espera|en la sala|en recepcion|en la recepcion|en la entrada|en el lobby|en la puerta|en la clinica|aqui afuera|en el parqueadero|en el carro afuera)
        (acabo|acabamos) de (llegar|estacionarme|estacionar)
        ^ [hola] (aqui estoy|llegue|llegamos|aqui andamos|aqui estamos|ya llegue|presente)
        (llegue|llegamos) (a|para) (mi|la|nuestra) cita
        """,
    ),
    (
        K.WANT,
        "running-late",
        """
        (voy|llego|llegare|llegar|llegamos|vamos|estoy|llegaremos|llegando) [un poco|poco|muy|algo|unos minutos|como|5|10|15|20|30|a llegar|un poquito] [a llegar|minutos|tarde|min] [un poco] (tarde|retrasado|retrasada|atrasado|atrasada|tardecito|retraso)
        (voy|vengo|estoy) (en camino|de camino|retrasado|retrasada|atrasado|atrasada|llegando|por llegar)
        (trafico|embotellamiento|atorado|atorada|atascado|atascada)
        (llego|llegamos|llegare|estoy ahi|estare ahi|estamos ahi) en [unos|como] * [minutos|minutitos|min]
        ya (mero|casi|merito|voy) [llego|llegamos|estoy llegando|llegando]
        me (retrase|atrase|demore|tarde) [un poco|poquito]
        estoy a * (cuadras|cuadra|minutos|calles|kilometros)
        [se me] (hizo|hace|esta haciendo) tarde
        """,
    ),
)

INFO: Table = (
    (
        K.INFO,
        "duration",
        """
        (cuanto|cuanto tiempo) (dura|duran|tarda|tardan|demora|toma|se tarda|se demora) [esto|eso|mas o menos|normalmente] $
        (cuanto|cuanto tiempo) (dura|duran|tarda|tardan|demora|toma|se tarda|se demora) [la|una|el|un|mi|las] (cita|consulta|visita|chequeo|citas|consultas|revision|control|seguimiento|examen)
        """,
    ),
    (
        K.INFO,
        "who",
        """
        ^ [hola|perdon|disculpe] (quien es|quien eres|quien habla|quien sos|quienes son) $
        quien (es usted|eres|habla|es este|es esto|esta ahi)
        (de parte de|con) quien (es|hablo|estoy hablando|tengo el gusto)
        ^ de parte de quien $
        (que|cual) (consultorio|clinica|oficina|empresa|negocio) (es|son)
        """,
    ),
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
        en que (calle|piso|edificio|parte|ciudad|avenida) (estan|esta|es|queda|quedan)
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
