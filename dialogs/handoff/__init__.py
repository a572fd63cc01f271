"""Pass the conversation to a person, with all that is known.

> can i talk to someone?
< Of course. One of our staff will answer you here.
"""

from assistant.domain.conversation import Owner
from assistant.domain.facts import FactKind
from assistant.domain.task import Reason
from assistant.engine.dialog import Dialog
from assistant.engine.nodes import become, given, let, notify, tell


class Handoff(Dialog[None], version=1, on=(FactKind.PERSON,)):
    """A person answers from here on; the dialogs below wait for their return."""

    reason: Reason = given(Reason.ASKED_FOR_A_PERSON)

    @let
    def wording(self) -> str:
        """Which wording fits."""
        return self.reason.value

    said: None = tell(wording)
    closed: None = tell()
    task: None = notify(reason)
    staff: None = become(Owner.STAFF)


DIALOGS = (Handoff,)
