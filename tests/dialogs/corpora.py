"""Stored conversations of every version of every dialog, as programs that were released wrote them.

    python -m tests.dialogs.corpora

writes those of the dialogs' present versions, from conversations that are walked: one for each
question that can be open, with all that may be known then. Those of older versions stay as they
are: somebody may still be in them.
"""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import msgspec

from assistant.domain.clock import local
from assistant.domain.effects import Command, Query
from assistant.domain.ids import ConversationId
from assistant.engine.catalog import Catalog
from assistant.engine.conversation import Conversation
from assistant.engine.events import Heard
from assistant.engine.turn import take_turn
from assistant.engine.walking.samples import Input, sample_answers, sample_inputs
from assistant.engine.walking.walker import BEGINS
from tests.dialogs.walked import the_catalog

FOLDER = Path(__file__).parent / "corpus"
_SORTS = 4
"""Sorts of answer that a query or command has, at the most."""
_VARIANTS = 4
"""Conversations that stand at one place from which the walk goes on."""
_DEPTH = 3
"""Dialogs that are open at once, at the most; deeper adds no question."""
Place = tuple[tuple[str, str], ...]
"""Where a conversation stands."""


@dataclass(frozen=True)
class Stored:
    """A line of a corpus file: the bytes, and of which dialog and version they are."""

    dialog: str
    version: int
    state: bytes


def stored() -> Iterator[Stored]:
    """Every conversation of the corpus."""
    for file in sorted(FOLDER.glob("*.jsonl")):
        dialog, version = file.stem.split(".")
        for line in file.read_bytes().splitlines():
            yield Stored(dialog, int(version), line)


def place_of(conversation: Conversation) -> Place:
    """Where it stands: the dialog that was begun first, and the question that is open."""
    frames = conversation.frames
    if not frames:
        return ()
    return ((frames[0].dialog, ""), (frames[-1].dialog, frames[-1].asked))


def walked(catalog: Catalog) -> dict[Place, Conversation]:
    """For each place that patients reach by texts, the conversation that knows most there."""
    today = local(BEGINS, catalog.practice.zone).date()
    answers, inputs = sample_answers(catalog, today), sample_inputs(catalog, today)
    texts = [one for one in inputs if isinstance(one.make(BEGINS), Heard)]
    first = Conversation(ConversationId("cnv_stored"))
    todo, variants, found = deque([first]), Counter[Place](), dict[Place, Conversation]()
    while todo:
        before = todo.popleft()
        for one in texts:
            for after in _next(catalog, before, one, answers):
                place = place_of(after)
                if len(after.frames) > _DEPTH:
                    continue
                knows_more = len(_data(after)) > len(_data(found.get(place, first)))
                if knows_more or place not in found:
                    found[place] = after
                if (knows_more or not variants[place]) and variants[place] < _VARIANTS:
                    variants[place] += 1
                    todo.append(after)
    return found


def _next(
    catalog: Catalog, before: Conversation, one: Input, answers: Any
) -> Iterator[Conversation]:
    """What becomes of a text, with each sort of answer to one thing that the store is asked."""
    usual = _after(catalog, before, one, answers, {})
    yield usual[0]
    for kind in dict.fromkeys(usual[1]):
        for sort in range(1, _SORTS):
            yield _after(catalog, before, one, answers, {kind: sort})[0]


def _after(
    catalog: Catalog, before: Conversation, one: Input, answers: Any, sorts: dict[type, int]
) -> tuple[Conversation, list[type]]:
    """The conversation after a text, and what the store was asked."""
    asked: list[type] = []

    def answer(what: "Query[Any] | Command[Any]") -> Any:
        kind = cast(type, type(what))
        asked.append(kind)
        found = answers(what)
        return found[min(sorts.get(kind, 0), len(found) - 1)]

    at = (before.touched_at or BEGINS) + one.after
    after = take_turn(catalog, before, one.make(at), answer).conversation
    return catalog.decode(catalog.encode(after)), asked


def _data(conversation: Conversation) -> list[tuple[str, str]]:
    return [(frame.dialog, name) for frame in conversation.frames for name in frame.data]


def write(catalog: Catalog) -> None:
    """Write the present versions' files."""
    lines: dict[str, list[bytes]] = {}
    for place, conversation in sorted(walked(catalog).items()):
        if place and place[-1][1]:
            dialog = catalog.dialogs[place[-1][0]]
            raw = msgspec.json.decode(catalog.encode(conversation))
            lines.setdefault(f"{dialog.name}.{dialog.version}", []).append(msgspec.json.encode(raw))
    for name, found in lines.items():
        (FOLDER / f"{name}.jsonl").write_bytes(b"\n".join(found) + b"\n")


if __name__ == "__main__":
    write(the_catalog())
