"""The words of the dialogs: read once, checked once, filled in with values as patients read them.

A text's key is (folder, section, variant). In the folder of a dialog of the same name a section
is the field's name; another dialog of the folder puts its own name and a dash before it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

from assistant.domain.errors import ConfigurationError
from assistant.domain.facts import Lang
from assistant.domain.practice import Practice, VisitType
from assistant.engine import speech
from assistant.engine.dialog import Dialog
from assistant.engine.nodes import (
    Ask,
    Choose,
    Confirm,
    Do,
    End,
    Handoff,
    Leave,
    Listen,
    Look,
    Node,
    Require,
    Tell,
)  # fmt: skip

Folder = Mapping[Lang, Mapping[str, Mapping[str, str]]]
"""One folder's texts: language, section, variant."""

COMMON = "common"
"""The folder whose sections `engine` and `problem` every dialog may use."""
ENGINE_TEXTS: dict[str, frozenset[str]] = {
    "resume": frozenset(),
    "dropped": frozenset(),
    "nothing_to_undo": frozenset(),
    "undone": frozenset(),
    "stale": frozenset(),
    "crossed": frozenset(),
    "help": frozenset({"practice"}),
    "thanks": frozenset(),
    "changed": frozenset({"value"}),
    "noted": frozenset({"value"}),
    "still": frozenset(),
    "all_set": frozenset(),
    "media": frozenset(),
    "long": frozenset(),
    "lang": frozenset(),
}
"""Variants of common/engine, with the placeholders each may hold."""
PROBLEMS: dict[str, frozenset[str]] = {
    "no-such-day": frozenset(),
    "in-the-past": frozenset(),
    "no-such-time": frozenset(),
    "too-far": frozenset(),
    "which-day": frozenset({"first", "second"}),
    "unclear": frozenset(),
    "no-other-site": frozenset(),
    "not-born-yet": frozenset(),
}
"""Variants of common/problem, with the placeholders each may hold."""
ALWAYS = frozenset(
    {"practice", "phone", "options", "emergency_number", "crisis_number", "opens", "visit_types"}
)
"""Placeholders that every text may hold."""

MAX_EXAMPLES = 5
"""Visit types named when one is asked for: the first of practice.toml, to fit a text message."""

Parts = tuple[tuple[str, str], ...]
"""A text cut into (words, name of the value after them; "" for none)."""


@dataclass(frozen=True, slots=True)
class Texts:
    """All texts of all dialogs, ready to be filled in."""

    parts: dict[tuple[str, str, str, Lang], Parts]
    langs: tuple[Lang, ...]

    @classmethod
    def of(
        cls, folders: Mapping[str, Folder], dialogs: Iterable[type[Dialog[Any]]], practice: Practice
    ) -> "Texts":
        """Check and prepare them.

        Raises:
            ConfigurationError: with every text that is missing, or whose placeholders are wrong.
        """
        parts = {
            (folder, section, variant, lang): _cut(text)
            for folder, by_lang in folders.items()
            for lang, sections in by_lang.items()
            for section, variants in sections.items()
            for variant, text in variants.items()
        }
        texts = cls(parts, practice.languages)
        wrong = [*_engine_mistakes(texts), *_mistakes(texts, list(dialogs))]
        if wrong:
            raise ConfigurationError("; ".join(wrong))
        return texts

    def has(self, dialog: type[Dialog[Any]], node: str, variant: str) -> bool:
        """Is there such a text?"""
        return (dialog.folder, section_of(dialog, node), variant, self.langs[0]) in self.parts

    def names(self, folder: str, section: str, variant: str, lang: Lang) -> frozenset[str] | None:
        """The placeholders of a text; None when there is no such text."""
        found = self.parts.get((folder, section, variant, lang))
        return None if found is None else frozenset(name for _, name in found if name)

    def fill(
        self, folder: str, section: str, variant: str, lang: Lang, values: Mapping[str, str]
    ) -> str:
        """The text with its values; KeyError when a text or a value is missing."""
        spoken = lang if lang in self.langs else self.langs[0]
        found = self.parts[folder, section, variant, spoken]
        return "".join(words + (values[name] if name else "") for words, name in found).strip()


def section_of(dialog: type[Dialog[Any]], node: str) -> str:
    """The section that holds a field's texts."""
    return node if dialog.name == dialog.folder else f"{dialog.name}-{node}"


