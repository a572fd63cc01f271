"""Two visits in one text: the second is kept until the first is booked, and then arranged by itself.

Start reading at `set_aside`.
"""

from assistant.domain.facts import ALSO, Fact, FactKind
from assistant.domain.ids import VisitTypeId
from assistant.domain.practice import Modality
from assistant.engine import speech
from assistant.engine.catalog import ROUTING
from assistant.engine.draft import KEPT_KINDS, Draft, Order

_WANT = "book"


def set_aside(draft: Draft) -> None:
    """Keep what is said of a second visit, where the text begins with two; the patient is told so."""
    if draft.frames and draft.top.dialog != ROUTING:
        return
    facts = draft.base.unheard
    second = next((f for f in facts if f.kind is FactKind.VISIT_TYPE and f.word == ALSO), None)
    if second is None or _is_one_by_video(draft, facts):
        return
    if any(f.kind is FactKind.WANT and f.value != _WANT for f in facts):
        return
    later = tuple(f for f in facts if f.start >= second.start and f.kind in KEPT_KINDS)
    days = [f for f in facts if f.kind is FactKind.WHEN]
    shared = days if len(days) == 1 else []  # "a checkup and a flu shot on Monday"
    now = tuple(f for f in facts if f not in later or f in shared)
    draft.change(
        unheard=now,
        second=(*(f for f in shared if f not in later), *later),
    )
    name = speech.visit_type(VisitTypeId(second.value), draft.catalog.practice, draft.base.lang)
    draft.note("another-dialog", "second")
    draft.engine_says(Order.CHANGE, "second", value=name)


def take_up(draft: Draft, wants: tuple[str, ...]) -> bool:
    """Begin with the second visit, now that a dialog of these wants is through; False: there is none."""
    if not draft.base.second or _WANT not in wants:
        return False
    draft.change(unheard=(*draft.base.unheard, *draft.base.second), second=())
    draft.push(draft.catalog.by_want[_WANT])
    return True


def _is_one_by_video(draft: Draft, facts: tuple[Fact, ...]) -> bool:
    """Is one of the kinds only how the other is to be held ("a checkup and by video")?"""
    said = {f.value for f in facts if f.kind is FactKind.VISIT_TYPE}
    kinds = draft.catalog.practice.visit_types
    return any(kind.id in said and kind.modality is Modality.VIDEO for kind in kinds)
