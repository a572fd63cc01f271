"""What a phone wrote, not its owner: reactions that quote our own text, and automatic answers.

Neither is read for days or names. A thumb on a question is an answer to it.
"""

import re

from assistant.domain.facts import Fact, FactKind
from assistant.understanding.text import Text

_REACTION = re.compile(
    r"^\s*(?P<said>liked|loved|emphasi[sz]ed|disliked|questioned|laughed at|reacted \S+ to"
    r"|removed an? [a-z ]{2,20} from|le gusto|no le gusto|le disgusto|le encanto|se rio de|le dio risa"
    r"|enfatizo|pregunto por|puso en duda|reacciono con \S+ a|quito un? [a-z ]{2,20} de"
    r"|[\u2600-\u27bf\U0001f300-\U0001faff]+ (?:to|a))\s+"
    r"(?:[\u201c\u201d\u00ab\"'](?P<quoted>.*)|(?:an?|una?|el|la) (?:image|photo|picture|attachment|video|imagen|foto))\s*$",
    re.DOTALL,
)
_KINDLY = (
    "liked",
    "loved",
    "le gusto",
    "le encanto",
    "\U0001f44d",
    "\u2764",
    "reacted \U0001f44d",
    "reacciono con \U0001f44d",
)
_UNKINDLY = ("disliked", "no le gusto", "le disgusto", "\U0001f44e", "reacted \U0001f44e")
_ASKS = re.compile(
    r"\?|\b(?:reply|text|responda|conteste|envie)\s+[\"'\u201c]?(?:yes|y|c|1|si|ok)\b"
)
_AUTOMATIC = re.compile(
    r"\bauto(?:mat(?:ic|ed))?[- ]?(?:reply|response|message|responder)\b"
    r"|\b(?:respuesta|mensaje|contestacion) automatic[ao]\b"
    r"|\bdo not disturb\b|\bmodo no molestar\b"
    r"|\bnot receiving notifications\b"
    r"|\bout of (?:the )?office\b.*\b(?:until|return|respond|reply|back)\b"
    r"|\bfuera de la oficina\b.*\b(?:hasta|regreso|respond|contest)"
    r"|\bsent from my (?:car|vehicle)\b"
    r"|\bi(?: a|')m (?:currently )?(?:driving|in a meeting|on a flight)\b[^?]*"
    r"\b(?:get back to you|can(?:no|')t (?:text|talk|respond|reply|answer)|will (?:respond|reply|text)|see your message)\b"
    r"|\b(?:estoy|voy) (?:manejando|conduciendo|en una reunion)\b[^?]*"
    r"\b(?:le |te |les )?(?:respond|contest|escrib|llam|vere su mensaje)",
    re.DOTALL,
)
REACTION = "reaction"


def reaction(text: Text) -> Fact | None:
    """The fact of a reaction to a message of ours: an answer if it was a question, else an echo."""
    match = _REACTION.match(text.plain)
    if match is None:
        return None
    said, end = match["said"], len(text.clean)
    if match["quoted"] and _ASKS.search(match["quoted"]):
        if said.startswith(_KINDLY):
            return Fact(FactKind.YES, 0, end, word=REACTION)
        if said.startswith(_UNKINDLY):
            return Fact(FactKind.NO, 0, end, word=REACTION)
    return Fact(FactKind.ECHO, 0, end, value=REACTION)


def auto_reply(text: Text) -> Fact | None:
    """The fact of an answer that a machine gave in the patient's place."""
    if _AUTOMATIC.search(text.plain) is None:
        return None
    return Fact(FactKind.ECHO, 0, len(text.clean), value="auto-reply")
