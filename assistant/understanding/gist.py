"""The intent of a first message when no phrase says it: what its words are about, taken together.

A word stands for concepts (`words/gist_en.py`, `words/gist_es.py`); a rule asks for some of them
in one text. Deterministic, and small enough to be read.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz.distance import OSA

from assistant.domain.facts import Lang
from assistant.understanding.known import ORDINARY
from assistant.understanding.words import gist_en, gist_es

_SHORTEST_STEM, _LONGEST_STEM = 3, 9
_SHORTEST_MISSPELT = 5
WORD = "gist"
"""`Fact.word` of what was told by the gist."""
OF_FACTS = (
    "day",
    "provider",
    "visit-type",
    "insurer",
    "newcomer",
    "later",
    "soonest",
    "question",
    "short",
)
"""Concepts that other facts of the text stand for, "question" for a question mark, "short" for few words."""

_RULES = """
    book          9  need|can|book  visit  !cancel|change|insurance|money|record|test|video|form|refer|cant
    book          9  need|can|book  seen|care  day|soon|ill|kin|provider  !cancel|change|talk|refer|med|insurance|test|upset
    book          8  need|can|book  see  ill|soon|day|kin|visit-type  !cancel|change|cant|test|med|upset|late
    book          8  need|can|due  shot|visit-type  !cancel|change|record|paper|money|insurance|advice
    book          7  need|can  shot|visit-type  !cancel|change|record|money|insurance|paper
    book          7  can  day|soon  provider|question  !cancel|change|hours|test|med|cant|late|where|talk|here|other|mine
    book          8  ill  seen|care  day|soon|need|can  !pet|dose|med|wound|cant|upset|refer
    book          6  ill  need|can  day|soon  !pet|dose|med|cant
    book          8  can  free  day|soon|provider|care|question  !cancel|change|hours|test|med|late|where|talk|mine|money|insurance|form|video
    book          9  openings  question|day|can|need|soon  !insurance|record|money|hours
    book          7  due  visit|visit-type|shot
    book          8  need|can  see|seen  provider  !cancel|change|cant|upset|record|refer|talk|med
    book          6  schedule  visit|visit-type|shot  !cancel|change|cant
    book          6  need  seen  !talk|test|money|record|form
    book          7  need|can  seen|see  care  !talk|change|cancel|test|med|money|refer|record|upset|cant
    book          8  schedule  need|can|day|question  !cancel|change|test|med|money|insurance|record|form|video|cant
    book          6  soonest  !cancel|cant
    book          5  visit  question  !cancel|change|cant|mine|money|insurance|test|record|when
    book          4  visit  short  !cancel|change|question|cant|my
    book          9  newcomer
    book          8  new|need  newcomer
    move         10  change  visit|day-word|soon|earlier|other  !insurance|money|med|pharm|form
    move          9  other  day-word|day|soon  cant|can|need|question  !care|med|talk|money|insurance
    move          9  other  day  !care|med|talk|money|insurance
    move          8  earlier  visit|day-word|day  need|can
    move         10  change  day  need|can|question  !insurance|money|med|pharm|form
    move          7  change  need|can  !insurance|money|med|pharm|form|number|where
    move          9  cant  later  day-word|question|day|visit
    move          8  later  visit  mine
    move          8  later  can|need  see|attend
    move          8  cant  day|soon  question
    cancel       10  cancel  !insurance|change|other|free
    cancel        9  cant  attend  !breath|fill|join|form|video|question|med
    cancel        8  not-need  visit  need
    confirm       8  sure  be-there  !cant|late|can
    visits        9  when  visit  mine  !cant|cancel|change
    visits        7  who  visit  mine|day  !need|cant
    running-late  9  late  way|minutes|day  !visit-type|cancel|change|need
    running-late  8  way  minutes  !need|cancel|change
    here          8  here  place|visit|day  !hours|late
    here          7  place  here
    video-link   10  video  join
    video-link    9  join  video
    forms         9  form  fill|need|can|question  !record
    refill       10  med  renew|pharm
    refill        9  med  refill  !dose|advice
    refill        8  pharm  med|refill
    clinical      9  dose  med|advice|shot  advice|ill|question|swell  !money|pharm
    clinical      8  dose  wound
    clinical      7  shot|visit-type  ill  !need|can|book|due|day|see
    clinical      8  doses  !money|pharm|renew
    clinical      9  wound  advice|ill|swell|question
    clinical      8  ill  advice  !pet|visit|see|day|soon|book
    clinical      8  med  ill
    clinical      7  dose  test  advice|question
    clinical      4  ill  !pet|cancel|cant|change|med|late
    refill        7  med  need|can|question  !shot
    results      10  test  back  !need|book|money|dose
    results       8  test  mine  can|when|question|advice
    results       9  test  when|question|can  back
    billing       9  money  question|can|need|advice|insurance|mine|when  !cancel
    billing       8  money
    insurance     8  insurance  new|change|need|can|question|mine  !money
    insurance     7  insurance  cant|wrong|record
    insurers      9  accept  insurer
    insurers      9  insurer  question|can|accept
    insurers      7  insurer  advice|when|where|accept|hours
    insurers      8  insurance  accept  !form|med
    referral     10  refer
    referral      9  specialist  auth|refer
    referral      8  auth
    records      10  record  need|can|fill|question|pharm|specialist|kin
    records       9  paper  for-whom|need|can|vaccine-record
    records       9  vaccine-record  record
    person        9  person  talk|seen
    person        9  talk  care|need|can  !refill|med|pharm|visit
    person        8  bot
    complaint     9  upset
    wrong-number  9  wrong  number
    hours         9  hours  when|day|soon|question|can
    address       9  where  get-there|question
    emergency     9  breath  trouble  !calm
    emergency     9  chest  hurts  !calm
    emergency     9  swell  airway  !calm
    emergency     9  blood-loss  lot  !calm|test
    emergency     9  limb  loss  sudden
    emergency     9  swallow  poison  kin|lot
    emergency     9  grave  !calm|med|form|due
    emergency     8  unresponsive  !calm
    crisis        9  self  harm
    crisis        8  death  wish-death