def values_for(
    dialog: type[Dialog[Any]], record: Mapping[str, Any], names: Iterable[str], lang: Lang,
    practice: Practice,
) -> dict[str, str]:  # fmt: skip
    """What the named placeholders stand for, from a record's values."""
    return {name: _value(dialog, record, name, lang, practice) for name in names}


def _value(
    dialog: type[Dialog[Any]], record: Mapping[str, Any], name: str, lang: Lang, practice: Practice
) -> str:
    if name in ALWAYS:
        return _always(name, record, lang, practice)
    value = record.get(name)
    node = dialog.nodes.get(name)
    if value is not None and isinstance(node, Ask | Listen):
        return node.kind.show(value, practice, lang)
    return speech.show(value, practice, lang)


def _always(name: str, record: Mapping[str, Any], lang: Lang, practice: Practice) -> str:
    known = {
        "practice": practice.name,
        "phone": speech.phone(practice.phone),
        "emergency_number": practice.emergency.emergency_number,
        "crisis_number": practice.emergency.crisis_number,
        "visit_types": ", ".join(
            speech.visit_type(kind.id, practice, lang)
            for kind in sorted(practice.visit_types, key=_not_default)[:MAX_EXAMPLES]
        ),
    }
    return known[name] if name in known else speech.show(record.get(name), practice, lang)


def _not_default(kind: VisitType) -> bool:
    return not kind.is_default


def _cut(text: str) -> Parts:
    return tuple((words, name or "") for words, name, _, _ in Formatter().parse(text))


# --- what can be wrong --------------------------------------------------------------------------


def _engine_mistakes(texts: Texts) -> list[str]:
    wrong: list[str] = []
    for lang in texts.langs:
        for variant, allowed in ENGINE_TEXTS.items():
            wrong += _one(texts, COMMON, "engine", variant, lang, allowed)
        for variant, allowed in PROBLEMS.items():
            wrong += _one(texts, COMMON, "problem", variant, lang, allowed)
    return wrong


def _mistakes(texts: Texts, dialogs: list[type[Dialog[Any]]]) -> list[str]:
    wrong: list[str] = []
    for dialog in dialogs:
        readable = frozenset({*dialog.nodes, *dialog.answers}) | ALWAYS
        for node in dialog.order:
            section = section_of(dialog, node.name)
            for lang in texts.langs:
                for variant in required(node):
                    wrong += _one(texts, dialog.folder, section, variant, lang, readable)
                wrong += _strangers(texts, dialog, node, lang, readable)
    return wrong


def required(node: Node) -> tuple[str, ...]:
    """The variants that a field must have in every language."""
    out: list[str] = []
    if isinstance(node, Ask | Require | Choose | Confirm):
        out += ["ask", "again"]
    if isinstance(node, Confirm) and isinstance(node.no, End):
        out.append("no")
    if isinstance(node, Leave) and isinstance(node.target, End):
        out.append("leave")
    if isinstance(node, Choose):
        out += ["none"] if isinstance(node.source, Look) and node.none is not None else []
        out += ["empty"] if isinstance(node.empty, End) else []
    if isinstance(node, Tell) and node.variant is None:
        out.append("say")
    if isinstance(node, Do):
        back = [name for name, to in node.outcomes.items() if not isinstance(to, Handoff)]
        out += back
    return tuple(out)


def _one(
    texts: Texts, folder: str, section: str, variant: str, lang: Lang, allowed: frozenset[str]
) -> list[str]:
    where = f"dialogs/{folder}/messages/{lang.value}.toml [{section}] {variant}"
    names = texts.names(folder, section, variant, lang)
    if names is None:
        return [f"{where} is missing"]
    unknown = names - allowed - ALWAYS
    return [f"{where} has the unknown placeholder {{{n}}}" for n in sorted(unknown)]


def _strangers(
    texts: Texts, dialog: type[Dialog[Any]], node: Node, lang: Lang, readable: frozenset[str]
) -> list[str]:
    """Texts that stand in one language only, or hold other values there."""
    wrong: list[str] = []
    section, first = section_of(dialog, node.name), texts.langs[0]
    for folder, found, variant, of in texts.parts:
        if (folder, found) != (dialog.folder, section) or of is not first:
            continue
        wrong += _one(texts, folder, section, variant, lang, readable)
        here = texts.names(folder, section, variant, lang)
        there = texts.names(folder, section, variant, first)
        if here is not None and there is not None and here != there:
            where = f"dialogs/{folder}/messages/{lang.value}.toml [{section}] {variant}"
            wrong.append(f"{where} holds other placeholders than in {first.value}")
    return wrong
