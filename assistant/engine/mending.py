"""Dialogs that this program cannot go on with: gone, newer than it, or without a way to it.

They go to a person with all that they know, and the patient is told; the dialogs that they
interrupted stay as they are, and are taken up when the person gives the conversation back.
"""

from assistant.domain.task import Reason
from assistant.engine.draft import Draft


def is_whole(draft: Draft) -> bool:
    """Can this program go on with every dialog that is open or parked?"""
    frames = (*draft.base.parked, *draft.base.frames)
    return not frames or all(map(draft.catalog.goes_on_with, frames))


def mend(draft: Draft) -> None:
    """Take out what cannot go on, with what it called; a person gets the facts."""
    if is_whole(draft):
        return
    draft.note("guard", Reason.DIALOG_GONE.value)
    draft.open_task(Reason.DIALOG_GONE)
    if not all(map(draft.catalog.goes_on_with, draft.base.parked)):
        draft.change(parked=(), parked_at=None)
    kept: list[bool] = []
    for index, frame in enumerate(draft.frames):
        is_orphan = bool(frame.returns_to) and (index == 0 or not kept[-1])
        kept.append(draft.catalog.goes_on_with(frame) and not is_orphan)
    draft.change(frames=tuple(f for f, keep in zip(draft.frames, kept, strict=True) if keep))
    draft.is_mended = True
