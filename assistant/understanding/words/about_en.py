"""English phrases: who writes, and how the talk should go on. Patterns as in `phrases`."""

from assistant.domain.facts import FactKind as K
from assistant.understanding.words.table import Table

ABOUT: Table = (
    (
        K.NEW_PATIENT,
        "",
        """
        (new|first time) (patient|patients|client|here|pt|customer)
        (never|havent|have not|not|i havent) (been|come|visited|seen|was|been a patient|ever been) [been] (there|here|before|to you|to your|you|in|a patient|with you)
        (first|1st) (time|visit|appointment) [here|there|with you|visiting|coming]
        (become|becoming|be) a [new] patient
        (accepting|taking|accept|take|see|seeing) [any] new (patients|patient|clients)
        (accepting|taking) (patients|clients)
        im new
        i am new
        ^ [yes|yeah|yep|yup|hi|im|a] [a|brand] new [here|one|there] [please] $
        """,
    ),
    (
        K.KNOWN_PATIENT,
        "",
        """
        (been|was|come|went|seen) (there|here|to you|before|a patient|with you|in before|by you|there before|here before) [for years|before|already]
        (existing|current|established|returning|old|regular|already a) (patient|pt|client)
        (already|am) [am|im] a patient
        (seen|saw|see|seeing) (dr|doctor|you guys|him|her|you) (before|already|last)
        not [a] new [patient]
        patient of (dr|doctor|yours|the)
        """,
    ),
    (
        K.CONTROL,
        "back",
        """
        (go|take me|bring me|going|step) back [one|a step|to the previous|to that]
        ^ [go] back [please] $
        undo
        ^ previous $
        (previous|last) (step|question|one|page|screen)
        """,
    ),
    (
        K.CONTROL,
        "continue",
        """
        ^ [ok|yes|please|lets|can we] (continue|resume|go on|carry on|keep going) [please] $
        (continue|resume|go on|carry on|pick up) [from] where (we|i) (left off|stopped|were|was)
        """,
    ),
    (
        K.CONTROL,
        "start-over",
        """
        (start|starting|begin|lets start|do it|start all) [all] (over|again|anew|fresh|from scratch|from the beginning|from the start|from the top)
        (restart|main menu|begin again)
        ^ (menu|reset|redo) $
        """,
    ),
    (
        K.CONTROL,
        "never-mind",
        """
        (never mind|nevermind|nvm|nvrmind|nm|nevr mind|forget it|forget about it|forget that|disregard|ignore that|ignore me|ignore this|skip it|drop it|scratch that|leave it|its ok nvm|changed my mind|change my mind|no longer needed|not anymore)
        """,
    ),
    (
        K.CONTROL,
        "keep",
        """
        ^ [no|nah|nope|actually|wait|ok|please|sorry|oh|hmm] [no|actually|wait|lets|ill|i will|just|please|sorry] (keep|leave) (it|mine|them|that|everything|things) [there|like that|as is|as it is|as it was|as planned|the way it is|where it is|how it is] [please|thanks|thank you|then|sorry] $
        (keep|leave|keeping) (it|mine|that|everything|things|my appointment|my visit|the appointment|the visit|the old one|the old time|my old time|my time|the original|the original one) (as is|as it is|as it was|as planned|the way it is|where it is|how it is|there)
        (keep|keeping) (my appointment|my visit|my appt|the appointment|the visit|the old one|the old time|my old time|my time|the original|the original one|the original time|my original time) $
        """,
    ),
    (
        K.CONTROL,
        "wait",
        """
        (hold on|hang on|one sec|one second|one moment|just a moment|just a sec|just a second|just a minute|gimme a sec|give me a sec|give me a second|give me a minute|give me a min|give me a moment|wait a sec|wait a second|wait a minute|brb|be right back|bear with me)
        let me (check|ask|see|look|think|talk to|get back to you|find out|confirm with) [with|my|about|at|on|if|it|the|when]
        (need|have|want|gotta) to (check|ask|think|talk to) [with|my|about|at|it]
        (ill|i will) (check|ask|think about|get back to|let you know) [with|my|about|you|it]
        """,
    ),
    (
        K.CONTROL,
        "repeat",
        """
        ^ (what|huh|wat|pardon|excuse me|sorry|come again|again|eh) $
        (repeat|rephrase|say again|pardon me|what was that|what did you say|say what|say that again|repeat that|send that again|resend|what were the options|what were they)
        (can|could) you (repeat|say|send|resend) (that|it|again|this|the options) [again]
        (sorry what|wait what|what do you mean|i dont understand|dont understand|didnt understand|did not understand|i do not understand|i dont get it|not sure what you mean|confused|im confused)
        once more
        one more time
        again please
        """,
    ),
    (
        K.LANGUAGE,
        "en",
        """
        (english|inglish|in english|speak english|english please|do you speak english|english only)
        """,
    ),
    (
        K.LANGUAGE,
        "es",
        """
        (spanish|in spanish|speak spanish|spanish please|do you speak spanish|spanish speaker|spanish speaking)
        """,
    ),
    (
        K.GREETING,
        "",
        """
        (hi|hello|hey|hiya|howdy|heya|hii|hiii|helo|hallo|sup|greetings|hey there|hi there|hello there|hey yall|whats up|gm)
        ^ yo $
        (good|gd|happy) (morning|afternoon|evening|day|night|monday|tuesday|wednesday|thursday|friday)
        """,
    ),
    (
        K.THANKS,
        "",
        """
        (thanks|thank you|thank u|thx|ty|tysm|thnx|thanx|tks|thankyou|thank|appreciate it|appreciate your|appreciate you|appreciate the|appreciate all|much appreciated|thanks so much|thanks a lot|thank you so much|many thanks|cheers|appreciated|i appreciate it|thank you very much|thanks very much|thats all)
        """,
    ),
)
