"""Two visits in one text: the second is kept until the first is booked, and then arranged by itself.

It lies with the dialog that books the first, and goes with it. Start reading at `set_aside`.
"""

from assistant.domain.facts import ALSO, AS_WELL, FactKind
from assistant.domain.ids import VisitTypeId
from assistant.engine import speech
from assistant.engine.catalog import ROUTING
from assistant.engine.conversation import Frame
from assistant.engine.draft import BOOK, KEPT_KINDS, Draft, Order

_SECOND = frozenset({FactKind.VISIT_TYPE, FactKind.NAME, FactKind.SELF, FactKind.SOMEBODY_ELSE})
"""Kinds of fact that tell the second visit from the first."""


def set_aside(draft: Draft) -> None:
    """Keep what is said of a second visit, where the text begins with two; the patient is told so."""
    if draft.frames and draft.top.dialog != ROUTING:
        return
    facts = draft.base.unheard
    second = next((f for f in facts if f.kind in _SECOND and f.word == ALSO), None)
    if second is None or any(f.kind is FactKind.WANT and f.value != BOOK for f in facts):
        return
    later = [f for f in facts if f.start >= second.start and f.kind in KEPT_KINDS]
    days = [f for f in facts if f.kind is FactKind.WHEN]
    kinds = [f for f in facts if f.kind is FactKind.VISIT_TYPE]
    shared = [f for few in (days, kinds) if len(few) == 1 for f in few]  # "... on Monday"
    draft.second = (*(f for f in shared if f not in later), *later)
    draft.change(unheard=tuple(f for f in facts if f not in later or f in shared))
    draft.note("another-dialog", "second")
    if second.kind is FactKind.VISIT_TYPE:
        name = speech.visit_type(VisitTypeId(second.value), draft.catalog.practice, draft.base.lang)
        draft.engine_says(Order.CHANGE, "second", value=name)
    else:
        draft.engine_says(Order.CHANGE, "second_visit")


def take_up(draft: Draft, done: Frame) -> bool:
    """Begin with the second visit, now that the dialog of the first is through; False: there is none."""
    if not done.second:
        return False
    draft.change(unheard=(*draft.base.unheard, *done.second))
    draft.push(draft.catalog.by_want[BOOK])
    return True


def same_again(draft: Draft) -> bool:
    """What was done last is done for another visit, too: "and the vaccine too", after one was cancelled."""
    dialog = draft.catalog.by_want.get(draft.base.did)
    facts = draft.base.unheard
    is_meant = any(fact.word == AS_WELL for fact in facts)
    if (
        draft.frames
        or dialog is None
        or not is_meant
        or any(f.kind is FactKind.WANT for f in facts)
    ):
        return False
    draft.note("another-dialog", dialog.name)
    draft.push(dialog)
    return True
