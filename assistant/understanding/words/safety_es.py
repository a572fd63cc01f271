"""Spanish phrases: what says nothing, danger, and leaving. Patterns as in `phrases`."""

from assistant.domain.facts import FactKind as K
from assistant.understanding.words.table import Table

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
