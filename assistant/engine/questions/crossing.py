"""Texts that cross: one that was received before the open question had been sent.

What points at a question, or at times on offer, points at the ones before; the rest counts.
"""

from assistant.domain.facts import Fact, FactKind
from assistant.engine.draft import Draft, Order
from assistant.engine.nodes import Confirm

_POLITE = frozenset({FactKind.GREETING, FactKind.THANKS, FactKind.LANGUAGE})
_OF_WHAT_WAS_SHOWN = frozenset(
    {
        FactKind.PICK,
        FactKind.YES,
        FactKind.NO,
        FactKind.NONE_OF_THESE,
        FactKind.LATER,
        FactKind.EARLIER,
    }
)
"""Facts that mean nothing without the question, or the times, that the patient had before them."""


def _points_at_the_question(draft: Draft, fact: Fact) -> bool:
    """Does it mean nothing without the question? "Book it" is a yes to who was asked that."""
    if fact.kind in _OF_WHAT_WAS_SHOWN:
        return True
    dialog = draft.dialog()
    node = dialog.nodes.get(draft.top.asked)
    if not isinstance(node, Confirm):
        return False
    is_own = fact.kind is FactKind.WANT and fact.value in (*dialog.wants, *dialog.revises)
    return is_own or fact.kind in {*node.means_yes, *node.means_no}


def only_crossed(draft: Draft) -> bool:
    """A text from before the question was sent answers it not; True: it said nothing else."""
    had = draft.base.unheard
    if not draft.frames:
        return False
    left = tuple(f for f in had if not _points_at_the_question(draft, f))
    if len(left) == len(had):
        return False
    draft.change(unheard=left)
    if any(f.kind not in _POLITE for f in left):
        return False
    draft.engine_says(Order.CHANGE, "crossed")
    draft.mode = "short"
    return True
