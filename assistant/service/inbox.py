"""The way in: a text is kept once, and committed, before the neighbour hears that we have it."""

from dataclasses import replace

from assistant.domain.clock import Instant
from assistant.domain.facts import Lang
from assistant.domain.message import InboundMessage
from assistant.store import audit, inbox
from assistant.store.database import Tx


def accept(
    tx: Tx, message: InboundMessage, lang: Lang = Lang.EN, received_at: Instant | None = None
) -> bool:
    """Keep the text; False if we have it already, whenever and by whatever way it came.

    A text from the line itself is our own echo and is left alone, or two machines would talk to
    each other for ever. What no database can keep (NUL, half a surrogate pair) is left out; everything else is kept
    as it was written. `lang`: what a new conversation speaks until its texts tell better;
    `received_at`: when it came, if not now.
    """
    if message.sender.address == message.line:
        return False
    kept = inbox.add(tx, storable(message), lang, received_at)
    if kept is None:
        return False
    details = {"message": kept.id, "media": len(message.media)}
    audit.record(tx, action="message_received", conversation=kept.conversation, details=details)
    return True


def storable(message: InboundMessage) -> InboundMessage:
    """The text without what no database and no file can keep."""
    text = message.text.replace("\0", "").encode("utf-8", "replace").decode()
    if text == message.text:
        return message
    return replace(message, text=text)
