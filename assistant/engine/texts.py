"""The words of the dialogs: read once, checked once, filled in with values as patients read them.

A text's key is (folder, section, variant). In the folder of a dialog of the same name a section
is the field's name; another dialog of the folder puts its own name and a dash before it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

from assistant.domain.facts import Lang
from assistant.domain.practice import Practice, VisitType
from assistant.engine import speech
from assistant.engine.dialog import Dialog
from assistant.engine.kinds import AChoice
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

BEGUN = "begun"
"""The section whose `what` says in a few words what a dialog is about, for "shall we go on with ...?"."""
COMMON = "common"
"""The folder whose sections `engine` and `problem` every dialog may use."""
ENGINE_TEXTS: dict[str, frozenset[str]] = {
    "resume": frozenset({"begun"}),
    "begun": frozenset(),
    "first": frozenset({"begun"}),
    "nudge": frozenset(),
    "promise": frozenset({"until"}),
    "promise-closed": frozenset({"opens"}),
    "forgotten": frozenset(),
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
    "wait": frozenset(),
    "second_visit": frozenset(),
    "passed_on": frozenset(),
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
WANTS = "wants"
"""The section whose texts are words that begin a dialog, by want."""
ALWAYS = frozenset(
    {
        "practice",
        "phone",
        "options",
        "emergency_number",
        "crisis_number",
        "opens",
        "visit_types",
        "begun",
    }
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
    placeholders: dict[tuple[str, str, str, Lang], frozenset[str]]
    """The names in `parts`."""

    @classmethod
    def of(cls, folders: Mapping[str, Folder], langs: tuple[Lang, ...]) -> "Texts":
        """Prepare them; `words.checks` says what is wrong with them."""
        parts = {
            (folder, section, variant, lang): _cut(text)
            for folder, by_lang in folders.items()
            for lang, sections in by_lang.items()
            for section, variants in sections.items()
            for variant, text in variants.items()
        }
        names = {key: frozenset(name for _, name in found if name) for key, found in parts.items()}
        return cls(parts, langs, names)

    def has(self, dialog: type[Dialog[Any]], node: str, variant: str) -> bool:
        """Is there such a text?"""
        return (dialog.folder, section_of(dialog, node), variant, self.langs[0]) in self.parts

    def names(self, folder: str, section: str, variant: str, lang: Lang) -> frozenset[str] | None:
        """The placeholders of a text; None when there is no such text."""
        return self.placeholders.get((folder, section, variant, lang))

    def fill(
        self, folder: str, section: str, variant: str, lang: Lang, values: Mapping[str, str]
    ) -> str:
        """The text with its values; KeyError when a text or a value is missing."""
        spoken = lang if lang in self.langs else self.langs[0]
        found = self.parts[folder, section, variant, spoken]
        return "".join([words + (values[name] if name else "") for words, name in found]).strip()

    def values_for(
        self, dialog: type[Dialog[Any]], record: Mapping[str, Any], names: Iterable[str],
        lang: Lang, practice: Practice,
    ) -> dict[str, str]:  # fmt: skip
        """What the named placeholders stand for, from a record's values."""
        return {name: self._value(dialog, record, name, lang, practice) for name in names}

    def _value(
        self, dialog: type[Dialog[Any]], record: Mapping[str, Any], name: str, lang: Lang,
        practice: Practice,
    ) -> str:  # fmt: skip
        if name in ALWAYS:
            return _always(name, record, lang, practice)
        value = record.get(name)
        node = dialog.nodes.get(name)
        if value is None or not isinstance(node, Ask | Listen):
            return speech.show(value, practice, lang)
        if isinstance(node.kind, AChoice):
            spoken = lang if lang in self.langs else self.langs[0]
            key = (dialog.folder, section_of(dialog, name), f"is-{value.value}", spoken)
            return next(iter(words_in(self.parts.get(key, ()))), "")
        return node.kind.show(value, practice, lang)


def words_in(parts: Parts) -> tuple[str, ...]:
    """The words of a text that declares some, with commas between them."""
    said = (word.strip() for word in "".join(words for words, _ in parts).split(","))
    return tuple(word for word in said if word)


def section_of(dialog: type[Dialog[Any]], node: str) -> str:
    """The section that holds a field's texts."""
    return node if dialog.name == dialog.folder else f"{dialog.name}-{node}"


def _always(name: str, record: Mapping[str, Any], lang: Lang, practice: Practice) -> str:
    match name:
        case "practice":
            return practice.name
        case "phone":
            return speech.phone(practice.phone)
        case "emergency_number":
            return practice.emergency.emergency_number
        case "crisis_number":
            return practice.emergency.crisis_number
        case "visit_types":
            first = kinds_named_first(practice)
            return ", ".join(speech.visit_type(kind.id, practice, lang) for kind in first)
        case _:
            return speech.show(record.get(name), practice, lang)


def kinds_named_first(practice: Practice) -> list[VisitType]:
    """Those that fit a text message: the default, then as practice.toml has them."""
    return sorted(practice.visit_types, key=lambda kind: not kind.is_default)[:MAX_EXAMPLES]


def _cut(text: str) -> Parts:
    return tuple((words, name or "") for words, name, _, _ in Formatter().parse(text))


def required(node: Node) -> tuple[str, ...]:
    """The variants that a field must have in every language."""
    out: list[str] = []
    if isinstance(node, Ask | Require | Choose | Confirm):
        out += ["ask", "again"]
    if isinstance(node, Ask | Listen) and isinstance(node.kind, AChoice):
        out += [f"is-{value}" for value in node.kind.values]
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
