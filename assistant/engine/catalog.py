"""All that a step needs beside the conversation: the dialogs, their texts, the practice.

Also how a conversation is written down and read back, so that no stored byte, however old or
odd, can stop a turn.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

import msgspec

from assistant.domain.clock import Instant, instant, local
from assistant.domain.errors import ConfigurationError
from assistant.domain.facts import Choice, FactKind, Lang
from assistant.domain.practice import Practice
from assistant.engine import speech
from assistant.engine.conversation import Conversation, Frame
from assistant.engine.dialog import Dialog
from assistant.engine.texts import Folder, Texts
from assistant.engine.versions.revival import Shapes, is_current, revive
from assistant.engine.words import declared
from assistant.engine.words.checks import Outranks, Places, check, nothing_outranks

ROUTING = "routing"
"""The dialog that finds out what is wanted."""
HANDOFF = "handoff"
"""The dialog that passes a conversation to a person."""
RESUME, DROP = "resume", "drop"
"""The dialogs that ask whether to go on with another one, and whether to let go of it."""
NEEDED = (ROUTING, HANDOFF, RESUME, DROP)


@dataclass(frozen=True, eq=False)
class Catalog:
    """Made once for a practice; never changes. No two are the same."""

    dialogs: Mapping[str, type[Dialog[Any]]]
    texts: Texts
    practice: Practice
    shapes: Shapes = field(default_factory=dict[str, Any])
    """The fields of the dialogs' earlier versions."""

    @classmethod
    def of(
        cls,
        dialogs: Iterable[type[Dialog[Any]]],
        texts: Mapping[str, Folder],
        practice: Practice,
        places: Places | None = None,
        outranks: Outranks = nothing_outranks,
    ) -> "Catalog":
        """Put them together.

        Args:
            dialogs: all of them, in any order.
            texts: by folder.
            practice: whose languages the texts must have.
            places: where the texts stand, to name it with a mistake.
            outranks: what the guards make of a word, so that no dialog declares one of theirs.

        Raises:
            ConfigurationError: two dialogs want the same, one is missing, or texts are wrong.
        """
        found = {dialog.name: dialog for dialog in dialogs}
        missing = [name for name in NEEDED if name not in found]
        if missing:
            raise ConfigurationError(
                f"the dialog {missing[0]!r} is missing; nothing can begin without it"
            )
        _check_wants(found.values())
        prepared = Texts.of(texts, practice.languages)
        check(prepared, found.values(), practice, places or {}, outranks)
        return cls(found, prepared, practice)

    @cached_property
    def by_want(self) -> dict[str, type[Dialog[Any]]]:
        """The dialog for each want."""
        return {want: dialog for dialog in self.dialogs.values() for want in dialog.wants}

    @cached_property
    def by_fact(self) -> dict[FactKind, type[Dialog[Any]]]:
        """The dialog for each fact that outranks or interrupts."""
        return {kind: dialog for dialog in self.dialogs.values() for kind in dialog.on}

    @cached_property
    def by_hint(self) -> dict[FactKind, type[Dialog[Any]]]:
        """The first dialog that a fact hints at, though nothing is said to be wanted."""
        found: dict[FactKind, type[Dialog[Any]]] = {}
        for dialog in self.dialogs.values():
            for kind in dialog.hints:
                found.setdefault(kind, dialog)
        return found

    @cached_property
    def answers(self) -> dict[str, dict[str, tuple[Choice, ...]]]:
        """Words that may be said for a field, by dialog and field."""
        return {name: declared.answers(self.texts, one) for name, one in self.dialogs.items()}

    @cached_property
    def beginnings(self) -> tuple[Choice, ...]:
        """Words that dialogs declare to begin with."""
        return declared.beginnings(self.texts, self.dialogs.values())

    def opens(self, at: Instant, lang: Lang) -> str:
        """When the practice is open next, in words; "" while it is open."""
        nearest: datetime | None = None
        zone = self.practice.zone
        for site in self.practice.sites:
            today = local(at, site.zone).date()
            for ahead in range(15):
                day = today + timedelta(days=ahead)
                for span in self.practice.hours_on(site, day):
                    opens = instant(day, span.opens, site.zone)
                    if opens <= at < instant(day, span.closes, site.zone):
                        return ""
                    if opens > at and (nearest is None or opens < nearest):
                        nearest, zone = opens, site.zone
                if nearest is not None and ahead > 0:
                    break
        return speech.moment(nearest, zone, lang) if nearest else ""

    def encode(self, conversation: Conversation) -> bytes:
        """The conversation as JSON."""
        return _ENCODER.encode(conversation)

    def decode(self, stored: bytes) -> Conversation:
        """The conversation as it was stored, in the dialogs' present versions; never raises.

        A value that no longer fits its field is dropped, and so asked again; a frame that this
        program cannot go on with stays as it is, and the next step hands it to a person.
        """
        return revive(stored, self.dialogs, self.practice, self.shapes)

    def goes_on_with(self, frame: Frame) -> bool:
        """Is it of a dialog that is still there, in its present version?"""
        return is_current(frame, self.dialogs)


_ENCODER = msgspec.json.Encoder()


def _check_wants(dialogs: Iterable[type[Dialog[Any]]]) -> None:
    seen: dict[str, str] = {}
    for dialog in dialogs:
        for want in (*dialog.wants, *(kind.value for kind in dialog.on)):
            if want in seen:
                raise ConfigurationError(f"{dialog.name} and {seen[want]} both begin on {want!r}")
            seen[want] = dialog.name
