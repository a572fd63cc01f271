"""The people of one number, named without a word that tells it is a name: "can mateo be seen today"."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.facts import Fact, FactKind, Understood
from assistant.domain.patient import name_words
from assistant.understanding.known import ORDINARY
from assistant.understanding.people.names import ALSO_WORDS
from assistant.understanding.text import Text

_ABOUT_SOMEBODY = frozenset({FactKind.WANT, FactKind.VISIT_TYPE, FactKind.TOPIC, FactKind.NO})
_OTHERWISE = frozenset(
    {FactKind.PROVIDER, FactKind.UNWANTED, FactKind.SITE, FactKind.WHEN, FactKind.BIRTH_DATE,
     FactKind.INSURER}
)  # fmt: skip
"""Kinds whose words name no patient."""
_FEW = 2
_INTRODUCES = frozenset({"its", "is", "im", "am", "soy", "habla", "llamo"})


def _is_introduced(read: Text, name: Fact) -> bool:
    """Does the writer only say who they are ("hi its lucia, mateo needs his shots")?"""
    before = [token for token, at in zip(read.tokens, read.starts, strict=True) if at < name.start]
    return bool(before) and before[-1] in _INTRODUCES


def may_name_somebody(understood: Understood) -> bool:
    """Could it be about one of several people?"""
    kinds = {fact.kind for fact in understood.facts}
    return understood.words >= _FEW and not kinds.isdisjoint(_ABOUT_SOMEBODY)


def with_household(text: str, understood: Understood, first_names: Sequence[str]) -> Understood:
    """The reading with the name of the one of these people whom the text names, if it names just one.

    Beside who writes ("its Lucia, Mateo needs his shots") it is the other one.

    Where there is only one person nobody has to be told apart, and nothing is added. A name that is
    an ordinary word, too ("will", "grace"), counts only with its capital in the middle of a text.
    """
    if len(first_names) < _FEW:
        return understood
    read = Text.of(text)
    said = [fact for fact in understood.facts if fact.kind is FactKind.NAME]
    if any(not _is_introduced(read, fact) for fact in said):
        return understood
    other = [fact for fact in understood.facts if fact.kind in _OTHERWISE]
    named: dict[str, Fact] = {}
    for first in {" ".join(name_words(name)[:1]) for name in first_names}:
        for n, token in enumerate(read.tokens):
            start, end = read.starts[n], read.ends[n]
            if token != first or any(f.start < end and start < f.end for f in other):
                continue
            words = read.clean[start:end]
            is_word = first in ORDINARY or first in ALSO_WORDS
            if not is_word or (n > 0 and words[:1].isupper()):
                named[first] = Fact(FactKind.NAME, start, end, value=words)
    for fact in said:
        named.pop(" ".join(name_words(fact.value)[:1]), None)
    if len(named) != 1:
        return understood
    facts = (*(fact for fact in understood.facts if fact not in said), *named.values())
    return replace(understood, facts=tuple(sorted(facts, key=lambda fact: (fact.start, fact.end))))
