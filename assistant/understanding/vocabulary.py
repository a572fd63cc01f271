"""The practice's own names: providers, sites, visit types and insurers, ready for matching."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from assistant.domain.facts import FactKind
from assistant.domain.practice import Practice, Provider
from assistant.understanding.answers import distinct, pointed
from assistant.understanding.known import ORDINARY
from assistant.understanding.phrases import Phrases
from assistant.understanding.text import Text, fold

TITLES = frozenset(
    {"dr", "dra", "doctor", "doctora", "drs", "prof", "nurse", "enfermera", "mr", "mrs", "ms"}
)
"""Words before which a provider's name is sure."""
_AFTER_NAMES = frozenset(
    {"md", "do", "np", "pa", "rn", "dds", "phd", "lcsw", "jr", "sr", "ii", "iii"}
)
_SMALL = frozenset({"the", "of", "and", "de", "la", "el", "y", "del", "los", "las", "at", "in"})
_UNWELL = frozenset({"sick", "ill", "illness", "unwell", "enfermo", "enferma", "enfermedad"})
"""Words by which a kind of visit is for who is unwell."""
_LONG_NAME = 2
"""Insurers of more words are also called by the first two, or by their initials."""
_ONE_OF = frozenset({FactKind.VISIT_TYPE, FactKind.SITE})
"""Things that a part of the name may tell apart."""
_CLOSE = 84.0
"""Least likeness, in percent of `ratio`, for a misspelt name."""
_CLOSE_BESIDE_A_TITLE = 74.0
"""After "Dr." a name must follow, so a shorter or rougher one will do."""
_SHORTEST_MISSPELT = 5
_SHORTEST_BESIDE_A_TITLE = 4
_MOST_SLIPS = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of the practice. `titled` names count only beside a title or a "with"."""

    kind: FactKind
    key: str
    titled: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """Words `first` to `past` (exclusive) name one of `keys`."""

    kind: FactKind
    first: int
    past: int
    keys: tuple[str, ...]
    exact: bool
    titled: bool
    """A title stands before it, or the name itself needs none."""


class Vocabulary:
    """The closed vocabularies of one practice, prepared once."""

    def __init__(
        self, names: Iterable[tuple[tuple[str, ...], Entry]], for_complaints: str = ""
    ) -> None:
        self.for_complaints = for_complaints
        """The kind of visit of who is unwell; "" where no kind says so, or several do."""
        listed = [(words, entry) for words, entry in names if words]
        self._phrases: Phrases[Entry] = Phrases((" ".join(words), entry) for words, entry in listed)
        self._forms: dict[str, list[tuple[str, int, Entry]]] = {}
        for words, entry in listed:
            form = " ".join(words)
            if len(form) >= _SHORTEST_BESIDE_A_TITLE and not form.isdigit():
                self._forms.setdefault(form[0], []).append((form, len(words), entry))
        self._parts = distinct((words, entry) for words, entry in listed if entry.kind in _ONE_OF)
        self.words = frozenset(word for words, _ in listed for word in words)
        """Every word of every name, folded."""
        self.spelt = ORDINARY | self.words
        """Words that are never taken for misspelt ones."""

    @classmethod
    def of(cls, practice: Practice) -> "Vocabulary":
        """The names and aliases of that practice."""
        kinds = list(_visit_types(practice))
        names = [*_providers(practice), *_sites(practice), *kinds, *_insurers(practice)]
        return cls(names, _for_complaints(kinds))

    def found(self, words: Sequence[str], known: frozenset[str]) -> list[Named]:
        """What the words name: as written first, then misspelt.

        `known` are ordinary words, which are never taken for a misspelt name.
        """
        named = self._exact(words)
        covered = {n for name in named for n in range(name.first, name.past)}
        for at, word in enumerate(words):
            part = self._parts.get(word)
            if part is not None and at not in covered and pointed(words, at, at + 1) is not None:
                named.append(Named(part.kind, at, at + 1, (part.key,), exact=True, titled=True))
                covered.add(at)
            titled = at > 0 and words[at - 1] in TITLES
            shortest = _SHORTEST_BESIDE_A_TITLE if titled else _SHORTEST_MISSPELT
            if at in covered or len(word) < shortest or word in known:
                continue
            misspelt = self._misspelt(words, at)
            if misspelt is not None:
                named.append(misspelt)
                covered.update(range(misspelt.first, misspelt.past))
        return sorted(named, key=lambda name: name.first)

    def _exact(self, words: Sequence[str]) -> list[Named]:
        by_span: dict[tuple[FactKind, int, int], list[Entry]] = {}
        for hit in self._phrases.hits(words):
            by_span.setdefault((hit.meaning.kind, hit.first, hit.past), []).append(hit.meaning)
        found: list[Named] = []
        for (kind, first, past), entries in by_span.items():
            if any(_inside((kind, first, past), other) for other in by_span):
                continue
            keys = tuple(dict.fromkeys(entry.key for entry in entries))
            titled = first > 0 and words[first - 1] in TITLES
            whole = any(not entry.titled for entry in entries)
            start = first - 1 if titled and kind is FactKind.PROVIDER else first
            found.append(Named(kind, start, past, keys, exact=True, titled=titled or whole))
        return found

    def _misspelt(self, words: Sequence[str], at: int) -> Named | None:
        """The name most like the words from `at`, if it is like enough."""
        titled = at > 0 and words[at - 1] in TITLES
        best, found = _CLOSE_BESIDE_A_TITLE if titled else _CLOSE, dict[Entry, int]()
        for form, length, entry in self._forms.get(words[at][0], ()):
            said = " ".join(words[at : at + length])
            if abs(len(said) - len(form)) > _MOST_SLIPS:
                continue
            likeness = ratio(said, form, score_cutoff=best)
            if sorted(said) == sorted(form):  # two letters changed places: "Atena"
                likeness = max(likeness, best)
            if likeness < best or OSA.distance(said, form, score_cutoff=_MOST_SLIPS) > _MOST_SLIPS:
                continue
            if likeness > best:
                best, found = likeness, {}
            found[entry] = length
        if not found:
            return None
        kind = next(iter(found)).kind
        keys = tuple(dict.fromkeys(entry.key for entry in found if entry.kind is kind))
        past = at + max(found.values())
        whole = any(not entry.titled for entry in found)
        return Named(kind, at - titled, past, keys, exact=False, titled=titled or whole)


def _inside(span: tuple[FactKind, int, int], other: tuple[FactKind, int, int]) -> bool:
    (kind, first, past), (other_kind, start, end) = span, other
    larger = end - start > past - first
    return (
        larger
        and start <= first
        and past <= end
        and (kind is other_kind or kind is not FactKind.INSURER)
    )


def _plain(name: str) -> tuple[str, ...]:
    """The folded words of a name, without punctuation."""
    return Text.of(fold(name)).words[0]


def _providers(practice: Practice) -> Iterable[tuple[tuple[str, ...], Entry]]:
    for provider in practice.providers:
        entry = Entry(FactKind.PROVIDER, provider.id)
        for words, titled in _provider_forms(provider):
            yield words, Entry(FactKind.PROVIDER, provider.id, titled=True) if titled else entry


def _provider_forms(provider: Provider) -> Iterable[tuple[tuple[str, ...], bool]]:
    """The name with and without its title, and the last name where a title stands before it."""
    whole = _plain(provider.name)
    bare = tuple(word for word in whole if word not in TITLES | _AFTER_NAMES)
    yield bare, len(bare) <= 1
    if len(bare) > 1:
        yield bare[-1:], True
        yield bare[:1], True
    for alias in provider.aliases:
        words = _plain(alias)
        stripped = tuple(word for word in words if word not in TITLES)
        yield stripped or words, len(stripped) == 1 and len(words) > 1


def _sites(practice: Practice) -> Iterable[tuple[tuple[str, ...], Entry]]:
    for site in practice.sites:
        entry = Entry(FactKind.SITE, site.id)
        for name in (site.name, *site.aliases):
            yield from ((words, entry) for words in _site_forms(_plain(name)))


def _site_forms(words: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """The whole name, what is left without "clinic" and the like, and both with "St" for "Street"."""
    short = tuple(word for word in words if word not in _SITE_WORDS | _SMALL)
    for form in dict.fromkeys((words, short)):
        yield form
        written = tuple(_WAYS.get(word, word) for word in form)
        if written != form:
            yield written


_WAYS = {"street": "st", "avenue": "ave", "road": "rd", "drive": "dr", "boulevard": "blvd", "lane": "ln",
         "st": "street", "ave": "avenue", "rd": "road", "blvd": "boulevard", "avenida": "av"}  # fmt: skip
_SITE_WORDS = frozenset(
    {"clinic", "office", "center", "centre", "health", "medical", "site", "location", "practice", "clinica",
     "consultorio", "centro", "oficina", "sede"}
)  # fmt: skip


def _visit_types(practice: Practice) -> Iterable[tuple[tuple[str, ...], Entry]]:
    for visit_type in practice.visit_types:
        entry = Entry(FactKind.VISIT_TYPE, visit_type.id)
        for name in (*visit_type.names.values(), *visit_type.aliases):
            words = _plain(name)
            yield words, entry
            if words and len(words[-1]) >= _SHORTEST_BESIDE_A_TITLE:
                yield (*words[:-1], _other_number(words[-1])), entry


def _for_complaints(kinds: Iterable[tuple[tuple[str, ...], Entry]]) -> str:
    found = {entry.key for words, entry in kinds if not _UNWELL.isdisjoint(words)}
    return found.pop() if len(found) == 1 else ""


def _other_number(word: str) -> str:
    """The plural of a singular, and the other way round, well enough for both languages."""
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return f"{word}s"


def _insurers(practice: Practice) -> Iterable[tuple[tuple[str, ...], Entry]]:
    for name in practice.insurers:
        words = _plain(name)
        yield words, Entry(FactKind.INSURER, name)
        if len(words) > 1 and "".join(words) not in words:
            yield ("".join(words),), Entry(FactKind.INSURER, name)
        if len(words) > _LONG_NAME:
            yield words[:_LONG_NAME], Entry(FactKind.INSURER, name)
            yield ("".join(word[0] for word in words),), Entry(FactKind.INSURER, name)
