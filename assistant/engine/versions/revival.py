"""A stored conversation becomes one that this program can go on with; no stored byte stops it.

Values that no longer fit are cleared, and so asked again; a dialog that this program cannot go on
with (gone, newer, or without a way from its version) is left as it is, and `mending` gives it to a
person with all that it knows.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, TypedDict, cast

import msgspec
from msgspec.structs import replace

from assistant.domain.practice import Practice
from assistant.engine.conversation import Conversation, Frame, Undo
from assistant.engine.dialog import Dialog
from assistant.engine.nodes import Ask, Call, Choose, Confirm, Do, Listen, Node
from assistant.engine.versions.upcasts import names_since, outdated, upcasted
from assistant.engine.walk import derived_below, walk

Dialogs = Mapping[str, type[Dialog[Any]]]
Shapes = Mapping[str, Mapping[int, Mapping[str, str]]]
"""The fields of each version of each dialog, as `dialogs.lock` has them."""
UNREADABLE = 0
"""The version of a frame that no way leads on from."""
_DECODER = msgspec.json.Decoder(Conversation)


def revive(stored: bytes, dialogs: Dialogs, practice: Practice, shapes: Shapes) -> Conversation:
    """The conversation as it was stored, in the dialogs' present versions."""
    conversation = _decoded(stored)
    if not (conversation.frames or conversation.parked):
        return conversation
    frames = tuple(_revived(frame, dialogs, practice, shapes) for frame in conversation.frames)
    parked = tuple(_revived(frame, dialogs, practice, shapes) for frame in conversation.parked)
    return replace(
        conversation,
        frames=_called(conversation.frames, frames, dialogs),
        parked=_called(conversation.parked, parked, dialogs),
    )


def is_current(frame: Frame, dialogs: Dialogs) -> bool:
    """Can this program go on with it?"""
    dialog = dialogs.get(frame.dialog)
    return dialog is not None and frame.version == dialog.version


def _decoded(stored: bytes) -> Conversation:
    try:
        return _DECODER.decode(stored)
    except msgspec.ValidationError:
        return _salvaged(msgspec.json.decode(stored))


def _salvaged(raw: dict[str, Any]) -> Conversation:
    """What another program wrote: all of it that this one can read."""
    read: dict[str, Any] = {}
    hints = {field.name: field.type for field in msgspec.structs.fields(Conversation)}
    for name, kind in hints.items():
        if name in {"frames", "parked"}:
            read[name] = tuple(_salvaged_frame(frame) for frame in raw.get(name, ()))
        elif name in raw:
            try:
                read[name] = msgspec.convert(raw[name], kind)
            except msgspec.ValidationError:
                continue
    return Conversation(**read)


def _salvaged_frame(raw: dict[str, Any]) -> Frame:
    try:
        return msgspec.convert(raw, Frame)
    except msgspec.ValidationError:
        return Frame(str(raw.get("dialog", "")), UNREADABLE, dict(raw.get("data", {})))


def _revived(frame: Frame, dialogs: Dialogs, practice: Practice, shapes: Shapes) -> Frame:
    dialog = dialogs.get(frame.dialog)
    if dialog is None or not UNREADABLE < frame.version <= dialog.version:
        return frame
    current = frame if frame.version == dialog.version else upcasted(frame, dialog)
    if current is None:
        return frame
    data, cleared = _values(current.data, dialog, practice)
    if current is not frame:
        before = shapes.get(dialog.name, {}).get(frame.version, {})
        cleared += outdated(frame, current, dialog, before)
    for name in cleared:
        data.pop(name, None)
        for below in derived_below(dialog, name):
            data.pop(below, None)
    is_changed = bool(cleared) or frame.version != dialog.version
    if is_changed and _is_stranded(dialog, data):
        return replace(frame, version=UNREADABLE)
    return _at_its_question(current, data, dialog)


def _values(
    raw: Mapping[str, Any], dialog: type[Dialog[Any]], practice: Practice
) -> tuple[dict[str, Any], list[str]]:
    """The values that fit, in the dialog's own types, and the fields whose values do not."""
    try:
        data = msgspec.convert(raw, _record_of(dialog))
    except msgspec.ValidationError:
        data, cleared = _values_that_fit(raw, dialog)
    else:
        cleared = []
    for name in tuple(data):
        node = dialog.nodes[name]
        if isinstance(node, Ask | Listen) and not _is_known(node, data[name], practice):
            del data[name]
            cleared.append(name)
    return data, cleared


