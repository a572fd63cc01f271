"""Move a visit; the old time is kept until the new one is taken.

> actually can we make it friday
< Your visit now: Checkup, Tue, Mar 10 at 2:30 PM with Dr. Ortiz, Northside. It could move to:
< 1) Fri, Mar 13 at 9:00 AM with Dr. Ortiz, Northside
< 2) Fri, Mar 13 at 11:30 AM with Dr. Ortiz, Northside
< Reply with a number, or tell me what suits you better.
> 1
< Move it to Fri, Mar 13 at 9:00 AM with Dr. Ortiz, Northside? (Y/N)
> y
< Moved: Checkup, Fri, Mar 13 at 9:00 AM with Dr. Ortiz, Northside. The old time is free again.
"""

from assistant.domain.appointment import Appointment
from assistant.domain.effects import FindSlots, HoldSlot, MoveAppointment, ReleaseHold
from assistant.domain.ids import ProviderId, SiteId
from assistant.domain.schedule import Slot, Wish
from assistant.domain.task import Reason
from assistant.engine.dialog import Dialog
from assistant.engine.kinds import AnUnwantedProvider, AProvider, ASite, AWish
from assistant.engine.nodes import Handoff, call, choose, confirm, do, listen, look
from dialogs.common.which_visit import WhichVisit


class Rescheduling(Dialog[None], version=2, wants=("move",), yields=("cancel",), revises=("move",)):
    """Move a visit: same kind, and the same provider where the wish allows it."""

    without: ProviderId | None = listen(AnUnwantedProvider())
    provider: ProviderId | None = listen(AProvider())
    site: SiteId | None = listen(ASite())
    wish: Wish | None = listen(AWish(of_a_visit=True))
    old: Appointment = call(WhichVisit)

    @look
    def slots(self) -> FindSlots:
        """Openings nearest to the wish, else after its day; its own time counts as free."""
        return FindSlots(
            self.old.patient,
            self.old.visit_type,
            self.provider or None,
            self.wish,
            self.site,
            moving=self.old.id,
            rather=self.old.provider if self.provider is None else None,
            without=self.without or None,
        )

    slot: Slot = choose(slots, none=wish, empty=Handoff(Reason.NO_SLOT_FITS))

    @do(undo=ReleaseHold, slot_taken=slots)
    def held(self) -> HoldSlot:
        """The picked time is kept for 20 minutes, beside the old one."""
        return HoldSlot(self.slot, moving=self.old.id)

    sure: bool = confirm(no=slot)

    @do(slot_taken=slots, not_allowed=Handoff(Reason.NOT_ALLOWED))
    def visit(self) -> MoveAppointment:
        """The visit stands at its new time, and nowhere else."""
        return MoveAppointment(self.old.id, self.slot)


DIALOGS = (Rescheduling,)
