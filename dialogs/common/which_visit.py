"""Which visit is meant?

> cancel my visit
< Which visit do you mean?
< 1) Checkup, Tue, Mar 3 at 9:00 AM with Dr. Hale, Downtown
< 2) Flu shot, Fri, Mar 6 at 2:00 PM with Dr. Hale, Downtown
> the one on friday
"""

from assistant.domain.appointment import Appointment
from assistant.domain.effects import FindVisits, ThreadVisit
from assistant.domain.facts import FactKind
from assistant.domain.ids import VisitTypeId
from assistant.domain.patient import Person
from assistant.domain.schedule import Wish
from assistant.engine.dialog import Dialog
from assistant.engine.kinds import AValue, AVisitType, AWish
from assistant.engine.nodes import END, call, choose, let, listen, look, when
from dialogs.common.identify import Identify


class WhichVisit(Dialog[Appointment], version=2):
    """The visit that is meant: the one this thread is about, else one the patient proves to be theirs."""

    hint: Wish | None = listen(AWish())
    kind: VisitTypeId | None = listen(AVisitType())
    nth: str | None = listen(AValue(FactKind.PICK, "last", *"123456789"))

    @look
    def thread(self) -> ThreadVisit:
        """The visit this thread was last about."""
        return ThreadVisit(self.hint)

    @let
    def is_clear(self) -> bool:
        """Does the thread tell?"""
        if self.thread is None or self.nth is not None:
            return False
        return self.kind in {None, self.thread.visit_type}

    with when(is_clear, False):
        who: Person = call(Identify, sure=True)

        @look
        def visits(self) -> FindVisits:
            """The patient's coming visits, those of the day named if there are any."""
            return FindVisits(self.who.id, self.hint)

        @let
        def meant(self) -> tuple[Appointment, ...]:
            """Those of the kind that was named, if there are any; that one, if it was counted."""
            named = tuple(v for v in self.visits if self.kind in {None, v.visit_type})
            found = named or self.visits
            at = len(found) if self.nth == "last" else int(self.nth or 0)
            return found[at - 1 : at] if 0 < at <= len(found) else found

        visit: Appointment = choose(meant, empty=END, silent=True)

    def result(self) -> Appointment:
        """The visit."""
        return self.thread if self.is_clear and self.thread is not None else self.visit
