"""Phrase tables: written as short patterns, matched word by word through one graph.

A pattern is words with `(a|b c)` for a choice, `[x]` for what may be left out, and `*` for up to
three words of any kind. Choices share what follows them, so a table stays as small as it is
written, and matching costs a few look-ups a word.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

_PIECE = re.compile(r"[()\[\]|*]|[^\s()\[\]|*]+")
_GAP = "*"
_LONGEST_GAP = 3

Meaning = TypeVar("Meaning")


@dataclass(frozen=True, slots=True)
class Hit(Generic[Meaning]):
    """Words `first` to `past` (exclusive) of the text have this meaning."""

    first: int
    past: int
    meaning: Meaning


class _Node(Generic[Meaning]):
    """What may follow, word by word; what is said when the phrase ends here."""

    __slots__ = ("after_gap", "meanings", "next")

    def __init__(self) -> None:
        self.next: dict[str, list[_Node[Meaning]]] = {}
        self.after_gap: _Node[Meaning] | None = None
        self.meanings: tuple[Meaning, ...] = ()


class Phrases(Generic[Meaning]):
    """Patterns and what they mean, ready for matching."""

    def __init__(self, patterns: Iterable[tuple[str, Meaning]]) -> None:
        self._root: _Node[Meaning] = _Node()
        self._steps: dict[tuple[tuple[int, ...], str], _Node[Meaning]] = {}
        self.vocabulary: set[str] = set()
        """Every word that occurs in a phrase."""
        for pattern, meaning in patterns:
            pieces = _PIECE.findall(pattern)
            ends, rest = self._choice(pieces, 0, [self._root])
            if rest != len(pieces):
                raise ValueError(pattern)
            for node in ends:
                if node is not self._root and meaning not in node.meanings:
                    node.meanings = (*node.meanings, meaning)

    def _choice(
        self, pieces: list[str], at: int, starts: list[_Node[Meaning]]
    ) -> tuple[list[_Node[Meaning]], int]:
        """Where each alternative ends that begins at `starts`, up to the closing bracket."""
        ends: list[_Node[Meaning]] = []
        nodes = starts
        while at < len(pieces) and pieces[at] not in ")]":
            piece = pieces[at]
            at += 1
            if piece == "|":
                ends += nodes
                nodes = starts
            elif piece in "([":
                inner, at = self._choice(pieces, at, nodes)
                at += 1
                nodes = [*nodes, *inner] if piece == "[" else inner
            elif piece == _GAP:
                nodes = [_gap_after(node) for node in nodes]
            else:
                nodes = [self._step(nodes, piece)]
        return list(dict.fromkeys([*ends, *nodes])), at

    def _step(self, nodes: list[_Node[Meaning]], word: str) -> _Node[Meaning]:
        """The node after `word` from exactly these nodes: patterns that begin alike share it."""
        key = (tuple(map(id, nodes)), word)
        following = self._steps.get(key)
        if following is None:
            following = self._steps[key] = _Node()
            self.vocabulary.add(word)
            for node in nodes:
                node.next.setdefault(word, []).append(following)
        return following

    def hits(self, words: Sequence[str]) -> list[Hit[Meaning]]:
        """All phrases in the text, by start; of one start and meaning only the longest."""
        found: list[Hit[Meaning]] = []
        first_words = self._root.next
        for first, word in enumerate(words):
            if word in first_words:
                found += self._from(first, words)
        return found

    def _from(self, first: int, words: Sequence[str]) -> list[Hit[Meaning]]:
        longest: dict[Meaning, int] = {}
        count = len(words)
        waiting = [(node, first + 1) for node in self._root.next[words[first]]]
        while waiting:
            node, at = waiting.pop()
            for meaning in node.meanings:
                if longest.get(meaning, 0) < at:
                    longest[meaning] = at
            if at >= count:
                continue
            waiting += [(further, at + 1) for further in node.next.get(words[at], ())]
            if node.after_gap is not None:
                waiting += [
                    (further, skipped + 1)
                    for skipped in range(at, min(at + _LONGEST_GAP + 1, count))
                    for further in node.after_gap.next.get(words[skipped], ())
                ]
                if not node.after_gap.next:
                    waiting.append((node.after_gap, min(at + 1, count)))
        return [Hit(first, past, meaning) for meaning, past in longest.items()]


def _gap_after(node: _Node[Meaning]) -> _Node[Meaning]:
    if node.after_gap is None:
        node.after_gap = _Node()
    return node.after_gap
