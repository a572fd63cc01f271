"""From an older version of a dialog to the next: pure functions over what was stored.

    @upcast(Booking, to=3, renamed={"doctor": "provider"})
    def split_doctor(old: Stored) -> Stored:
        return {**old, "site": None}

They are chained: a record of version 1 goes through those to 2 and to 3. What then still does not
fit is asked again, so most versions need none.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from assistant.domain.errors import ConfigurationError
from assistant.engine.conversation import Frame
from assistant.engine.dialog import Dialog
from assistant.engine.fields.shapes import SAID, meaning, reads, sort_of

Stored = dict[str, Any]
"""A stored record: plain JSON values by the name of their field."""


@dataclass(frozen=True, slots=True)
class Upcast:
    """One way to the next version."""

    change: Callable[[Stored], Stored]
    renamed: Mapping[str, str]


def upcast(
    dialog: type[Dialog[Any]], *, to: int, renamed: Mapping[str, str] | None = None
) -> Callable[[Callable[[Stored], Stored]], Callable[[Stored], Stored]]:
    """The way to version `to` from the one before; the function is pure and total.

    `renamed`: fields that only have another name now, old name first. Their values are moved
    before the function sees the record, and a question that was open under the old name stays
    open under the new one.

    Raises:
        ConfigurationError: the version is none of the dialog's, or has its way already.
    """

    def wrap(change: Callable[[Stored], Stored]) -> Callable[[Stored], Stored]:
        place = f"{change.__code__.co_filename}:{change.__code__.co_firstlineno}"
        if not 1 < to <= dialog.version:
            raise ConfigurationError(
                f"{place}: {change.__name__} leads to version {to} of {dialog.__name__}, which "
                f"is at version {dialog.version}; raise its version or correct `to=`"
            )
        if to in dialog.upcasts:
            raise ConfigurationError(
                f"{place}: {change.__name__} is a second way to version {to} of {dialog.__name__}"
            )
        strange = set((renamed or {}).values()) - set(dialog.nodes)
        if strange and to == dialog.version:
            raise ConfigurationError(
                f"{place}: {change.__name__} renames to {', '.join(sorted(strange))}, which is no "
                f"field of {dialog.__name__}"
            )
        dialog.upcasts[to] = Upcast(change, renamed or {})
        return change

    return wrap


def upcasted(frame: Frame, dialog: type[Dialog[Any]]) -> Frame | None:
    """The frame in the dialog's present version; None when a way to it fails."""
    current = frame
    for version in range(frame.version + 1, dialog.version + 1):
        found: Upcast | None = dialog.upcasts.get(version)
        if found is None:
            continue
        try:
            current = _renamed(current, found.renamed)
            data = found.change(deepcopy(current.data))
        except (LookupError, TypeError, ValueError, AttributeError):
            return None
        current = replace(current, data=data)
    return replace(current, version=dialog.version)


def outdated(
    before: Frame, after: Frame, dialog: type[Dialog[Any]], shape: Mapping[str, str]
) -> list[str]:
    """Fields whose value was said in answer to something else, and that no upcast has changed.

    `shape`: the fields of the version that `before` is in, as `dialogs.lock` has them.
    """
    return [
        name
        for old, value in before.data.items()
        for name in [names_since(dialog, before.version, old)]
        if name in dialog.shapes and sort_of(shape.get(old, "")) in SAID
        if after.data.get(name) == value
        and not reads(meaning(dialog.shapes[name]), meaning(shape[old]))
    ]


def names_since(dialog: type[Dialog[Any]], version: int, name: str) -> str:
    """What a field of that version is called now."""
    for later in range(version + 1, dialog.version + 1):
        if later in dialog.upcasts:
            name = dialog.upcasts[later].renamed.get(name, name)
    return name


def _renamed(frame: Frame, names: Mapping[str, str]) -> Frame:
    def now(name: str) -> str:
        return names.get(name, name)

    waiting, bar, key = frame.waiting.partition("|")
    return replace(
        frame,
        data={now(name): value for name, value in frame.data.items()},
        asked=now(frame.asked),
        undo=tuple(replace(u, fields=tuple(map(now, u.fields)), before={}) for u in frame.undo),
        waiting=now(waiting) + bar + key,
    )
