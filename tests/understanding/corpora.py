"""Our own texts with what they mean, and how well they are read.

`python -m tests.understanding.corpora` prints the table; `--show` adds what is misread in the
half that rules may be written against. The other half is never shown.
"""

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from assistant.domain.facts import FactKind, Lang
from assistant.understanding.acts import intents
from tests.understanding.reading import CARRIER, read

FOLDER = Path(__file__).with_name("corpus")
HALVES = ("dev", "held")
NOTHING = "none"
_NO_CANCEL = tuple(word for word in CARRIER if word != "CANCEL")
_DANGER = frozenset({FactKind.EMERGENCY, FactKind.CRISIS})
_COURTESIES = frozenset({"thanks", "greeting"})


@dataclass(frozen=True)
class Sample:
    """One text of a corpus and its label."""

    label: str
    lang: Lang
    text: str


@dataclass
class Score:
    """How many were read right, wrong, or not at all; per label and in all."""

    right: Counter[str] = field(default_factory=Counter[str])
    wrong: Counter[str] = field(default_factory=Counter[str])
    missed: Counter[str] = field(default_factory=Counter[str])
    misread: list[tuple[Sample, tuple[str, ...]]] = field(
        default_factory=list[tuple[Sample, tuple[str, ...]]]
    )

    def share(self, counts: Counter[str]) -> float:
        """Of all texts, in percent."""
        return 100 * counts.total() / (self.right + self.wrong + self.missed).total()


@dataclass
class Detection:
    """How well a danger, or a wish to leave, is told from what only looks like it; in percent."""

    recall: float
    precision: float
    misread: list[Sample]


def samples(name: str, half: str) -> Iterator[Sample]:
    """The texts of one corpus and half, in the order of its file."""
    held = tomllib.loads((FOLDER / f"{name}.{half}.toml").read_text(encoding="utf-8"))
    for label, texts in held.items():
        for lang in Lang:
            for text in texts[lang]:
                yield Sample(label, lang, text)


def score_intents(half: str) -> Score:
    """First messages: is the weightiest intent found right, and every one of several?"""
    score = Score()
    for sample in samples("intents", half):
        found = intents(read(sample.text, sample.lang, opt_out_words=_NO_CANCEL).facts)
        verdict = _verdict(sample.label, found)
        getattr(score, verdict)[sample.label] += 1
        if verdict != "right":
            score.misread.append((sample, found))
    return score


def _verdict(label: str, found: tuple[str, ...]) -> str:
    wanted = set[str]() if label == NOTHING else set(label.split("+"))
    meant = found if wanted & _COURTESIES else tuple(i for i in found if i not in _COURTESIES)
    if not wanted:
        return "wrong" if meant else "right"
    if not meant:
        return "missed"
    if meant[0] not in wanted:
        return "wrong"
    return "right" if wanted <= set(meant) else "missed"


def score_opt_out(half: str) -> Detection:
    """Wishes to get no more messages."""
    return _detect("opt_out", half, frozenset({FactKind.OPT_OUT}))


def score_danger(half: str) -> Detection:
    """Bodily danger and crisis."""
    return _detect("danger", half, _DANGER)


def _detect(name: str, half: str, kinds: frozenset[FactKind]) -> Detection:
    counts: Counter[tuple[bool, bool]] = Counter()
    misread: list[Sample] = []
    for sample in samples(name, half):
        found = read(sample.text, sample.lang).facts
        wanted, heard = sample.label == "yes", any(fact.kind in kinds for fact in found)
        counts[wanted, heard] += 1
        if wanted is not heard:
            misread.append(sample)
    hits = counts[True, True]
    return Detection(
        100 * hits / (hits + counts[True, False]),
        100 * hits / (hits + counts[False, True]),
        misread,
    )


def table() -> str:
    """All figures, one line a corpus and half."""
    lines = [f"{'corpus':10} {'half':5} {'texts':>5}  figures"]
    for half in HALVES:
        score = score_intents(half)
        count = (score.right + score.wrong + score.missed).total()
        lines.append(
            f"{'intents':10} {half:5} {count:5}  right {score.share(score.right):5.1f} %"
            f"  wrong intent {score.share(score.wrong):4.1f} %  missed {score.share(score.missed):4.1f} %"
        )
        for name, found in (("opt_out", score_opt_out(half)), ("danger", score_danger(half))):
            count = len(list(samples(name, half)))
            lines.append(
                f"{name:10} {half:5} {count:5}  recall {found.recall:5.1f} %  precision {found.precision:5.1f} %"
            )
    return "\n".join(lines)


def misread() -> str:
    """What is misread in the half that rules may be written against."""
    lines = [
        f"{sample.label} <- {', '.join(found) or '-'}: {sample.text}"
        for sample, found in score_intents("dev").misread
    ]
    for name, found in (("opt_out", score_opt_out("dev")), ("danger", score_danger("dev"))):
        lines += [f"{name} {sample.label}: {sample.text}" for sample in found.misread]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(table() + "\n")
    if "--show" in sys.argv:
        sys.stdout.write(misread() + "\n")
