"""Spanish phrases: what says nothing, danger, and leaving. Patterns as in `phrases`."""

from assistant.domain.facts import FactKind as K
from assistant.understanding.words.table import Table

_ILLNESS = "infarto|derrame|derrame cerebral|embolia|ictus|ataque al corazon|convulsion|convulsiones|sobredosis|dolor de pecho|dolor en el pecho|desmayo|reaccion alergica"
_LONG_AGO = (
    "hace * (anos|ano|meses|mes)|el ano pasado|el mes pasado|de nino|de nina|de joven|"
    + "|".join(f"en {year}" for year in range(1950, 2050))
)

NOTHING: Table = (
    (
        None,
        "",
        f"""
        (contacto|contactos|numero|numeros|caso|salida|curso|cursos|clase|sala|cuarto) de (emergencia|emergencias)
        no es [una] (emergencia|urgente)
        en persona
        emergencia (familiar|de trabajo|personal|en el trabajo|en casa|en la familia|del trabajo)
        (me|se) (muero|muere|morimos) (de|por) *
        nos morimos (de|por)
        me (mata|matan|esta matando|estan matando) (el|la|los|las) *
        (antecedentes|historial|historia) [familiares] de ({_ILLNESS})
        [tuvo|tuve|tiene|le dio|me dio|sufrio] [un|una] ({_ILLNESS}) ({_LONG_AGO})
        ({_LONG_AGO}) [tuvo|tuve|le dio|me dio|sufrio|que tuve] [un|una] ({_ILLNESS})
        (despues|luego|recuperacion|rehabilitacion|control|cita|terapia|seguimiento) (de|del|por) [el|la|un|mi|su] ({_ILLNESS})
        (sin|no tengo|no tuvo|no tiene|no he tenido|ya no tengo|nunca) [mas|el] ({_ILLNESS})
        (medicina|medicinas|pastilla|pastillas|medicamento|receta|tratamiento|refill|jarabe) (para|de|contra) [la|las|los|el] ({_ILLNESS}|epilepsia|desmayos)
        (prevencion|taller|curso|clase|platica|grupo) (de|del|para el|sobre) [prevencion] [del|de] (suicidio|sobredosis|emergencias)
        (ahogo|ahogado|ahogada|ahogando|ahogados) (de|en|con) [tanto|mucho|el|la|mi] (trabajo|tarea|tareas|deudas|pendientes|papeles)
        (no dejen|no dejes|no deje) de (escribir|escribirme|mandar|mandarme|enviar|enviarme)
        (parar|para|pare|baja|dar de baja) por
        ya [la|lo|le|les|me|se|se la|me la|la habia|lo habia] (cancele|cancelamos|confirme|confirmamos|cambie|cambiamos|movi|movimos|reprograme|reagende|cancelaron|cambiaron|movieron|habia cancelado) [la|mi|el|de] [cita|consulta|turno|hora]
        [quiero|quisiera|necesito|voy a|para] (dar|doy|den|dan|demos|dieron|dio) de baja (mi|el|a mi|del|de la) (seguro|plan|hijo|hija|poliza)
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
        (no|casi no|apenas|dejo de|no esta) (respira|esta respirando|respiro|respirar|respirando) [bien]
        [dolor|opresion|presion|punzada] (me|le|se le|se me) (aprieta|oprime|arde mucho) el (pecho|corazon)
        (opresion|presion|apreton|peso) (en|de|al) [el|mi|su] pecho
        (me|le|nos|se me) (falta|esta faltando|faltaba) [mucho] [el] aire
        (me|se|se me) (ahogo|ahoga|estoy ahogando|esta ahogando|asfixia|asfixio)
        (dificultad|dificultades|problemas|problema) (para|al|de) respirar
        falta de aire
        me cuesta respirar
        (me|se) [me|esta|estoy|nos] (muero|muriendo|muere)
        (esta|estoy) muriendo
        (infarto|infartando|infartado|ataque al corazon|ataque cardiaco|paro cardiaco|derrame cerebral|derrame|embolia|ictus)
        (convulsion|convulsiones|convulsionando|convulsionar|epileptico)
        (sobredosis|intoxicado|intoxicada|envenenado|envenenada|intoxicacion|veneno)
        (se|me) [ha|han] (tomo|trago|tome|trague|tomado|tragado) [*] (pastillas|tabletas)
        (tome|tomo|tomado) [*] (frasco|bote|todas|monton|punado) [de] [las|mis|sus|la] [pastillas]
        (tome|tomo|trago|tomado|tragado|trague|comio|bebio|trago) [*] (pila|pilas|cloro|veneno|blanqueador|detergente|limpiador|gasolina|imanes|acido|raticida|insecticida|moneda)
        (boca|cara|lengua) [*] (torcida|chueca|caida|torcio|cayo)
        (torcio|cayo|chueco) (la|un lado de la) (boca|cara)
        (no|casi no) [puede|puedo|logra] (mueve|mover|siente|sentir|siento|muevo) [bien] (el|la|los|las|un|una|su|mi|medio|media|ningun) [lado|brazo|pierna|mano|piernas|brazos|cuerpo|cara]
        (no|casi no) [puede|puedo] (habla|hablar|ve|ver|camina|caminar|hablo|veo) [bien] (de repente|de golpe|derecho|claro)
        habla (raro|enredado|arrastrado|trabado|muy raro)
        (hincho|hinchando|hinchada|hinchado|hinchan|hinchada) [mucho|toda|todo] (la|los|su|mi|las) (lengua|cara|garganta|labios|boca|cuello)
        (poniendo|puso|pone|ponen) (azul|azules|morado|morada|morados|palido)
        (esta|estan|puso|se ve) (morado|morada|azul|palido y frio)
        (tome|tomo|trago|tomaron|tomado) (muchas|demasiadas|todas|un monton de|un punado de) [las] (pastillas|medicinas|tabletas)
        me siento morir
        (respira|respirando|respiro) (muy|bien|con) [mucha] (mal|rapido|raro|dificultad)
        (le|me) [esta] (dio|dando|da) un ataque
        (durmio|durmieron|paralizo|entumio|adormecio) [toda|todo] (la|el|media|medio|un lado de la) (cara|brazo|lado|cuerpo|pierna)
        (sangrando|sangro|sangrado) [y] [estoy|esta|*] embarazada
        ya viene el bebe
        (mordio|pico) una (vibora|serpiente|culebra|cobra|viuda negra)
        (sangre) (por|en) (la boca|el oido|los oidos|el vomito|la orina)
        (labios|cara|piel|bebe) [esta|estan] (azul|azules|morado|morados|morada)
        (rompio|rompieron|rompi) (la|mi) (fuente|bolsa)
        se [me|le] (rompio|reventaron|revento) [las] (fuente|aguas)
        (contracciones|parto) (cada|ya|en camino)
        (embarazada) [y|*] (sangrando|sangro|sangrado)
        (se|me|lo|la) [esta|estoy|estan] (atragantando|atraganto|atraganta|asfixiando|asfixia|ahogando|desangrando|electrocuto)
        (fiebre|temperatura|calentura) de (41|42|105|106)
        (le|me|lo|la) (dispararon|apunalaron|acuchillaron|balacearon|balearon|atropellaron)
        (golpeo|golpe|pego) [*] cabeza [*] (vomita|vomitando|confundido|confundida|desmayo|inconsciente)
        (se cayo|cayo) [*] (no se mueve|no despierta|no responde|no puede moverse)
        (sangrado|hemorragia|sangra|sangrando|sangro|sangre) (mucho|fuerte|abundante|no para|severo|muchisimo|grave)
        (hemorragia|desangrando|desangra)
        (no|no me|no le) (para|deja|paro|detiene) de sangrar
        (mucha|perdiendo) sangre
        (vomitando|tosiendo|vomito|escupiendo|vomita|tose|escupe|orina|orinando|tosio|escupo) [mucha] sangre
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
        (me|se) (quiero|quiere|voy a|va a|quisiera|quise) (morir|matar|suicidar|lastimar|cortar|hacer dano|quitar la vida)
        (corte|cortarme|cortado|corto|cortando) (las|los|mis) (venas|munecas|brazos)
        (quitarme|quitarse) (la|mi) vida
        mejor me (muero|mato)
        (mejor|mejores) sin mi
        (hacerme|hacerse|me voy a hacer|me quiero hacer) (dano|algo|algo malo)
        (pensamientos|ideas|pienso|pensando) (de|en|sobre) [la] (muerte|suicidio|morir|matarme|quitarme|suicidas|suicidarme|acabar)
        (ya no|no) quiero (estar aqui|estar viva|estar vivo|estar en este mundo|despertar)
        (me estoy|estoy|sigo|volvi a) (cortando|cortarme|cortandome|lastimando|lastimandome)
        ^ me corto $
        hacer una locura
        no aguanto mas [la vida|esta vida|vivir]
        (cansado|cansada|harto|harta) de (vivir|la vida)
        (quiero|quisiera) (desaparecer|dejar de existir|que todo acabe|que todo termine|acabar con todo)
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
        (me quiero|me doy|quiero|quisiera|deseo) [darme|dar me] de baja
        (quiero|quisiera|deseo) dar de baja (mi numero|el numero|este numero|los mensajes|estos mensajes|$)
        (darme|denme|deme|dame|darse) de baja
        (quitenme|saquenme|borrenme|quiteme|saqueme|elimineme|eliminenme|borreme|quitame|sacame|borrame) [de] [la|su|esta|sus] [lista|listas]
        (borren|borre|eliminen|elimine|quiten|quite|saquen|saque) mi (numero|telefono|celular|contacto)
        (no mas|ya no mas|no mas por favor|basta de|suficientes) (mensajes|textos|mensaje|recordatorios|sms)
        (cancelar|anular|cancele|cancelen) [la|mi|los|mis|estos] (suscripcion|subscripcion|mensajes|textos|notificaciones|recordatorios)
        (cancelar|anular) [la|mi] (suscripcion|subscripcion)
        (alto|parar|pare|paren|stop) [a|con|ya] [los|sus|estos|esos|tantos] (mensajes|textos|recordatorios)
        ^ (pare|paren|parenle|parele|parale) [ya|por favor] $
        ^ ya (parenle|parele|no mas|basta|pare|paren) [por favor] $
        (borren|borre|eliminen) (mis datos|mi informacion|mi contacto)
        ^ [quiero] dar de baja $
        (salir|salirme|salgo|sacarme) de (esta|la|su|sus) (lista|listas|mensajes)
        (dejenme|dejame|dejeme) en paz
        (ya|por favor|favor|que) [ya] no [me|nos] (manden|mande|mandes|envien|envie|escriban|escriba|texteen) [mas] (mensajes|textos|mensajitos|recordatorios|nada)
        no [me|nos] (vuelvan|vuelva|vuelvas) a (escribir|escribirme|mandar|mandarme|contactar|contactarme|enviar|enviarme|textear|llamar|molestar)
        (eliminar|borrar|quitar|sacar|eliminenme|quiten|quitar) (mi|este) (numero|telefono|celular)
        (parenle|parele|parale|basta|ya basta|suficiente|suficientes|dejen|cesen|paren|pare) [ya] (de|con) [los|tantos|tanto|sus|estos|enviar|mandar] (mensajes|textos|mensaje|recordatorios|spam|mensajitos)
        (quitenme|saquenme|borrenme|quiteme|saqueme|eliminenme|quitame|sacame|borrame) de (aqui|esto|la lista|su lista|ahi|sus mensajes)
        [ya] no (quiero|deseo|quisiera|necesito) [recibir|ver] [mas|sus|estos|tantos|ningun|ya] (mensajes|mensaje|textos|texto|recordatorios|sms|notificaciones|mensajitos)
        (quiero|quisiera|deseo|como|me gustaria) [puedo|hago para] (desuscribirme|dejar de recibir|cancelar los mensajes|parar los mensajes|salir de la lista|salirme de la lista)
        (dejen|deje|dejar) de (mandar|enviar) [me|estos|esos|tantos] [mensajes|textos]
        (desuscribanme|desinscribanme|desinscribir|desuscribeme)
        (desuscribirme|desuscribir|desinscribirme|desuscribanme)
        """,
    ),
)