@cache
def _record_of(dialog: type[Dialog[Any]]) -> type[dict[str, Any]]:
    """The dialog's fields as one type, so that all of them are read at once."""
    make: Any = cast(Any, TypedDict)
    return make(dialog.name, dialog.types, total=False)


def _values_that_fit(
    raw: Mapping[str, Any], dialog: type[Dialog[Any]]
) -> tuple[dict[str, Any], list[str]]:
    """The values of the dialog's own types, and the fields whose values are not."""
    data: dict[str, Any] = {}
    cleared: list[str] = []
    for name, value in raw.items():
        if name not in dialog.types:
            continue
        try:
            data[name] = msgspec.convert(value, dialog.types[name])
        except msgspec.ValidationError:
            cleared.append(name)
    return data, cleared


def _is_known(node: "Ask | Listen", value: Any, practice: Practice) -> bool:
    return value is None or node.kind.fits(value, practice)


def _is_stranded(dialog: type[Dialog[Any]], data: dict[str, Any]) -> bool:
    """Would it ask for something above a command that is done?"""
    _, node = walk(dialog, data)
    if node is None:
        return False
    below = dialog.order[dialog.order.index(node) :]
    return any(isinstance(n, Do) and n.is_wall and n.name in data for n in below)


def _at_its_question(frame: Frame, data: dict[str, Any], dialog: type[Dialog[Any]]) -> Frame:
    """An answer is to the question that was asked; when that is another now, it is put again."""
    is_waiting = bool(frame.waiting) and frame.waiting.partition("|")[0] in dialog.nodes
    waiting = frame.waiting if is_waiting else ""
    undo = (*(_undo(one, dialog) for one in frame.undo),)
    node = dialog.nodes.get(frame.asked)
    if node is None or frame.asked_as not in {"", dialog.shapes[node.name]}:
        return replace(
            frame, data=data, waiting=waiting, undo=undo, asked="", asked_as="", shown=(),
            tries=0, failed=(),
        )  # fmt: skip
    try:
        shown = _shown(frame, node, dialog)
    except msgspec.ValidationError:
        return replace(
            frame, data=data, waiting=waiting, undo=undo, asked="", asked_as="", shown=()
        )
    return replace(frame, data=data, waiting=waiting, undo=undo, shown=shown)


def _shown(frame: Frame, node: Node, dialog: type[Dialog[Any]]) -> tuple[Any, ...]:
    """The options that the question showed, in their own type."""
    choice = node.no if isinstance(node, Confirm) else node
    if not isinstance(choice, Choose):
        return ()
    kind = dialog.types[choice.name]
    return tuple([msgspec.convert(one, kind) for one in frame.shown])


def _undo(one: Undo, dialog: type[Dialog[Any]]) -> Undo:
    """What "back" can still take away; a value from before that no longer fits is not put back."""
    if not one.before and dialog.nodes.keys() >= set(one.fields):
        return one
    before: dict[str, Any] = {}
    for name, value in one.before.items():
        try:
            before[name] = msgspec.convert(value, dialog.types[name])
        except (KeyError, msgspec.ValidationError):
            continue
    return replace(one, fields=tuple(n for n in one.fields if n in dialog.nodes), before=before)


def _called(
    before: tuple[Frame, ...], after: tuple[Frame, ...], dialogs: Dialogs
) -> tuple[Frame, ...]:
    """A dialog that was called still has the field that called it, or it cannot return."""
    if not any(frame.returns_to for frame in after):
        return after
    found: list[Frame] = []
    for index, frame in enumerate(after):
        if frame.returns_to and index and is_current(found[-1], dialogs):
            caller = dialogs[after[index - 1].dialog]
            name = names_since(caller, before[index - 1].version, frame.returns_to)
            node = caller.nodes.get(name)
            is_it = isinstance(node, Call) and node.dialog.name == frame.dialog
            kept = frame if name == frame.returns_to else replace(frame, returns_to=name)
            found.append(kept if is_it else replace(frame, version=UNREADABLE))
        else:
            found.append(frame)
    return tuple(found)
