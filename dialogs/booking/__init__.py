"""Book one visit.

> hi, i need to see my doctor next week for a checkup, afternoons are best
< Checkup: here is what I have.
< 1) Mon, Mar 9 at 1:00 PM with Dr. Hale, Downtown
< 2) Tue, Mar 10 at 2:30 PM with Dr. Ortiz, Northside
< 3) Wed, Mar 11 at 4:00 PM with Dr. Hale, Downtown
< Reply 1, 2 or 3, or tell me what suits you better.
> 2
< Checkup for Ana, Tue, Mar 10 at 2:30 PM with Dr. Ortiz, Northside. Shall I book it? (Y/N)
> y
< Booked: Checkup, Tue, Mar 10 at 2:30 PM with Dr. Ortiz, Northside. To change it, just text me.
"""

from assistant.domain.effects import BookAppointment, FindSlots, HoldSlot, ReleaseHold
from assistant.domain.facts import FactKind
from assistant.domain.ids import ProviderId, SiteId, VisitTypeId
from assistant.domain.patient import Person
from assistant.domain.schedule import Slot, Wish
from assistant.domain.task import Reason
from assistant.engine.dialog import Dialog
from assistant.engine.kinds import AnUnwantedProvider, AProvider, ASite, AVisitType, AWish
from assistant.engine.nodes import Handoff, ask, call, choose, confirm, do, listen, look
from dialogs.common.identify import Identify


class Booking(
    Dialog[None],
    version=2,
    wants=("book",),
    hints=(FactKind.VISIT_TYPE, FactKind.WHEN, FactKind.PROVIDER, FactKind.SOONEST),
    drops=("cancel",),
    revises=("move",),
):
    """Book one visit: offer first, ask last."""

    visit_type: VisitTypeId = ask(AVisitType())
    without: ProviderId | None = listen(AnUnwantedProvider())
    provider: ProviderId | None = listen(AProvider())
    site: SiteId | None = listen(ASite())
    wish: Wish = listen(AWish(), Wish())
    who: Person = call(Identify)

    @look
    def slots(self) -> FindSlots:
        """Openings nearest to the wish."""
        return FindSlots(
            self.who.id,
            self.visit_type,
            self.provider or None,
            self.wish,
            self.site,
            without=self.without or None,
        )

    slot: Slot = choose(slots, none=wish, empty=Handoff(Reason.NO_SLOT_FITS))

    @do(undo=ReleaseHold, slot_taken=slots)
    def held(self) -> HoldSlot:
        """The picked time is kept for 20 minutes."""
        return HoldSlot(self.slot)

    sure: bool = confirm(no=slot)

    @do(slot_taken=slots, not_allowed=Handoff(Reason.NOT_ALLOWED))
    def visit(self) -> BookAppointment:
        """The visit stands in the schedule."""
        return BookAppointment(self.who.id, self.slot)


DIALOGS = (Booking,)
