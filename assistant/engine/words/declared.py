"""Words that dialogs declare in their texts: the answers to a question, and what begins a dialog.

    [how]
    is-mail = "by mail, mail, post, 2"

    [wants]
    records = "copy of my chart, my records"

The first word of an answer is how it is read back. Words of every language of the practice count.
"""

from collections.abc import Iterable
from typing import Any

from assistant.domain.facts import Choice
from assistant.engine.dialog import Dialog
from assistant.engine.kinds import AChoice
from assistant.engine.nodes import Ask, Listen
from assistant.engine.texts import WANTS, Texts, section_of, words_in


def answers(texts: Texts, dialog: type[Dialog[Any]]) -> dict[str, tuple[Choice, ...]]:
    """What may be said for each field that is a choice, by the field's name."""
    return {
        node.name: tuple(
            Choice(node.kind.field, value, _words(texts, (dialog.folder, section, f"is-{value}")))
            for value in node.kind.values
            for section in [section_of(dialog, node.name)]
        )
        for node in dialog.order
        if isinstance(node, Ask | Listen) and isinstance(node.kind, AChoice)
    }


def beginnings(texts: Texts, dialogs: Iterable[type[Dialog[Any]]]) -> tuple[Choice, ...]:
    """What may be said to begin a dialog, beside what the reader knows."""
    found = (
        Choice("", want, _words(texts, (dialog.folder, WANTS, want)))
        for dialog in dialogs
        for want in dialog.wants
    )
    return tuple(choice for choice in found if choice.words)


def _words(texts: Texts, key: tuple[str, str, str]) -> tuple[str, ...]:
    found = (texts.parts.get((*key, lang), ()) for lang in texts.langs)
    return tuple(dict.fromkeys(word for parts in found for word in words_in(parts)))
