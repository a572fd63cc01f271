"""Which of its texts a question is put in, and what must be said before it."""

from typing import Any

from assistant.domain.facts import FactKind
from assistant.domain.schedule import FindSlotsResult, Wish
from assistant.engine.draft import Draft, Order, Taken
from assistant.engine.nodes import Ask, Choose, Node, Require
from assistant.engine.texts import section_of


def variant_of(draft: Draft, node: Node, record: dict[str, Any]) -> str:
    """The text that fits: how it was asked before, what is known already, what was found.

    A text that a question does not have is replaced by one that every question has; where it
    is asked for the second time without examples of its own, that it is so is said first.
    """
    mode, dialog, texts = draft.mode, draft.dialog(), draft.catalog.texts
    if mode in {"ask", "short"} and _is_half_known(draft, node):
        wanted = "rest"
    elif mode == "ask":
        wanted = _first(node, record, draft.top.data)
    else:
        wanted = mode
    if texts.has(dialog, node.name, wanted):
        return wanted
    if wanted == "examples":
        draft.engine_says(Order.CHANGE, "still")
    if wanted == "rest" and mode == "short" and texts.has(dialog, node.name, mode):
        return mode
    return "none" if wanted.startswith("none-") else "ask"


def note_change(draft: Draft, taken: Taken) -> None:
    """Say at once that something else holds now; a wish is said by the times offered for it."""
    if taken.had_one and not isinstance(taken.value, Wish):
        _note(draft, taken)
    else:
        draft.taken.append(taken)


def note_what_was_taken(draft: Draft, node: Node, variant: str) -> None:
    """Say once what was taken beside the answer, unless the question shows it anyway."""
    dialog, texts = draft.dialog(), draft.catalog.texts
    names = texts.names(dialog.folder, section_of(dialog, node.name), variant, texts.langs[0])
    for taken in draft.taken:
        is_shown = names is not None and ({taken.node.name, "options"} & names)
        if taken.dialog != dialog.name or not is_shown:
            _note(draft, taken)
    draft.taken.clear()


def _note(draft: Draft, taken: Taken) -> None:
    name, dialog = taken.node.name, draft.catalog.dialogs[taken.dialog]
    practice, lang = draft.catalog.practice, draft.base.lang
    texts, record = draft.catalog.texts, {name: taken.value}
    value = texts.values_for(dialog, record, [name], lang, practice)[name]
    if value and taken.node.kind.is_read_back:
        draft.engine_says(Order.CHANGE, "changed" if taken.had_one else "noted", value=value)


def _first(node: Node, record: dict[str, Any], said: dict[str, Any]) -> str:
    if not isinstance(node, Choose):
        return "ask"
    found = record[node.source.name]
    if isinstance(found, FindSlotsResult) and not found.fits:
        return f"none-{found.missed}"
    wish = said.get(getattr(node.none, "name", ""))
    is_refused = isinstance(wish, Wish) and (wish.after_slot or wish.before_slot)
    return "others" if is_refused else "ask"


def _is_half_known(draft: Draft, node: Node) -> bool:
    """Is what the question asks for besides its own field known already?"""
    if not isinstance(node, Ask | Require):
        return False
    known: set[FactKind] = {fact.kind for fact in (*draft.base.unheard, *draft.base.kept)}
    return bool(known & node.kind.expects)
