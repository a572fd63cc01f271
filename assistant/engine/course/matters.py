"""Matters that only a person can settle: the talk goes to one, or they are passed on and it goes on."""

from assistant.domain.conversation import Owner
from assistant.domain.facts import FactKind
from assistant.domain.task import Reason
from assistant.engine import guards
from assistant.engine.catalog import HANDOFF
from assistant.engine.course import pauses
from assistant.engine.draft import Draft, Order
from assistant.engine.nodes import Choose, Confirm, Node

_CAN_WAIT = frozenset(
    {Reason.BILLING, Reason.RECORDS, Reason.REFERRAL, Reason.INSURANCE, Reason.FORMS, Reason.REFILL,
     Reason.VIDEO_LINK}
)  # fmt: skip
"""What ends no talk in which something is being arranged: "how much does it cost?"."""


def see_to(draft: Draft, asked: Node | None, *, crossed: bool) -> bool:
    """Pass on what is for a person; True: there is nothing else in the text to be read."""
    facts, wants = draft.base.unheard, draft.catalog.by_want
    reason = guards.topic_of(facts, wants)
    beside = beside_answer(draft, asked, crossed=crossed) or guards.topic_beside(facts, wants)
    if reason in _CAN_WAIT and _is_arranging(draft, asked):
        beside = reason
    if beside is not None:
        draft.open_task(beside)
        draft.engine_says(Order.CHANGE, "passed_on")
        draft.use([fact for fact in facts if fact.kind in {FactKind.TOPIC, FactKind.PERSON}])
        is_all = reason is not None and not draft.base.unheard
        draft.mode = "short" if is_all else draft.mode
        return is_all
    if reason is not None:
        draft.note("guard", reason.value)
        draft.push(draft.catalog.dialogs[HANDOFF], {"reason": reason})
    return reason is not None


def beside_answer(draft: Draft, asked: Node | None, *, crossed: bool) -> Reason | None:
    """The matter for a person beside an answer: "yes. And can somebody call me about my bill?"."""
    facts = draft.base.unheard
    if crossed or len(facts) <= 1 or draft.base.owner is not Owner.BOT:
        return None
    first = facts[0].kind
    answers = (isinstance(asked, Confirm) and first is FactKind.YES) or (
        isinstance(asked, Choose) and first is FactKind.PICK
    )
    return guards.reason_of(facts) if answers else None


def _is_arranging(draft: Draft, asked: Node | None) -> bool:
    """Is a question open of something that the patient wanted done?"""
    return asked is not None and bool(draft.dialog(pauses.root(draft)).wants)
