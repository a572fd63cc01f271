"""What can be wrong with the words of the dialogs, found before the program starts.

Each mistake is told with the file, the line where it is known, and what to do; all at once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from difflib import get_close_matches
from enum import Enum
from typing import Any, cast, get_type_hints

from assistant.domain.appointment import Appointment
from assistant.domain.clock import instant
from assistant.domain.errors import ConfigurationError
from assistant.domain.facts import FactKind, Lang, PartOfDay
from assistant.domain.ids import AppointmentId, PatientId, ProviderId, SiteId, VisitTypeId
from assistant.domain.patient import Person
from assistant.domain.practice import Practice
from assistant.domain.schedule import Slot, Wish
from assistant.domain.sms import segments
from assistant.engine.dialog import Dialog
from assistant.engine.nodes import Let, Node, Tell, all_guards, is_implied
from assistant.engine.texts import (
    ALWAYS,
    BEGUN,
    COMMON,
    ENGINE_TEXTS,
    PROBLEMS,
    WANTS,
    Texts,
    required,
    section_of,
    words_in,
)

Places = Mapping[tuple[str, str, str, Lang], str]
"""File and line of a text, by folder, section, variant and language; "" for what is not known."""
Outranks = Callable[[str, Lang], "FactKind | None"]
"""What outranks every dialog in a text: opt-out, emergency, a person. None: nothing does."""
MAX_SEGMENTS = 2
"""Parts of a text message that a text may need, unless it is a list."""
_LONGEST_ANSWER = 40
_Key = tuple[str, str, str, Lang]


def nothing_outranks(_text: str, _lang: Lang) -> FactKind | None:
    """Where nobody is there to read a text."""
    return None


@dataclass(frozen=True)
class _Checker:
    texts: Texts
    dialogs: tuple[type[Dialog[Any]], ...]
    practice: Practice
    places: Places
    outranks: Outranks
    wrong: list[str] = field(default_factory=list[str])

    def tell(self, key: _Key, why: str) -> None:
        folder, section, variant, lang = key
        file = f"dialogs/{folder}/messages/{lang.value}.toml"
        known = (key, (folder, section, "", lang), (folder, "", "", lang))
        place = next((self.places[k] for k in known if k in self.places), file)
        mistake = f"{place}: [{section}] {variant} {why}".replace("  ", " ")
        if mistake not in self.wrong:
            self.wrong.append(mistake)


def check(
    texts: Texts, dialogs: Iterable[type[Dialog[Any]]], practice: Practice, places: Places,
    outranks: Outranks,
) -> None:  # fmt: skip
    """Refuse words that are missing, strange, too long, or that nobody could say.

    Raises:
        ConfigurationError: with every mistake, one a line.
    """
    checker = _Checker(texts, tuple(dialogs), practice, places, outranks)
    _check_engine(checker)
    for dialog in checker.dialogs:
        for node in dialog.order:
            _check_node(checker, dialog, node)
    _check_sections(checker)
    _check_wants(checker)
    if checker.wrong:
        raise ConfigurationError("\n".join(checker.wrong))


def _check_engine(checker: _Checker) -> None:
    for lang in checker.texts.langs:
        for variant, allowed in ENGINE_TEXTS.items():
            _check_there(checker, (COMMON, "engine", variant, lang))
            _check_known(checker, (COMMON, "engine", variant, lang), allowed)
        for variant, allowed in PROBLEMS.items():
            _check_there(checker, (COMMON, "problem", variant, lang))
            _check_known(checker, (COMMON, "problem", variant, lang), allowed)


def _check_there(checker: _Checker, key: _Key) -> None:
    if key not in checker.texts.parts:
        checker.tell(key, "is missing")


def _check_known(checker: _Checker, key: _Key, allowed: frozenset[str]) -> None:
    for name in sorted((checker.texts.names(*key) or frozenset()) - allowed - ALWAYS):
        near = get_close_matches(name, [*allowed, *ALWAYS], n=1)
        hint = f"; did you mean {{{near[0]}}}?" if near else ""
        checker.tell(key, f"has the unknown placeholder {{{name}}}{hint}")


# --- a field's texts ----------------------------------------------------------------------------


def _check_node(checker: _Checker, dialog: type[Dialog[Any]], node: Node) -> None:
    section = section_of(dialog, node.name)
    first = checker.texts.langs[0]
    found = {v for f, s, v, _ in checker.texts.parts if (f, s) == (dialog.folder, section)}
    wanted = (*required(node), *_wordings(dialog, node, found), *sorted(found))
    for variant in dict.fromkeys(wanted):
        for lang in checker.texts.langs:
            key = (dialog.folder, section, variant, lang)
            _check_there(checker, key)
            _check_placeholders(checker, dialog, node, key)
            _check_length(checker, dialog, key)
            here = checker.texts.names(*key)
            there = checker.texts.names(dialog.folder, section, variant, first)
            if here is not None and there is not None and here != there:
                checker.tell(key, f"holds other placeholders than in {first.value}")
    for lang in checker.texts.langs:
        _check_words(checker, dialog, node, lang)


def _wordings(dialog: type[Dialog[Any]], node: Node, found: set[str]) -> Iterator[str]:
    """The texts that a `tell` by an enum needs: one for each value, or one for all others."""
    if isinstance(node, Tell) and node.variant is not None and "say" not in found:
        kind = _type_of(dialog, node.variant.name)
        if isinstance(kind, type) and issubclass(kind, Enum):
            yield from (str(one.value) for one in kind)


def _check_placeholders(
    checker: _Checker, dialog: type[Dialog[Any]], node: Node, key: _Key
) -> None:
    _check_known(checker, key, frozenset({*dialog.nodes, *dialog.answers}))
    above = dialog.order[: dialog.order.index(node) + 1]
    holds = (*all_guards(node),)
    for name in sorted((checker.texts.names(*key) or frozenset()) - ALWAYS - {*dialog.answers}):
        read = dialog.nodes.get(name)
        if read is None:
            continue
        if read not in above:
            checker.tell(key, f"holds {{{name}}}, which is not above it")
            continue
        for guard in all_guards(read):
            if not is_implied(guard, holds):
                why = f"holds {{{name}}}, which is there only with {guard.field.name!r}"
                checker.tell(key, f"{why}; {node.name!r} is not behind the same `when`")


# --- words that a question declares -------------------------------------------------------------


def _check_words(checker: _Checker, dialog: type[Dialog[Any]], node: Node, lang: Lang) -> None:
    seen: dict[str, str] = {}
    for value in getattr(getattr(node, "kind", None), "values", ()):
        key = (dialog.folder, section_of(dialog, node.name), f"is-{value}", lang)
        for word in _words(checker, key):
            _check_word(checker, key, word)
            if seen.setdefault(word.casefold(), value) != value:
                why = f"has {word!r}, which is is-{seen[word.casefold()]} too; nobody could tell"
                checker.tell(key, why)


def _words(checker: _Checker, key: _Key) -> tuple[str, ...]:
    return words_in(checker.texts.parts[key]) if key in checker.texts.parts else ()


def _check_word(checker: _Checker, key: _Key, word: str) -> None:
    for lang in checker.texts.langs:
        kind = checker.outranks(word, lang)
        if kind is not None:
            why = f"has {word!r}, which means {kind.value!r} wherever it is said; choose another"
            checker.tell(key, why)
            return


def _check_wants(checker: _Checker) -> None:
    for key in sorted(checker.texts.parts):
        if key[1] != WANTS:
            continue
        known = {w for d in checker.dialogs if d.folder == key[0] for w in d.wants}
        if key[2] not in known:
            checker.tell(key, f"is no want of a dialog in {key[0]}: {', '.join(sorted(known))}")
        for word in _words(checker, key):
            _check_word(checker, key, word)
        for lang in checker.texts.langs:
            _check_there(checker, (key[0], WANTS, key[2], lang))


def _check_sections(checker: _Checker) -> None:
    known: dict[str, set[str]] = {COMMON: {"engine", "problem"}}
    for dialog in checker.dialogs:
        sections = known.setdefault(dialog.folder, set())
        sections.update({WANTS, *(section_of(dialog, name) for name in (*dialog.nodes, BEGUN))})
        begun = (dialog.folder, section_of(dialog, BEGUN), "what")
        if any((*begun, lang) in checker.texts.parts for lang in checker.texts.langs):
            for lang in checker.texts.langs:
                _check_there(checker, (*begun, lang))
    for folder, section, _, lang in sorted(checker.texts.parts):
        if folder in known and section not in known[folder]:
            near = get_close_matches(section, known[folder], n=1)
            hint = f"; did you mean [{near[0]}]?" if near else ""
            checker.tell((folder, section, "", lang), f"belongs to no field{hint}")


# --- how long it is -----------------------------------------------------------------------------


def _check_length(checker: _Checker, dialog: type[Dialog[Any]], key: _Key) -> None:
    names, lang = checker.texts.names(*key), key[3]
    if names is None or names & {"options", *_lists(dialog)} or key[2].startswith("is-"):
        return
    record = {name: _example(checker.practice, dialog, name, lang) for name in names - ALWAYS}
    values = checker.texts.values_for(dialog, record, names, lang, checker.practice)
    values |= dict.fromkeys(names & set(dialog.answers), "x" * _LONGEST_ANSWER)
    text = checker.texts.fill(*key, values)
    size = segments(text)
    if size.count > MAX_SEGMENTS:
        why = (
            f"needs {size.count} parts of a text message ({size.units} characters, {size.encoding}"
        )
        checker.tell(key, f"{why}) with values as long as {text!r}; {MAX_SEGMENTS} are the most")


def _lists(dialog: type[Dialog[Any]]) -> Iterator[str]:
    """Fields whose value is read as a list."""
    for name in dialog.nodes:
        if "tuple" in str(_type_of(dialog, name)):
            yield name


def _type_of(dialog: type[Dialog[Any]], name: str) -> Any:
    node = dialog.nodes.get(name)
    if isinstance(node, Let):
        return get_type_hints(cast("Let[Any]", node).function).get("return")
    return dialog.types.get(name)


def _example(practice: Practice, dialog: type[Dialog[Any]], name: str, lang: Lang) -> Any:
    """A long value of the field's type, from the practice's own data."""
    found = _type_of(dialog, name)
    for kind, make in _EXAMPLES.items():
        if found is kind or kind in getattr(found, "__args__", ()):
            return make(practice, lang)
    values = getattr(getattr(dialog.nodes.get(name), "kind", None), "values", {})
    return max(values.values(), key=lambda value: len(str(value.value)), default=None)


def _visit_type(practice: Practice, lang: Lang) -> VisitTypeId:
    return max(practice.visit_types, key=lambda kind: len(kind.names.get(lang, ""))).id


def _provider(practice: Practice, _lang: Lang) -> ProviderId:
    return max(practice.providers, key=lambda provider: len(provider.name)).id


def _site(practice: Practice, _lang: Lang) -> SiteId:
    return max(practice.sites, key=lambda site: len(site.name)).id


def _slot(practice: Practice, lang: Lang) -> Slot:
    start = instant(_DAY, _NOON, practice.zone)
    place = _provider(practice, lang), _site(practice, lang), _visit_type(practice, lang)
    return Slot(*place, start, start + timedelta(minutes=30))


def _appointment(practice: Practice, lang: Lang) -> Appointment:
    slot = _slot(practice, lang)
    return Appointment(
        AppointmentId(""), PatientId(""), slot.provider, slot.site, slot.visit_type, slot.start, slot.end
    )  # fmt: skip


_DAY = date(2026, 9, 30)
_NOON = time(12, 30)
_EXAMPLES: dict[Any, Callable[[Practice, Lang], Any]] = {
    VisitTypeId: _visit_type,
    ProviderId: _provider,
    SiteId: _site,
    Slot: _slot,
    Appointment: _appointment,
    Person: lambda _practice, _lang: Person(PatientId(""), "Maximiliano"),
    Wish: lambda _practice, _lang: Wish(first_on=_DAY, last_on=_DAY, part=PartOfDay.AFTERNOON),
    date: lambda _practice, _lang: _DAY,
    str: lambda _practice, _lang: "Lisinopril 10 mg twice a day",
}
"""By type, the narrower first."""
