"""Confirm a visit, or hear when it is.

> when is my visit?
< You have: Checkup, Tue, Mar 10 at 2:30 PM with Dr. Ortiz, Northside.
> ok i'll be there
< Thank you, noted: Checkup, Tue, Mar 10 at 2:30 PM with Dr. Ortiz, Northside. See you then!
"""

from enum import Enum

from assistant.domain.appointment import Appointment
from assistant.domain.effects import ConfirmAppointment, FindVisits, ThreadVisit
from assistant.domain.ids import VisitTypeId
from assistant.domain.patient import Person
from assistant.domain.schedule import Wish
from assistant.domain.task import Reason
from assistant.engine.dialog import Dialog
from assistant.engine.kinds import AChoice, AVisitType, AWish
from assistant.engine.nodes import Handoff, call, do, let, listen, look, tell, when
from dialogs.common.identify import Identify
from dialogs.common.which_visit import WhichVisit


class Confirmation(Dialog[None], version=1, wants=("confirm",)):
    """Note that the patient will come."""

    old: Appointment = call(WhichVisit)

    @do(not_allowed=Handoff(Reason.NOT_ALLOWED))
    def visit(self) -> ConfirmAppointment:
        """The visit is marked as accepted by the patient."""
        return ConfirmAppointment(self.old.id)


class Which(Enum):
    """How many of them."""

    ALL = "all"


class Visits(Dialog[None], version=2, wants=("visits",)):
    """Tell which visits are coming: the thread's own at once, others after the date of birth."""

    which: Which | None = listen(AChoice(Which))
    hint: Wish | None = listen(AWish())
    kind: VisitTypeId | None = listen(AVisitType())

    @look
    def thread(self) -> ThreadVisit:
        """The visit this thread was last about."""
        return ThreadVisit(self.hint)

    @let
    def is_clear(self) -> bool:
        """Does the thread tell?"""
        if self.thread is None or self.which is not None:
            return False
        return self.kind in {None, self.thread.visit_type}

    with when(is_clear, True):
        this: None = tell()
    with when(is_clear, False):
        who: Person = call(Identify, sure=True)

        @look
        def visits(self) -> FindVisits:
            """The patient's coming visits."""
            return FindVisits(self.who.id, self.hint)

        @let
        def count(self) -> str:
            """Which wording fits."""
            return "several" if len(self.visits) > 1 else "one" if self.visits else "none"

        all_of_them: None = tell(count)


DIALOGS = (Confirmation, Visits)
