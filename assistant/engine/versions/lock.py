"""`dialogs.lock`: the shape of each version of each dialog that conversations may be stored in.

TOML, one table a dialog and version, one line a field. A shape that changes without a new version,
or a new version that would lose what patients said, is refused. Text in, text out; nothing is read
or written here.
"""

import tomllib
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from assistant.domain.errors import ConfigurationError
from assistant.engine.dialog import Dialog
from assistant.engine.fields.shapes import STORED_FACTS, holds, reads, shape, sort_of

Shape = dict[str, str]
Lock = dict[str, dict[int, Shape]]
"""Shapes by dialog and version."""
_HEADER = """\
# The fields of every version of every dialog, as conversations are stored: `frontdesk dialogs lock`
# writes it, `frontdesk dialogs check` compares. Old versions stay: somebody may be in them.
"""


def parse(text: str, where: str) -> Lock:
    """Read a lock.

    Raises:
        ConfigurationError: it is none.
    """
    try:
        raw: dict[str, dict[str, Shape]] = tomllib.loads(text)
        return {
            name: {int(version): dict(lines) for version, lines in versions.items()}
            for name, versions in raw.items()
        }
    except (ValueError, AttributeError, TypeError) as error:
        raise ConfigurationError(
            f"{where}: {error}; take it back from the repository, or: frontdesk dialogs lock"
        ) from error


def render(lock: Lock) -> str:
    """Write a lock; `parse` reads the same."""
    parts = [_HEADER]
    for name in sorted(lock):
        for version in sorted(lock[name]):
            lines = (f'{field} = "{line}"\n' for field, line in lock[name][version].items())
            parts.append(f"\n[{name}.{version}]\n{''.join(lines)}")
    return "".join(parts)


def locked(lock: Lock, dialogs: Iterable[type[Dialog[Any]]]) -> Lock:
    """The lock with each dialog's present version in it."""
    new = {name: dict(versions) for name, versions in lock.items()}
    for dialog in dialogs:
        new.setdefault(dialog.name, {})[dialog.version] = shape(dialog.order, dialog.types)
    return new


def mistakes(lock: Lock, dialogs: Iterable[type[Dialog[Any]]]) -> list[str]:
    """Changes that stored conversations would not survive, in words, with what to do."""
    return [
        f"{dialog.defined_at}: {dialog.name} {wrong}"
        for dialog in dialogs
        for wrong in _mistakes(lock.get(dialog.name, {}), dialog)
    ]


def unlocked(lock: Lock, dialogs: Iterable[type[Dialog[Any]]]) -> list[str]:
    """Dialogs whose present version is not in the lock yet, in words."""
    return [
        f"{dialog.defined_at}: version {dialog.version} of {dialog.name} is not in dialogs.lock; "
        "run: frontdesk dialogs lock"
        for dialog in dialogs
        if dialog.version not in lock.get(dialog.name, {})
    ]


def _mistakes(versions: dict[int, Shape], dialog: type[Dialog[Any]]) -> list[str]:
    newest = max(versions, default=0)
    if dialog.version < newest:
        return [f"is at version {dialog.version}, but version {newest} was locked; raise it"]
    return [*_unraised(versions, dialog), *_losses(versions, dialog)]


def _unraised(versions: dict[int, Shape], dialog: type[Dialog[Any]]) -> list[str]:
    now = shape(dialog.order, dialog.types)
    if dialog.version in versions:
        before = versions[dialog.version]
        return [
            f"{change}, and is still version {dialog.version}; raise it to {dialog.version + 1} "
            f"(or, if that was never deployed: frontdesk dialogs lock --again {dialog.name})"
            for change in _changes(before, now)
        ]
    return []


def _changes(before: Shape, now: Shape) -> list[str]:
    changed = [
        f"has {name} changed from `{before[name]}` to `{now[name]}`"
        for name in before
        if name in now and not reads(now[name], before[name])
    ]
    gone = [f"has lost {name} (`{before[name]}`)" for name in before if name not in now]
    new = [f"has {name} anew (`{now[name]}`)" for name in now if name not in before]
    if not (changed or gone or new) and list(before) != list(now):
        return [f"has its fields in another order: {', '.join(now)}"]
    return [*changed, *gone, *new]


def _losses(versions: dict[int, Shape], dialog: type[Dialog[Any]]) -> list[str]:
    """What stored records would lose on the way from each locked version to the next."""
    known = {**versions, dialog.version: shape(dialog.order, dialog.types)}
    found: list[str] = []
    for old, new in pairwise(sorted(known)):
        if any(old < version <= new for version in dialog.upcasts):
            continue
        way = f"say what becomes of it: @upcast({dialog.__name__}, to={new})"
        for name, line in known[old].items():
            if _is_lost(line, known[new].get(name, "")):
                became = f"becomes `{known[new][name]}`" if name in known[new] else "is gone"
                found.append(f"loses {name} of version {old}: `{line}` {became}; {way}")
    return found


def _is_lost(before: str, now: str) -> bool:
    """Would what is stored for a field be dropped, though it cannot be found again?"""
    if sort_of(before) not in STORED_FACTS:
        return False
    return sort_of(now) not in STORED_FACTS or not reads(holds(now), holds(before))
