"""Cancel a visit.

> cancel it
< Cancel Checkup, Tue, Mar 10 at 2:30 PM with Dr. Ortiz, Northside? (Y/N)
> yes
< Done, that visit is off: Checkup, Tue, Mar 10 at 2:30 PM with Dr. Ortiz, Northside.
< If you would like another time, just text me a day.
"""

from assistant.domain.appointment import Appointment
from assistant.domain.effects import CancelAppointment
from assistant.domain.task import Reason
from assistant.engine.dialog import Dialog
from assistant.engine.nodes import END, Handoff, call, confirm, do
from dialogs.common.which_visit import WhichVisit


class Cancellation(Dialog[None], version=1, wants=("cancel",), yields=("move", "confirm")):
    """Cancel a coming visit after one question."""

    old: Appointment = call(WhichVisit)
    sure: bool = confirm(no=END)

    @do(not_allowed=Handoff(Reason.NOT_ALLOWED))
    def visit(self) -> CancelAppointment:
        """The visit is cancelled and its time free."""
        return CancelAppointment(self.old.id)


DIALOGS = (Cancellation,)
