"""Spanish phrases: who writes, and how the talk should go on. Patterns as in `phrases`."""

from assistant.domain.facts import FactKind as K
from assistant.understanding.words.table import Table

ABOUT: Table = (
    (
        K.NEW_PATIENT,
        "",
        """
        (paciente|pacientes) (nuevo|nueva|nuevos|nuevas)
        (nuevo|nueva) paciente
        (soy|somos) (nuevo|nueva|nuevos)
        ^ [si|soy] (nuevo|nueva) [aqui] $
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
        "continue",
        """
        ^ [si|vale|quiero|podemos|vamos a] (seguir|sigamos|continuar|continuemos|continua|continue) [por favor] $
        (seguir|sigamos|continuar|continuemos|retomar|retomemos) (donde|con lo que) (estabamos|quedamos|lo dejamos|empezamos)
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
        [mejor] (dejarla|dejarlo|dejala|dejalo|dejela|dejelo|dejenla|dejenlo|dejemosla|dejemoslo|la dejo|lo dejo|la dejamos|que quede|que se quede) (asi|como esta|igual|como estaba)
        (olvidalo|olvidelo|dejalo|dejelo|no importa|ya no importa|olvidenlo|dejenlo|mejor nada|ya nada|dejalo asi|cambie de opinion|ignora eso)
        ^ (nada|ya no) $
        """,
    ),
    (
        K.CONTROL,
        "keep",
        """
        ^ [no|mejor|ay no|bueno|espere] [no|mejor|ya] (dejela|dejala|la dejo|dejemosla|que se quede|que quede asi) [asi|como esta|como estaba|ahi] [por favor|gracias] $
        (dejela|dejala|la dejo|dejar la cita|dejo la cita|deje la cita|mantener la cita|mantengo la cita|mantenga la cita) (asi|como esta|como estaba|ahi|donde esta)
        (no|ya no) (la cambie|lo cambie|me la cambie|la mueva|la cambien|la mueva|cambie nada|mueva nada)
        (mantenga|mantengo|deje|dejo|conservo|conserve) (la cita|mi cita|la original|la de antes) $
        """,
    ),
    (
        K.CONTROL,
        "wait",
        """
        (un momento|un momentito|un segundo|un minuto|espere|espereme|espera|esperame|permitame|aguanteme|ahorita le digo|ahorita te digo|luego le digo|luego le aviso)
        (dejame|dejeme|deje|deja) (ver|checar|checo|veo|pregunto|preguntar|preguntarle|pensar|pensarlo|reviso|revisar|consultar|consultarlo)
        (tengo|necesito|voy a|quiero) [que] (checar|preguntar|preguntarle|consultar|consultarlo|pensarlo) [con|a|mi]
        lo (consulto|pienso|checo|veo) [con|y]
        """,
    ),
    (
        K.CONTROL,
        "repeat",
        """
        ^ (otra vez|de nuevo|mande|como|perdon|que) [por favor] $
        ^ que dijo $
        (repite|repita|repitelo|repitalo|repetir|repiteme|repitame|me repite|puede repetir|como dijo|como dices|perdon que|que cosa)
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
