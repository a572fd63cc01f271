"""Control words: back, start over, never mind, repeat, another language."""

from assistant.domain.facts import FactKind, Lang
from assistant.engine import guards
from assistant.engine.catalog import ROUTING
from assistant.engine.draft import Draft, Order


def obey(draft: Draft) -> bool:
    """Back, start over, never mind, repeat, another language."""
    lang = guards.first_of(draft.base.unheard, (FactKind.LANGUAGE,))
    if lang is not None:
        draft.change(lang=Lang(lang.value))
    fact = guards.first_of(draft.base.unheard, (FactKind.CONTROL,))
    word = fact.value if fact else ""
    if word == "start-over":
        draft.drop_all()
        draft.change(unheard=())
        draft.push(draft.catalog.dialogs[ROUTING])
        return True
    if word == "never-mind" and not draft.frames:
        draft.engine_says(Order.RESULT, "dropped")
        return True
    if not draft.frames or not word:
        return False
    draft.use([fact] if fact else [])
    if word == "never-mind":
        never_mind(draft, quiet=False)
    elif word == "back":
        _back(draft)
    return True


def never_mind(draft: Draft, *, quiet: bool) -> None:
    """End the top dialog with all that it called; the one it interrupted goes on."""
    is_called = True
    while draft.frames and is_called:
        is_called = bool(draft.top.returns_to)
        draft.drop(-1, list(draft.top.data))
        draft.pop()
    if not quiet:
        draft.engine_says(Order.RESULT, "dropped")
    if draft.frames:
        draft.mode = "short"
    else:
        draft.change(kept=())


def _back(draft: Draft) -> None:
    """Undo the last text that gave something."""
    frame = draft.top
    if not frame.given:
        draft.engine_says(Order.CHANGE, "nothing_to_undo")
        return
    last = frame.given[-1]
    draft.change_frame(-1, given=frame.given[:-1])
    for name in last:
        if name in draft.dialog().nodes:
            draft.forget(-1, draft.dialog().nodes[name])
    draft.engine_says(Order.CHANGE, "undone")
