"""Cancel a visit, or all of them.

> cancel it
< Cancel Checkup, Tue, Mar 10 at 2:30 PM with Dr. Ortiz, Northside? (Y/N)
> yes
< Done, that visit is off: Checkup, Tue, Mar 10 at 2:30 PM with Dr. Ortiz, Northside.
< If you would like another time, just text me a day.
"""

from enum import Enum

from assistant.domain.appointment import Appointment
from assistant.domain.effects import CancelAppointment, CancelAppointments, FindVisits
from assistant.domain.patient import Person
from assistant.domain.task import Reason
from assistant.engine.dialog import Dialog
from assistant.engine.kinds import AChoice
from assistant.engine.nodes import END, Handoff, call, confirm, do, let, listen, look, tell, when
from dialogs.common.identify import Identify
from dialogs.common.which_visit import WhichVisit


class HowMany(Enum):
    """How many of the visits."""

    ALL = "all"


class Cancellation(Dialog[None], version=2, wants=("cancel",), yields=("move", "confirm")):
    """Cancel a coming visit, or all of them, after one question."""

    how_many: HowMany | None = listen(AChoice(HowMany))

    @let
    def is_all(self) -> bool:
        """Are all of them to go?"""
        return self.how_many is HowMany.ALL

    with when(is_all, False):
        old: Appointment = call(WhichVisit)
        sure: bool = confirm(no=END)

        @do(not_allowed=Handoff(Reason.NOT_ALLOWED))
        def visit(self) -> CancelAppointment:
            """The visit is cancelled and its time free."""
            return CancelAppointment(self.old.id)

    with when(is_all, True):
        who: Person = call(Identify, sure=True)

        @look
        def visits(self) -> FindVisits:
            """The patient's coming visits."""
            return FindVisits(self.who.id)

        @let
        def has_any(self) -> bool:
            """Is there one?"""
            return bool(self.visits)

    with when(has_any, False):
        none: None = tell()

    with when(has_any, True):
        sure_of_all: bool = confirm(no=END)

        @do(not_allowed=Handoff(Reason.NOT_ALLOWED))
        def gone(self) -> CancelAppointments:
            """All of them are cancelled and their times free."""
            return CancelAppointments(tuple(visit.id for visit in self.visits))


DIALOGS = (Cancellation,)
