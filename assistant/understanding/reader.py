"""Reading one text: everything that is known about it becomes facts, in order of its words.

Pure and total: any text gives an `Understood`, the same text in the same setting the same one.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from assistant.domain.facts import Asked, Fact, FactKind, Lang, Understood
from assistant.understanding import answers, births, declared, fallback
from assistant.understanding.intents import Said, said
from assistant.understanding.known import ORDINARY
from assistant.understanding.lang import language_of
from assistant.understanding.meanings import PHRASES
from assistant.understanding.names import name_fact
from assistant.understanding.screens import keyword_fact
from assistant.understanding.spelling import mended
from assistant.understanding.text import Text
from assistant.understanding.vocabulary import Named, Vocabulary
from assistant.understanding.when import Steps, Wish, steps_of

_K = FactKind
_MASKS = frozenset({_K.GREETING, _K.LANGUAGE, _K.NEW_PATIENT, _K.OPT_OUT})
_INSIDE_A_DAY = frozenset({_K.LATER, _K.EARLIER, _K.ANYTIME, _K.YES, _K.NO, _K.CONTROL})
_ONLY_BIRTH = frozenset({_K.BIRTH_DATE})
_NOT_IN_A_NAME = frozenset({_K.INFO, _K.TOPIC, _K.WANT, _K.CONTROL, _K.WHEN})
_TURNS = (
    ("how", "about"), ("what", "about"), ("but",), ("instead",), ("actually",), ("que", "tal"), ("pero",),
    ("can", "we"), ("could", "we"), ("y", "el"), ("do", "you", "have"), ("mejor",), ("any", "chance"),
)  # fmt: skip
_ADDRESS = re.compile(r"(?:[a-z]{2,9}://|www\.)\S+|\S+@\S+\.\w+")
_INSTEAD = re.compile(
    r"\b(?:can|could|may) (?:we|i|you)\b|\b(?:how|what) about\b|\binstead\b|\brather\b|\bbut\b"
    r"|\bpuede|\bpodemos\b|\bpodria|\bmejor\b|\bque tal\b|\bpero\b|\by el\b"
)
_CANCELS = re.compile(r"\bcan[cs]el|\banul")
_A_SENTENCE = 3
"""Words of a phrase that mean what they say, even beside a pick."""
_BREAKS = frozenset(".,!?;:-\u2026()")


@dataclass(frozen=True)
class Setting:
    """What a reading depends on besides the text.

    `now` is the wall clock of the practice or site, aware; `lang` the conversation's present
    language; `opt_out_words` are the line's, upper case.
    """

    now: datetime
    lang: Lang
    asked: Asked
    opt_out_words: tuple[str, ...]
    is_chat: bool = False


def understand(text: str, vocabulary: Vocabulary, setting: Setting) -> Understood:
    """All that the text says. Never raises; only its first 1,600 code points are read."""
    read = Text.of(text)
    words, _ = read.words
    lang = language_of(words, read.clean) or _language_of_phrases(read)
    alone = _alone(read, setting)
    if alone is not None:
        return Understood((alone,), lang, read.was_cut, len(words))
    facts = _facts(read, vocabulary, setting, lang or setting.lang)
    return Understood(tuple(sorted(facts, key=_place)), lang, read.was_cut, len(words))


def steps_in(
    text: str, vocabulary: Vocabulary, setting: Setting, lang: Lang | None = None
) -> Steps:
    """How `understand` reads the days and times of a text, step by step.

    Args:
        text: any text.
        vocabulary: the practice's names; their digits are no days.
        setting: what the reading depends on.
        lang: read it in that language, whatever its words tell.
    """
    read = Text.of(text)
    lang = lang or language_of(read.words[0], read.clean) or _language_of_phrases(read)
    reading = _Reading(read, vocabulary, setting, lang or setting.lang)
    reading.facts()
    return reading.steps


def _language_of_phrases(read: Text) -> Lang | None:
    """The language of the phrases, where the words alone do not tell."""
    found = {hit.meaning.lang for hit in PHRASES.hits(read.words[0]) if hit.past - hit.first > 1}
    return found.pop() if len(found) == 1 else None


def _place(fact: Fact) -> tuple[int, int, str, str]:
    return fact.start, fact.end, fact.kind, fact.value


def _alone(read: Text, setting: Setting) -> Fact | None:
    """What can only be said by the whole text."""
    return keyword_fact(read, setting.opt_out_words) or answers.reaction(read)


def _facts(read: Text, vocabulary: Vocabulary, setting: Setting, lang: Lang) -> list[Fact]:
    if answers.is_reaction(read):
        return []
    return _Reading(read, vocabulary, setting, lang).facts()


def _web_addresses(read: Text) -> set[int]:
    """The tokens of links and mail addresses: their digits are no days and no picks."""
    if "/" not in read.plain and "@" not in read.plain and "www." not in read.plain:
        return set()
    spans = [match.span() for match in _ADDRESS.finditer(read.plain)]
    return {n for n, at in enumerate(read.starts) for first, past in spans if first <= at < past}


def _within(one: Fact, other: Fact) -> bool:
    return other.start <= one.start and one.end <= other.end


class _Reading:
    """One text on its way through the readers; `taken` grows as words find their meaning."""

    def __init__(self, read: Text, vocabulary: Vocabulary, setting: Setting, lang: Lang) -> None:
        self.known = ORDINARY
        tokens = mended(read.tokens, vocabulary.spelt, lang)
        self.text = replace(read, tokens=tokens) if tokens != read.tokens else read
        self.read = read
        self.vocabulary = vocabulary
        self.setting = setting
        self.lang = lang
        self.words, self.where = self.text.words
        self.taken: set[int] = _web_addresses(read)
        self.steps: Steps

    def facts(self) -> list[Fact]:
        phrases = self._phrases()
        picked = answers.pick(self.text, self.setting.asked)
        if picked is not None:
            self.taken.update(picked[1])
        named = self._named()
        moves = any(item.kind is _K.WANT and item.value == "move" for item in phrases)
        birth, wishes = self._days(moves=moves)
        name = self._name(birth, named)
        facts = [self._fact_of_wish(wish) for wish in wishes]
        facts += self._of_phrases(phrases, facts, picked is not None, bool(named))
        facts += self._of_names(named, name)
        if name is not None:  # Zoe Park asks for no parking
            facts = [f for f in facts if f.kind not in _NOT_IN_A_NAME or not _within(f, name)]
        facts += answers.thumbs(self.text)
        facts += [fact for fact in (birth, name, picked[0] if picked else None) if fact is not None]
        facts += declared.chosen(self.read, self.setting.asked)
        free = declared.free(self.read, self.setting.asked, facts)
        facts += [free] if free is not None else []
        return facts or self._asked_day()

    def _asked_day(self) -> list[Fact]:
        """What answers "when?" in a way that only dateparser knows."""
        if _K.WHEN not in self.setting.asked.expects:
            return []
        found = fallback.asked_day(self.read, self.setting.now, self.lang)
        return [found] if found else []

    def _phrases(self) -> list[Said]:
        found = PHRASES.hits(("^", *self.words, "$"))
        phrases, silent = said(found, self.words, self._clause_starts(), self.lang)
        self._take(*silent)
        for item in phrases:
            if item.kind in _MASKS:
                self._take(*range(item.first, item.past))
        return phrases

    def _clause_starts(self) -> frozenset[int]:
        """The words that come first, or right after a mark."""
        tokens = self.text.tokens
        return frozenset(
            n for n, at in enumerate(self.where) if at == 0 or tokens[at - 1] in _BREAKS
        )

    def _take(self, *words: int) -> None:
        self.taken.update(self.where[word] for word in words)

    def _named(self) -> list[Named]:
        named = self.vocabulary.found(self.words, self.known)
        for item in named:
            if item.kind is not _K.PROVIDER or item.titled:
                self._take(*range(item.first, item.past))
        return named

    def _days(self, *, moves: bool = False) -> tuple[Fact | None, list[Wish]]:
        asked, wishes = self.setting.asked, self._wishes(moves=moves)
        expected = births.asks_for_birth(self.text, asked)
        birth = births.birth_fact(
            self.text, wishes, self.setting.now.date(), self.lang, expected=expected
        )
        if birth is None and asked.expects == _ONLY_BIRTH:
            birth = fallback.birth_date(self.read, self.setting.now.date(), self.lang)
        return birth, births.without(wishes, self.text, birth)

    def _wishes(self, *, moves: bool = False) -> list[Wish]:
        self.steps = steps_of(
            self.text,
            self.setting.now,
            self.lang,
            taken=frozenset(self.taken),
            expects_when=_K.WHEN in self.setting.asked.expects,
            moves=moves,
        )
        return list(self.steps.wishes)

    def _name(self, birth: Fact | None, named: list[Named]) -> Fact | None:
        taken = {
            self.where[n] for item in named if item.titled for n in range(item.first, item.past)
        }
        if birth is not None:
            taken |= {
                n for n, start in enumerate(self.text.starts) if birth.start <= start < birth.end
            }
        found = name_fact(self.read, self.setting.asked, self.known, frozenset(taken))
        return found[0] if found else None

    def _fact_of_wish(self, wish: Wish) -> Fact:
        start, end = self.text.starts[wish.first], self.text.ends[wish.past - 1]
        return Fact(
            _K.WHEN,
            start,
            end,
            when=wish.when,
            others=wish.others,
            problem=wish.problem,
            confidence=wish.confidence,
        )

    def _of_phrases(
        self, phrases: list[Said], days: list[Fact], picked: bool, insurer: bool
    ) -> list[Fact]:
        found: list[Fact] = []
        turned = self._turns() and (
            bool(days) or any(item.kind is _K.NONE_OF_THESE for item in phrases)
        )
        for item in phrases:
            start, end = (
                self.text.starts[self.where[item.first]],
                self.text.ends[self.where[item.past - 1]],
            )
            fact = Fact(item.kind, start, end, value=item.value)
            if item.kind in _INSIDE_A_DAY and any(d.start <= start and end <= d.end for d in days):
                continue
            if item.kind is _K.ANYTIME and days:
                continue
            if item.kind is _K.YES and turned:
                continue
            if (
                picked
                and item.kind in {_K.YES, _K.NO, _K.WANT}
                and item.past - item.first < _A_SENTENCE
            ):
                continue
            if item.kind is _K.OPT_OUT:
                fact = replace(fact, word=" ".join(self.words[item.first : item.past]))
            if item.value == "insurers?":
                if not insurer:
                    continue
                fact = replace(fact, value="insurers")
            found.append(fact)
        return self._moved(found, days) if days else found

    def _moved(self, facts: list[Fact], days: list[Fact]) -> list[Fact]:
        """Thus: "Can't make it, can we do Friday?" is a move, not a cancellation."""
        return [
            replace(fact, value="move") if self._turns_to(fact, days) else fact for fact in facts
        ]

    def _turns_to(self, fact: Fact, days: list[Fact]) -> bool:
        if fact.kind is not _K.WANT or fact.value != "cancel" or days[-1].start <= fact.end:
            return False
        rest = self.text.plain[fact.start :]
        return bool(_INSTEAD.search(rest)) and not _CANCELS.search(rest)

    def _turns(self) -> bool:
        """Does the text turn to something else ("ok but how about Friday")?"""
        words = self.words
        return any(
            words[at : at + len(turn)] == turn
            for turn in _TURNS
            for at in range(len(words))
            if words[at] == turn[0]
        )

    def _of_names(self, named: list[Named], name: Fact | None) -> list[Fact]:
        found: list[Fact] = []
        asks_name = _K.NAME in self.setting.asked.expects
        for item in named:
            start, end = (
                self.text.starts[self.where[item.first]],
                self.text.ends[self.where[item.past - 1]],
            )
            if name is not None and start < name.end and name.start < end:
                continue
            if item.kind is _K.PROVIDER and not item.titled and asks_name:
                continue
            best, *others = item.keys
            several = item.keys if others else ()
            found.append(Fact(item.kind, start, end, value=best, choices=several))
        return found
