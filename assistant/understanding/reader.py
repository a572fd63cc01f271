"""Reading one text: everything that is known about it becomes facts, in order of its words.

Pure and total: any text gives an `Understood`, the same text in the same setting the same one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from assistant.domain.facts import BY_NAME, WEEKDAY, Asked, Fact, FactKind, Lang, Understood
from assistant.understanding import answers, declared, echoes, fallback, gist
from assistant.understanding.intents import Said, said
from assistant.understanding.known import ORDINARY
from assistant.understanding.lang import language_of
from assistant.understanding.marks import split_marks, web_addresses
from assistant.understanding.meanings import PHRASES
from assistant.understanding.payers import payer_asked
from assistant.understanding.people import births
from assistant.understanding.people.names import ALSO_WORDS, name_fact, not_me
from assistant.understanding.people.newcomers import newcomer_fact
from assistant.understanding.people.relatives import counts_people, relative_fact, self_fact
from assistant.understanding.people.second import for_two
from assistant.understanding.screens import keyword_fact, leaving_fact
from assistant.understanding.spelling import mended
from assistant.understanding.text import Text
from assistant.understanding.unwanted import is_thanked, is_unwanted
from assistant.understanding.visit_kinds import (
    also_needs_what,
    lacks_a_kind,
    moves_what,
    needs_what,
    with_second,
)
from assistant.understanding.vocabulary import TITLES, Named, Vocabulary
from assistant.understanding.when import Steps, Wish, is_weekday_alone, steps_of
from assistant.understanding.wishes.edges import edge_in, edged
from assistant.understanding.wishes.moves import OTHER_TIMES, compared, moved
from assistant.understanding.wishes.shifts import shifted

_K = FactKind
_MASKS = frozenset({_K.GREETING, _K.LANGUAGE, _K.NEW_PATIENT, _K.OPT_OUT})
_INSIDE_A_DAY = frozenset({_K.LATER, _K.EARLIER, _K.ANYTIME, _K.YES, _K.NO, _K.CONTROL, _K.INFO})
_ONLY_BIRTH = frozenset({_K.BIRTH_DATE})
_NOT_IN_A_NAME = frozenset({_K.INFO, _K.TOPIC, _K.WANT, _K.CONTROL, _K.WHEN})
_TURNS = (
    ("how", "about"), ("what", "about"), ("but",), ("instead",), ("actually",), ("que", "tal"), ("pero",),
    ("can", "we"), ("could", "we"), ("y", "el"), ("do", "you", "have"), ("mejor",), ("any", "chance"),
)  # fmt: skip
_DANGER_OF = {"emergency": _K.EMERGENCY, "crisis": _K.CRISIS}
_DANGERS = frozenset(_DANGER_OF.values())
_TELLING = frozenset({*_DANGERS, _K.OPT_OUT, _K.WANT, _K.TOPIC, _K.INFO, _K.PERSON, _K.CONTROL, _K.LANGUAGE,
                      _K.PICK, _K.ECHO})  # fmt: skip
"""Kinds that say what a text is about."""
_KIND_OF = {
    **dict.fromkeys(
        ("book", "move", "cancel", "confirm", "visits", "running-late", "here"), _K.WANT
    ),
    **dict.fromkeys(("insurers", "hours", "address", "parking", "phone", "who"), _K.INFO),
    "person": _K.PERSON,
}
_SAID_OF_NEWCOMERS = frozenset({_K.NEW_PATIENT, _K.KNOWN_PATIENT, _K.SOONEST})
_NAMES = frozenset({_K.NAME, _K.PROVIDER, _K.SITE})
_SAID_ALREADY = frozenset({_K.WHEN, _K.NAME, _K.BIRTH_DATE})
_CONCEPT_OF = {_K.LATER: "later", _K.EARLIER: "later", _K.NONE_OF_THESE: "later",
               _K.WHEN: "day", _K.PROVIDER: "provider", _K.VISIT_TYPE: "visit-type", _K.INSURER: "insurer",
               _K.NEW_PATIENT: "newcomer", _K.SOONEST: "soonest"}  # fmt: skip
_LEADS_TO_A_PERSON = frozenset({"with", "see", "con", "ver", "a", "al"})
_FEW_WORDS = 3
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
    facts = _Reading(read, vocabulary, setting, lang or setting.lang).facts()
    if lang is not None and not _NAMES.isdisjoint(fact.kind for fact in facts):
        beside = _language_beside_names(read, facts)
        if (beside or setting.lang) is not lang:  # 3/4 of José de la Cruz is not Spanish
            facts = _Reading(read, vocabulary, setting, beside or setting.lang).facts()
        lang = beside
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


def _language_beside_names(read: Text, facts: list[Fact]) -> Lang | None:
    """The language of all but the names: José de la Cruz may well write English."""
    spans = [(fact.start, fact.end) for fact in facts if fact.kind in _NAMES]
    words, clean = list[str](), read.clean
    for start, end in spans:
        clean = clean[:start] + " " * (end - start) + clean[end:]
    for n in read.where:
        if not clean[read.starts[n]].isspace():
            words.append(read.tokens[n])
    return language_of(words, clean)


def _place(fact: Fact) -> tuple[int, int, str, str]:
    return fact.start, fact.end, fact.kind, fact.value


def _alone(read: Text, setting: Setting) -> Fact | None:
    """What can only be said by the whole text."""
    return (
        keyword_fact(read, setting.opt_out_words)
        or echoes.reaction(read)
        or echoes.auto_reply(read)
    )


def _shares(one: Fact, day: Fact) -> bool:
    """Is it in the words of a day, or does a day begin in its last one ("any day after the 5th")?"""
    return _within(one, day) or one.start < day.start < one.end


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
        self.taken: set[int] = web_addresses(read) | split_marks(read)
        self.steps: Steps

    def facts(self) -> list[Fact]:
        phrases = self._phrases()
        picked = answers.pick(self.text, self.setting.asked)
        if picked is not None:
            self.taken.update(picked[1])
        named = self._named()
        moves = any(item.kind is _K.WANT and item.value == "move" for item in phrases)
        moves = moves or any(fact.value == "move" for fact in self._wanted_kinds(named, ()))
        birth, wishes = self._days(moves=moves)
        name = self._name(birth, named)
        days = [self._fact_of_wish(wish) for wish in wishes]
        days = shifted(self.text.plain, days, self.setting.now)
        payer = self._payer(phrases, named)
        asks = payer is not None or any(item.kind is _K.INSURER for item in named)
        said_so = self._of_phrases(phrases, days, picked is not None, asks)
        edge = edge_in(self.text.plain, days)
        self.taken.update(self._tokens_in(edge[:2]) if edge else ())
        said_so, days = edged(edge, *moved(self.text.plain, said_so, days))
        facts = [*days, *said_so, *self._wanted_kinds(named, said_so)]
        facts += compared(self.text.plain, facts)
        starts = [self.text.starts[at] for at in self.where]
        facts += with_second(self._of_names(named, name), named, days, self.words, starts)
        facts += [payer] if payer is not None else []
        people = for_two(self.text, name)
        meant = (self_fact(self.text) or relative_fact(self.text)) if name is None else name
        facts += people if people is not None else [meant] if meant is not None else []
        if name is not None:  # Zoe Park asks for no parking
            facts = [f for f in facts if f.kind not in _NOT_IN_A_NAME or not _within(f, name)]
        facts += answers.thumbs(self.text)
        pick = picked[0] if picked else None
        if any(fact.kind in OTHER_TIMES for fact in facts):  # "2 but later" picks nothing
            pick = None
        facts += [fact for fact in (birth, pick or self._named_one(named)) if fact is not None]
        facts = self._with_whole(facts, name)
        facts += declared.chosen(self.read, self.setting.asked)
        free = declared.free(self.read, self.setting.asked, facts)
        facts += [free] if free is not None else []
        facts += self._gist(facts)
        counted = None if self.setting.asked.options else answers.counted_visit(self.text, facts)
        facts += [counted] if counted is not None else []
        return facts or self._asked_day()

    def _wanted_kinds(self, named: list[Named], said_so: Sequence[Fact]) -> list[Fact]:
        """A wish that is told by the kind of visit: "move my skin check", "I need a vaccine"."""
        if any(fact.kind is _K.WANT for fact in said_so):
            return []
        kinds = [item.first for item in named if item.kind is _K.VISIT_TYPE]
        for verb_of, value in (
            (moves_what, "move"),
            (needs_what, "book"),
            (also_needs_what, "book"),
        ):
            verbs = (verb_of(self.words, first) for first in kinds)
            verb = next((at for at in verbs if at is not None), None)
            if verb is not None:
                start = self.text.starts[self.where[verb]]
                end = self.text.ends[self.where[verb]]
                return [Fact(_K.WANT, start, end, value=value)]
        return []

    def _named_one(self, named: list[Named]) -> Fact | None:
        """One of the options shown, by its name alone: "the one with Dr. Ruiz"."""
        for item in named if self.setting.asked.options else ():
            at = answers.pointed(self.words, item.first, item.past)
            if at is not None and answers.chooses(self.words[at]):
                where = self.where[at]
                start, end = self.text.starts[where], self.text.ends[where]
                return Fact(_K.PICK, start, end, value=BY_NAME)
        return None

    def _with_whole(self, facts: list[Fact], name: Fact | None) -> list[Fact]:
        """Beside them what the text says as a whole: that a stranger got it, that it leaves, that one is new."""
        found = list(facts)
        newcomer = newcomer_fact(self.text, self.setting.asked)
        if newcomer is not None:
            found = [fact for fact in facts if fact.kind not in _SAID_OF_NEWCOMERS] + [newcomer]
        stranger = not_me(self.text, self.known)
        if stranger is not None and name is None:
            found.append(stranger)
        leaving = leaving_fact(self.text)
        if leaving is not None and all(fact.kind is not _K.OPT_OUT for fact in facts):
            found.append(leaving)
        return found

    def _asked_day(self) -> list[Fact]:
        """What answers "when?" in a way that only dateparser knows."""
        if _K.WHEN not in self.setting.asked.expects:
            return []
        found = fallback.asked_day(self.read, self.setting.now, self.lang)
        return [found] if found else []

    def _phrases(self) -> list[Said]:
        found = PHRASES.hits(("^", *self.words, "$"))
        phrases, silent = said(
            found,
            self.words,
            self._clause_starts(),
            self.lang,
            expects_answer=_K.YES in self.setting.asked.expects,
        )
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
            if item.kind is _K.VISIT_TYPE and counts_people(self.words, item.past):
                self._take(item.past + 1)
        return named

    def _days(self, *, moves: bool = False) -> tuple[Fact | None, list[Wish]]:
        asked, today = self.setting.asked, self.setting.now.date()
        plain = births.plain_birth(self.text, today, self.lang)
        self.taken.update(self._tokens_in((plain.start, plain.end)) if plain else ())
        wishes = self._wishes(moves=moves)
        if plain is not None:
            return plain, wishes
        expected = births.asks_for_birth(self.text, asked)
        birth = births.birth_fact(self.text, wishes, today, self.lang, expected=expected)
        if birth is None and asked.expects == _ONLY_BIRTH:
            birth = fallback.birth_date(self.read, today, self.lang)
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
        taken, shared = set[int](), set[int]()
        for item in named:
            into = shared if self._may_be_a_patient(item) else taken
            into.update(self.where[item.first : item.past])
        if birth is not None:
            taken |= {
                n for n, start in enumerate(self.text.starts) if birth.start <= start < birth.end
            }
        found = name_fact(
            self.read, self.setting.asked, self.known, frozenset(taken), frozenset(shared)
        )
        return found[0] if found else None

    def _may_be_a_patient(self, item: Named) -> bool:
        """Is a provider named without a cue, by one word or where a patient's name was asked for?"""
        first = self.words[item.first]
        before = self.words[item.first - 1] if item.first else ""
        expects = self.setting.asked.expects
        if item.kind is not _K.PROVIDER or before in _LEADS_TO_A_PERSON or first in TITLES:
            return False
        return _K.PROVIDER not in expects and (item.past - item.first == 1 or _K.NAME in expects)

    def _fact_of_wish(self, wish: Wish) -> Fact:
        start, end = self.text.starts[wish.first], self.text.ends[wish.past - 1]
        return Fact(
            _K.WHEN,
            start,
            end,
            when=wish.when,
            others=wish.others,
            word=WEEKDAY if is_weekday_alone(self.text, wish, self.lang) else "",
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
            if item.kind in _INSIDE_A_DAY and any(_shares(fact, day) for day in days):
                continue
            if item.kind is _K.ANYTIME and days:
                continue
            if item.kind is _K.YES and turned:
                continue
            if (
                picked
                and item.kind in {_K.YES, _K.NO, _K.WANT, _K.SOONEST}
                and item.past - item.first < _A_SENTENCE
            ):
                continue
            if item.kind is _K.OPT_OUT:
                fact = replace(fact, word=" ".join(self.words[item.first : item.past]))
            if insurer and item.value == "clinical":  # "can I use Aetna?"
                continue
            if item.value == "insurers?":
                if not insurer:
                    continue
                fact = replace(fact, value="insurers")
            found.append(fact)
        return found

    def _payer(self, phrases: list[Said], named: list[Named]) -> Fact | None:
        """An insurer that is not the practice's, after "do you take" and the like."""
        if any(item.kind is _K.INSURER for item in named):
            return None
        asked = (payer_asked(self.text, one.past) for one in phrases if one.value == "insurers?")
        return next((payer for payer in asked if payer is not None), None)

    def _gist(self, facts: list[Fact]) -> list[Fact]:
        """What the words say together where no phrase says it: danger always, else a first message."""
        kinds = {fact.kind for fact in facts}
        said = bytearray(len(self.text.clean))
        for fact in facts:
            if fact.kind in _SAID_ALREADY:
                said[fact.start : fact.end] = b"x" * (fact.end - fact.start)
        words = [
            word
            for word, at in zip(self.words, self.where, strict=True)
            if at not in self.taken and not said[self.text.starts[at]]
        ]
        concepts = gist.concepts_of(words, self.lang, self._of_other_facts(kinds))
        found: list[Fact] = []
        if kinds.isdisjoint(_DANGERS) and (danger := gist.danger_of(concepts)):
            found.append(self._over_all(_DANGER_OF[danger]))
        if self._is_first(kinds) and (intent := gist.intent_of(concepts)):
            found.append(self._over_all(_KIND_OF.get(intent, _K.TOPIC), intent))
        unwell = self.vocabulary.for_complaints
        is_open = bool(unwell) and lacks_a_kind((*facts, *found), self.setting.asked)
        if is_open and gist.is_complaint(gist.concepts_of(self.words, self.lang)):
            found.append(self._over_all(_K.VISIT_TYPE, unwell))
        return found

    def _of_other_facts(self, kinds: set[FactKind]) -> list[str]:
        found = [name for kind, name in _CONCEPT_OF.items() if kind in kinds]
        if len(self.words) <= _FEW_WORDS:
            found.append("short")
        return [*found, "question"] if "?" in self.text.tokens else found

    def _is_first(self, kinds: set[FactKind]) -> bool:
        """Is nothing asked but what it is about, and nothing said about that yet?"""
        asked = self.setting.asked
        free = not asked.options and asked.expects <= {_K.WANT}
        return free and kinds.isdisjoint(_TELLING)

    def _over_all(self, kind: FactKind, value: str = "") -> Fact:
        value = "" if kind is _K.PERSON else value
        return Fact(kind, self.text.starts[0], self.text.ends[-1], value=value, word=gist.WORD)

    def _turns(self) -> bool:
        """Does the text turn to something else ("ok but how about Friday")?"""
        words = self.words
        return any(
            words[at : at + len(turn)] == turn
            for turn in _TURNS
            for at in range(len(words))
            if words[at] == turn[0]
        )

    def _is_everyday(self, item: Named) -> bool:
        """Is a bare name an ordinary word of a longer text ("I'm rich now")?"""
        word = self.words[item.first]
        alone = item.past - item.first == len(self.words)
        led = item.first > 0 and self.words[item.first - 1] in _LEADS_TO_A_PERSON
        everyday = word in self.known or word in ALSO_WORDS
        return item.past - item.first == 1 and everyday and not (led or alone)

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
            bare = item.kind is _K.PROVIDER and not item.titled
            may_be_a_patient = asks_name and self._may_be_a_patient(item)
            if may_be_a_patient or (bare and self._is_everyday(item)):
                continue
            if item.kind is _K.PROVIDER and is_thanked(self.text, *self._tokens_of(item)):
                continue
            if item.kind is _K.PROVIDER and is_unwanted(self.text, *self._tokens_of(item)):
                found += [Fact(_K.UNWANTED, start, end, value=key) for key in item.keys]
                continue
            best, *others = item.keys
            several = item.keys if others else ()
            found.append(Fact(item.kind, start, end, value=best, choices=several))
        return found

    def _tokens_in(self, span: tuple[int, int]) -> list[int]:
        return [n for n, at in enumerate(self.text.starts) if span[0] <= at < span[1]]

    def _tokens_of(self, item: Named) -> tuple[int, int]:
        return self.where[item.first], self.where[item.past - 1] + 1