"""


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: 1 << n for n, name in enumerate(names)}


_BITS = _numbered(dict.fromkeys((*gist_en.CONCEPTS, *gist_es.CONCEPTS, *OF_FACTS)))


class _Rule:
    """Which concepts make an intent: all of `wanted` (one of each), none of `unwanted`."""

    __slots__ = ("intent", "unwanted", "wanted", "weight")

    def __init__(self, line: str) -> None:
        self.intent, weight, *parts = line.split()
        self.weight = int(weight)
        self.wanted = tuple(_mask(part) for part in parts if part[0] != "!")
        self.unwanted = sum(_mask(part[1:]) for part in parts if part[0] == "!")

    def holds(self, concepts: int) -> bool:
        """Does it hold for a text with these concepts?"""
        return not concepts & self.unwanted and all(concepts & one for one in self.wanted)


def _mask(alternatives: str) -> int:
    found = 0
    for name in alternatives.split("|"):
        found |= _BITS[name]
    return found


class _Lexicon:
    """The words of one language, whole and stems, with their concepts."""

    __slots__ = ("by_length", "stems", "whole")

    def __init__(self, concepts: Mapping[str, str]) -> None:
        self.whole: dict[str, int] = {}
        self.stems: dict[str, int] = {}
        self.by_length: dict[tuple[str, int], list[str]] = {}
        for name, words in concepts.items():
            for word in words.split():
                into, key = (self.stems, word[:-1]) if word[-1] == "*" else (self.whole, word)
                into[key] = into.get(key, 0) | _BITS[name]
        for word in self.whole:
            if len(word) >= _SHORTEST_MISSPELT:
                self.by_length.setdefault((word[0], len(word)), []).append(word)

    def concepts_of(self, word: str) -> int:
        """The concepts of a word as it is written."""
        found = self.whole.get(word, 0)
        for length in range(_SHORTEST_STEM, min(len(word), _LONGEST_STEM) + 1):
            found |= self.stems.get(word[:length], 0)
        return found

    def concepts_like(self, word: str) -> int:
        """The concepts of the one word that is a single slip away, if there is just one."""
        near = [
            like
            for length in (len(word) - 1, len(word), len(word) + 1)
            for like in self.by_length.get((word[0], length), ())
            if OSA.distance(word, like, score_cutoff=1) <= 1
        ]
        return self.whole[near[0]] if len(near) == 1 else 0


_RULES_READ = sorted((_Rule(line) for line in _RULES.strip().splitlines()), key=lambda r: -r.weight)
_DANGERS = frozenset({"emergency", "crisis"})
_DANGER_RULES = [rule for rule in _RULES_READ if rule.intent in _DANGERS]
_OTHER_RULES = [rule for rule in _RULES_READ if rule.intent not in _DANGERS]
_LEXICONS = {Lang.EN: _Lexicon(gist_en.CONCEPTS), Lang.ES: _Lexicon(gist_es.CONCEPTS)}
_OTHER = {Lang.EN: Lang.ES, Lang.ES: Lang.EN}


@lru_cache(maxsize=8_192)
def _concepts_of(word: str, lang: Lang) -> int:
    """A word of the text's language; else of the other one; else a misspelt one."""
    ours, other = _LEXICONS[lang], _LEXICONS[_OTHER[lang]]
    found = ours.concepts_of(word) or other.concepts_of(word)
    if found or len(word) < _SHORTEST_MISSPELT or word in ORDINARY:
        return found
    return ours.concepts_like(word)


def is_complaint(concepts: int) -> bool:
    """Does somebody say that they are unwell?"""
    return bool(concepts & _BITS["complaint"])


def concepts_of(words: Iterable[str], lang: Lang, facts: Iterable[str] = ()) -> int:
    """What the words are about, together, as a set of bits; `facts` are some of `OF_FACTS`."""
    found = 0
    for word in words:
        found |= _concepts_of(word, lang)
    for name in facts:
        found |= _BITS[name]
    return found


def intent_of(concepts: int) -> str:
    """The intent of a first message about these concepts, or ""."""
    return next((rule.intent for rule in _OTHER_RULES if rule.holds(concepts)), "")


def danger_of(concepts: int) -> str:
    """The danger that the concepts together mean: emergency, crisis, or ""."""
    return next((rule.intent for rule in _DANGER_RULES if rule.holds(concepts)), "")


def names_of(concepts: int) -> list[str]:
    """The names of these concepts, for people to read."""
    return [name for name, bit in _BITS.items() if concepts & bit]
