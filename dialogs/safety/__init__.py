"""Danger comes before anything else: fixed words, an urgent task, and the on-call people at once.

> i have chest pain
< If this is an emergency, call 911 now. This line is not watched around the clock. Our staff have been alerted.
"""

from assistant.domain.consent import MessageKind
from assistant.domain.conversation import Owner
from assistant.domain.facts import FactKind
from assistant.domain.task import Reason
from assistant.engine.dialog import Dialog
from assistant.engine.nodes import become, notify, tell


class Emergency(Dialog[None], version=1, on=(FactKind.EMERGENCY,), speaks=MessageKind.SAFETY):
    """Bodily danger."""

    said: None = tell()
    task: None = notify(Reason.EMERGENCY, alert=True)
    staff: None = become(Owner.STAFF)


class Crisis(Dialog[None], version=1, on=(FactKind.CRISIS,), speaks=MessageKind.SAFETY):
    """Danger to oneself."""

    said: None = tell()
    task: None = notify(Reason.CRISIS, alert=True)
    staff: None = become(Owner.STAFF)


DIALOGS = (Emergency, Crisis)
