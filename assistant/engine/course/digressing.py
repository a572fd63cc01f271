"""A common question is answered in the middle of anything; then the open one is put again."""

from assistant.domain.facts import FactKind
from assistant.engine import guards
from assistant.engine.draft import Draft
from assistant.engine.nodes import Given

_INFO = (FactKind.INFO,)


def begin(draft: Draft) -> bool:
    """Answer what is asked, if something is.

    What the open dialog knows is given to the one that answers, under the same names: "how long
    does it take?" is of the kind of visit that is being booked.
    """
    info = guards.first_of(draft.base.unheard, _INFO)
    dialog = draft.catalog.by_fact.get(info.kind) if info is not None else None
    if info is None or dialog is None:
        return False
    draft.note("digression", info.value)
    known = draft.top.data if draft.frames else {}
    names = [node.name for node in dialog.order if isinstance(node, Given)]
    given = {name: known[name] for name in names if name in known}
    draft.push(dialog, {**given, "lang": draft.base.lang})
    return True
