"""A staff member answers in the patient's stead: each field by its own kind's check."""

from typing import Any

from assistant.domain.facts import Fact, FactKind
from assistant.engine import guards
from assistant.engine.draft import Draft
from assistant.engine.nodes import Ask, Choose, Confirm, Listen, Node
from assistant.engine.questions.answering import pick_shown


def fill(draft: Draft, name: str, facts: tuple[Fact, ...]) -> bool:
    """Set a field of the dialogs in progress by its own kind's check; False: it is not that.

    A pick and a yes can only be given to the question that is open.
    """
    draft.change(unheard=facts)
    for index in range(len(draft.frames) - 1, -1, -1):
        node = draft.dialog(index).nodes.get(name)
        if node is not None:
            value = _filled(draft, index, node)
            draft.change(unheard=())
            return value is not None and draft.set(index, node, value, may_undo=False)
    draft.change(unheard=())
    return False


def _filled(draft: Draft, index: int, node: Node) -> Any:
    """What a staff member's words are for that field; None: nothing."""
    if isinstance(node, Ask | Listen):
        return draft.read(index, node, draft.frames[index].data.get(node.name), may_be_old=False)
    if index < len(draft.frames) - 1 or draft.top.asked != node.name:
        return None
    if isinstance(node, Choose):
        picked = pick_shown(draft)
        return None if picked is None else draft.top.shown[picked]
    yes = guards.first_of(draft.base.unheard, (FactKind.YES,))
    return True if isinstance(node, Confirm) and yes is not None else None
