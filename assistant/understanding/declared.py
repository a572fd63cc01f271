"""Words that the dialogs declare: answers to the open question, what begins a dialog, free text."""

from functools import lru_cache

from assistant.domain.facts import Asked, Choice, Fact, FactKind
from assistant.understanding.text import Text

_LONGEST = 100
"""Characters of a free text that are kept: it is read back in one message."""
_SHORT = 3
"""Words of a text in which a bare letter or number may be an answer."""
_NO_ANSWER = frozenset({FactKind.INFO, FactKind.CONTROL, FactKind.LANGUAGE})
_COURTESY = frozenset({FactKind.GREETING, FactKind.THANKS, FactKind.LANGUAGE})


def chosen(text: Text, asked: Asked) -> list[Fact]:
    """The declared words that are said: of two that overlap the longer; none where it is not clear."""
    words, where = text.words
    found: list[tuple[int, int, Choice]] = []
    for choice in asked.choices:
        for phrase in choice.words:
            wanted = _words_of(phrase)
            if _is_bare(wanted) and (choice.field != asked.field or len(words) > _SHORT):
                continue
            found += [
                (at, at + len(wanted), choice)
                for at in range(len(words) - len(wanted) + 1)
                if words[at : at + len(wanted)] == wanted
            ]
    kept = list[tuple[int, int, Choice]]()
    for one in sorted(found, key=lambda one: one[0] - one[1]):
        if not any(_is_shorter(one, other) for other in kept):
            kept.append(one)
    facts = (
        _fact(choice, text.starts[where[first]], text.ends[where[past - 1]])
        for first, past, choice in sorted(kept, key=lambda one: one[:2])
    )
    return _clear(list(dict.fromkeys(facts)))


def free(text: Text, asked: Asked, facts: list[Fact]) -> Fact | None:
    """The whole text as the answer to a question for any words, unless it is something else."""
    kinds = {fact.kind for fact in facts}
    if FactKind.TEXT not in asked.expects or not text.where or kinds & _NO_ANSWER:
        return None
    if kinds and kinds <= _COURTESY:
        return None
    said = " ".join(text.clean.split())[:_LONGEST].strip()
    return Fact(FactKind.TEXT, 0, len(text.clean), value=said, word=asked.field)


def _is_shorter(one: tuple[int, int, Choice], other: tuple[int, int, Choice]) -> bool:
    overlaps = one[0] < other[1] and other[0] < one[1]
    return overlaps and one[1] - one[0] < other[1] - other[0]


def _fact(choice: Choice, start: int, end: int) -> Fact:
    if not choice.field:
        return Fact(FactKind.WANT, start, end, value=choice.value)
    return Fact(FactKind.CHOICE, start, end, value=choice.value, word=choice.field)


def _clear(facts: list[Fact]) -> list[Fact]:
    """Without those that name several answers to one question."""
    values: dict[str, set[str]] = {}
    for fact in facts:
        if fact.kind is FactKind.CHOICE:
            values.setdefault(fact.word, set()).add(fact.value)
    return [fact for fact in facts if len(values.get(fact.word, ())) <= 1]


def _is_bare(words: tuple[str, ...]) -> bool:
    """A letter or a number, which means something only as the answer to its question."""
    return len(words) == 1 and (len(words[0]) == 1 or words[0].isdigit())


@lru_cache(maxsize=1024)
def _words_of(phrase: str) -> tuple[str, ...]:
    return Text.of(phrase).words[0]
