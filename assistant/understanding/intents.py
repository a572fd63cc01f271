"""From phrase hits to facts: what lies inside a longer phrase, or beside a stronger one, goes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from assistant.domain.facts import FactKind as K
from assistant.domain.facts import Lang
from assistant.understanding.meanings import MeaningHit
from assistant.understanding.words import listed

_NEVER_HIDDEN = frozenset({K.EMERGENCY, K.CRISIS, K.OPT_OUT})
_ANSWERS = frozenset({K.YES, K.NO})
_FIRST_OF_EQUALS = (
    K.CRISIS, K.EMERGENCY, K.OPT_OUT, K.NO, K.NONE_OF_THESE, K.SOONEST, K.OTHER_SITE, K.ANYBODY, K.UNWANTED, K.ANYTIME,
    K.LATER, K.EARLIER, K.WANT, K.INFO, K.TOPIC, K.PERSON, K.NEW_PATIENT, K.KNOWN_PATIENT, K.CONTROL,
    K.LANGUAGE, K.YES, K.GREETING, K.THANKS,
)  # fmt: skip
_STRONGER_WANTS = {
    "book": frozenset({"move", "cancel", "confirm", "visits", "running-late", "here"}),
    "cancel": frozenset({"move"}),
    "visits": frozenset({"move", "cancel"}),
    "confirm": frozenset({"move", "cancel", "visits", "running-late"}),
    "running-late": frozenset({"move", "cancel"}),
}
"""Of two wants in one text, which says what is really meant."""
_BEFORE_AN_ANSWER = listed("""
    oh um uh hmm well so and but then hi hello hey hola thanks thank you great yes ok okay yeah actually
    pues bueno ah ay eh entonces y gracias sorry perdon lol haha ha that thats it its sounds would i think
    """)
_AFTER_A_NO = listed("""
    gracias senor senora mejor por pero prefiero es porque nada senorita thanks thank i im its that thats
    not we please lets make actually it sorry the my he she they you can could how what when is do dont
    and but cant cannot wont ill id this tomorrow today next monday tuesday wednesday thursday friday
    maam sir miss way thx ty need want book cancel ese esa eso esta ya mas ninguna ninguno todavia yo keep leave dejala dejela dejalo dejelo deje dejenla dejenlo
    lo la el quiero quisiera necesito tengo ive weve were already no nope soy somos estoy fui he never
    """)
_NOT_AFTER_SI = listed("""
    puedo puede pueden tienen tiene hay no es fuera se me te lo la le es_posible quiero_ necesito_
    tengo estan esta llego voy podria podrian hubiera sigo
    """)
_SAYS_IF = frozenset(
    {
        "puede",
        "pueden",
        "tienen",
        "tiene",
        "hay",
        "fuera",
        "se",
        "estan",
        "llego",
        "hubiera",
        "sigo",
    }
)


@dataclass(frozen=True, slots=True)
class Said:
    """Words `first` to `past` (exclusive) say this."""

    kind: K
    value: str
    first: int
    past: int


def said(
    hits: Sequence[MeaningHit],
    words: Sequence[str],
    starts_clause: frozenset[int],
    lang: Lang,
    *,
    expects_answer: bool = False,
) -> tuple[list[Said], set[int]]:
    """What the phrases of a text say, in order, and the words that say nothing further.

    `hits` count "^" and "$" as words; `words` do not. `starts_clause` are the words that come
    first or after a mark. `expects_answer`: a yes or no was asked for, and may come last.
    """
    count = len(words)
    spans = [(max(hit.first - 1, 0), min(hit.past - 1, count), hit.meaning) for hit in hits]
    hidden = [(first, past) for first, past, meaning in spans if meaning.kind is None]
    reach = _reach(hidden, count)
    found: dict[tuple[int, int], list[Said]] = {}
    for first, past, meaning in spans:
        if meaning.kind is None or past <= first:
            continue
        if past <= reach[first]:
            continue
        here = found.setdefault((first, past), [])
        said_here = Said(meaning.kind, meaning.value, first, past)
        if said_here not in here and not (here and meaning.lang is not lang):
            here.append(said_here)
    covered = _covered(found)
    kept = [_best(options) for span, options in found.items() if span not in covered]
    kept = [
        item
        for item in kept
        if item.kind not in _ANSWERS
        or (expects_answer and item.past == count > 1)
        or _answers(item, words, starts_clause)
    ]
    silent = {n for first, past in hidden for n in range(first, past)}
    return sorted(_wants_settled(kept), key=lambda item: (item.first, -item.past)), silent


def _best(options: list[Said]) -> Said:
    return min(options, key=lambda item: _FIRST_OF_EQUALS.index(item.kind))


def _reach(hidden: Sequence[tuple[int, int]], count: int) -> list[int]:
    """For each word, how far the hidden stretches go that begin there or before."""
    reach = [0] * (count + 1)
    for first, past in hidden:
        reach[first] = max(reach[first], past)
    return list(accumulate(reach, max))


def _covered(found: Mapping[tuple[int, int], list[Said]]) -> set[tuple[int, int]]:
    """The stretches that lie inside a longer one; danger and leaving only inside one of their kind."""
    kinds = dict[K, list[tuple[int, int]]]()
    grave = set[tuple[int, int]]()
    for span, options in found.items():
        kinds.setdefault(options[0].kind, []).append(span)
        if any(item.kind in _NEVER_HIDDEN for item in options):
            grave.add(span)
    covered = _inside(found) - grave
    for kind in {found[span][0].kind for span in grave}:
        covered |= _inside(kinds[kind]) & grave
    return covered


def _inside(spans: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those that lie inside another one."""
    inside, furthest = set[tuple[int, int]](), 0
    for first, past in sorted(spans, key=lambda span: (span[0], -span[1])):
        if past <= furthest:
            inside.add((first, past))
        furthest = max(furthest, past)
    return inside


def _answers(item: Said, words: Sequence[str], starts_clause: frozenset[int]) -> bool:
    """Is the yes or no an answer, and not a word within a sentence?"""
    if item.past - item.first > 1:
        return not _negated(item, words)
    opens = item.first in starts_clause or all(
        word in _BEFORE_AN_ANSWER for word in words[max(0, item.first - 6) : item.first]
    )
    following = words[item.past] if item.past < len(words) else ""
    if not opens:
        return False
    if item.past in starts_clause or not following:
        return True
    word = words[item.first]
    if word == "no":
        return following in _AFTER_A_NO or following.isdigit()
    if word == "si":
        return following not in _SAYS_IF
    return True


def _negated(item: Said, words: Sequence[str]) -> bool:
    before = words[item.first - 1] if item.first else ""
    return item.kind is K.YES and before in {
        "not",
        "dont",
        "doesnt",
        "wont",
        "isnt",
        "no",
        "cant",
        "didnt",
        "never",
    }


def _wants_settled(kept: list[Said]) -> list[Said]:
    """Of several wants the one that is meant; one hit of each kind and value."""
    wants = {item.value for item in kept if item.kind is K.WANT}
    if any(item.kind is K.NEW_PATIENT for item in kept):
        kept = [item for item in kept if item.kind is not K.KNOWN_PATIENT]
    weaker = {want for want in wants if wants & _STRONGER_WANTS.get(want, frozenset())}
    seen: set[tuple[K, str]] = set()
    settled: list[Said] = []
    for item in sorted(kept, key=lambda said_: said_.first):
        if item.kind is K.WANT and item.value in weaker:
            continue
        key = (item.kind, item.value)
        if key not in seen:
            seen.add(key)
            settled.append(item)
    return settled
