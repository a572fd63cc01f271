"""The answer to the open question: a value, one of the options shown, or a refusal of them all."""

from dataclasses import replace

from assistant.domain.facts import BY_NAME, FactKind
from assistant.engine import guards
from assistant.engine.draft import Draft
from assistant.engine.nodes import Ask, Choose, Confirm, Node, Require
from assistant.engine.picking import pick_by_words


def answer_asked(draft: Draft, node: Node | None) -> bool:
    """The answer to the open question, if this is one."""
    if isinstance(node, Ask | Require):
        target = node.target if isinstance(node, Require) else node
        value = draft.read(-1, node, None)
        return value is not None and draft.set(-1, target, value)
    if isinstance(node, Choose):
        picked = pick_shown(draft)
        if picked is not None:
            return draft.set(-1, node, draft.top.shown[picked])
    if isinstance(node, Confirm) and isinstance(node.no, Choose):
        return _pick_another(draft, node.no)
    return False


def _pick_another(draft: Draft, node: Choose) -> bool:
    """Another of the options, while the one picked is read back ("no, the second one")."""
    before, shown = draft.base, draft.top.shown
    number = _number(draft, len(shown))
    if number is None or shown[number] == draft.top.data.get(node.name):
        draft.base = before
        return False
    return draft.set(-1, node, shown[number])


def pick_shown(draft: Draft) -> int | None:
    """Which of the options shown was meant: by number, by a lone yes, or by its words."""
    shown, unheard = draft.top.shown, draft.base.unheard
    number = _number(draft, len(shown))
    if number is not None:
        return number
    words = pick_by_words(draft, shown)
    if words is not None:
        return words
    yes = guards.first_of(unheard, (FactKind.YES,))
    if yes is not None and len(shown) == 1:
        draft.use([yes])
        return 0
    return None


def _number(draft: Draft, count: int) -> int | None:
    """Which of so many options was meant by its number."""
    for fact in draft.base.unheard:
        if fact.kind is FactKind.PICK and fact.value != BY_NAME:
            number = count if fact.value == "last" else int(fact.value)
            if 1 <= number <= count:
                draft.use([fact])
                return number - 1
    return None


def hear_refusal(draft: Draft, node: Node | None) -> None:
    """A bare no to an offer asks for others."""
    no = guards.first_of(draft.base.unheard, (FactKind.NO,))
    if isinstance(node, Choose) and node.none is not None and no is not None:
        other = replace(no, kind=FactKind.NONE_OF_THESE)
        draft.change(unheard=tuple(other if f is no else f for f in draft.base.unheard))
