"""Kinds of field: which facts fill one, how a later text changes it, how it is read back.

A kind reads facts, never text. One fact fills one field: what a kind used is gone for the next.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any, Generic, TypeVar, get_args, get_origin

from msgspec import Struct, field

from assistant.domain.appointment import Appointment
from assistant.domain.clock import local
from assistant.domain.facts import Fact, FactKind, Lang, When
from assistant.domain.ids import ProviderId, SiteId, VisitTypeId
from assistant.domain.practice import Practice
from assistant.domain.schedule import Slot, Wish
from assistant.engine import speech, wishing
from assistant.engine.context import Context

T = TypeVar("T")

ANYBODY = ProviderId("")
"""The value of a provider field when any provider will do: said, not merely unsaid."""


class Taken(Struct, Generic[T], frozen=True):
    """A field's new value and the facts it was made of."""

    value: T
    used: tuple[Fact, ...]


class Problem(Struct, frozen=True):
    """Words that were meant for this field but cannot be: `code` is a text's variant."""

    code: str
    used: tuple[Fact, ...]
    values: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """What the text's placeholders stand for."""


class Kind(Generic[T]):
    """How one sort of field is read and shown.

    `expects`: the kinds of fact that answer its question.
    """

    expects: frozenset[FactKind] = frozenset()
    is_read_back = True
    """Do patients know its values by the words that `show` gives?"""
    field: str = ""
    """The field it was made for ("records.how"), set with the dialog."""

    def holds(self) -> Any:
        """The type of the values; Any where it cannot be told."""
        for base in type(self).__mro__:
            for made_of in getattr(base, "__orig_bases__", ()):
                if get_origin(made_of) is Kind:
                    return get_args(made_of)[0]
        return Any

    def read(
        self, facts: Sequence[Fact], before: T | None, context: Context
    ) -> Taken[T] | Problem | None:
        """The field's value from these facts, given the one it has; None: nothing said of it."""
        raise NotImplementedError

    def fits(self, value: T, practice: Practice) -> bool:
        """Is a value that was stored still one that the practice knows?"""
        return True

    def show(self, value: T, practice: Practice, lang: Lang) -> str:
        """The value as it is read back to the patient."""
        return speech.show(value, practice, lang)


def _of(facts: Sequence[Fact], *kinds: FactKind) -> list[Fact]:
    return [fact for fact in facts if fact.kind in kinds]


class AValue(Kind[str]):
    """The bare value of the first fact of one kind: a topic, a wish to begin something."""

    is_read_back = False

    def __init__(self, kind: FactKind, *only: str) -> None:
        self._kind = kind
        self._only = only
        self.expects = frozenset({kind})

    def read(
        self, facts: Sequence[Fact], before: str | None, context: Context
    ) -> Taken[str] | Problem | None:
        """The first such fact's value."""
        for fact in _of(facts, self._kind):
            if not self._only or fact.value in self._only:
                return Taken(fact.value, (fact,))
        return None


class AText(Kind[str]):
    """Whatever is said when it is asked for: a medicine, a street."""

    expects = frozenset({FactKind.TEXT})

    def read(
        self, facts: Sequence[Fact], before: str | None, context: Context
    ) -> Taken[str] | Problem | None:
        """The text that answered this very question."""
        for fact in _of(facts, FactKind.TEXT):
            if fact.word == self.field:
                return Taken(fact.value, (fact,))
        return None


E = TypeVar("E", bound=Enum)


class AChoice(Kind[E]):
    """One of the values of an enum, by the words that the dialog's texts declare for each.

    The texts of the field have an `is-<value>` for every value, in every language: the words that
    mean it, with commas between them, first the one it is read back with.
    """

    expects = frozenset({FactKind.CHOICE})

    def __init__(self, of: type[E]) -> None:
        self._of = of
        self.values: Mapping[str, E] = {str(one.value): one for one in of}

    def holds(self) -> Any:
        """The enum."""
        return self._of

    def read(
        self, facts: Sequence[Fact], before: E | None, context: Context
    ) -> Taken[E] | Problem | None:
        """The answer named last."""
        for fact in reversed(_of(facts, FactKind.CHOICE)):
            if fact.word == self.field and fact.value in self.values:
                return Taken(self.values[fact.value], (fact,))
        return None


class AVisitType(Kind[VisitTypeId]):
    """A kind of visit, by any of the practice's words for it; the first one of who is new."""

    expects = frozenset({FactKind.VISIT_TYPE, FactKind.NEW_PATIENT})

    def read(
        self, facts: Sequence[Fact], before: VisitTypeId | None, context: Context
    ) -> Taken[VisitTypeId] | Problem | None:
        """The visit type named; a word that fits several is a problem to be asked about.

        Of several the one by video: "a checkup by video" is that and no other.
        """
        named = _of(facts, FactKind.VISIT_TYPE)
        if not named:
            return self._of_newcomers(facts, before, context.practice)
        clear = [fact for fact in named if len(fact.choices) <= 1]
        if not clear:
            return Problem("unclear", tuple(named))
        keys = {fact.value for fact in clear}
        said = [kind for kind in context.practice.visit_types if kind.id in keys]
        by_video = next((kind.id for kind in said if kind.is_by_video), None)
        return Taken(by_video or VisitTypeId(clear[0].value), tuple(named))

    def _of_newcomers(
        self, facts: Sequence[Fact], before: VisitTypeId | None, practice: Practice
    ) -> Taken[VisitTypeId] | None:
        """The one kind for new patients only; that one is new is said for other fields, too."""
        kinds = [kind for kind in practice.visit_types if not kind.known_patients]
        if before is not None or len(kinds) != 1 or not _of(facts, FactKind.NEW_PATIENT):
            return None
        return Taken(kinds[0].id, ())

    def fits(self, value: VisitTypeId, practice: Practice) -> bool:
        """Is there still such a visit type?"""
        return any(kind.id == value for kind in practice.visit_types)

    def show(self, value: VisitTypeId, practice: Practice, lang: Lang) -> str:
        """Its name in that language."""
        return speech.visit_type(value, practice, lang)


class AProvider(Kind[ProviderId]):
    """A provider by name; "anybody", and "somebody else", is `ANYBODY`."""

    expects = frozenset({FactKind.PROVIDER, FactKind.ANYBODY, FactKind.UNWANTED})

    def read(
        self, facts: Sequence[Fact], before: ProviderId | None, context: Context
    ) -> Taken[ProviderId] | Problem | None:
        """The provider named last; "anybody" counts only when nobody is named."""
        named = _of(facts, FactKind.PROVIDER)
        if named:
            return Taken(ProviderId(named[-1].value), tuple(named))
        anybody = [
            *_of(facts, FactKind.ANYBODY),
            *(f for f in _of(facts, FactKind.UNWANTED) if not f.value),
        ]
        return Taken(ANYBODY, tuple(anybody)) if anybody else None

    def fits(self, value: ProviderId, practice: Practice) -> bool:
        """Is the provider still there?"""
        return value == ANYBODY or any(one.id == value for one in practice.providers)

    def show(self, value: ProviderId, practice: Practice, lang: Lang) -> str:
        """The name patients read."""
        return speech.provider(value, practice, lang)


class AnUnwantedProvider(AProvider):
    """A provider who is not wished for; `ANYBODY` once they are, after all."""

    expects = frozenset({FactKind.UNWANTED, FactKind.PROVIDER})
    is_read_back = False

    def read(
        self, facts: Sequence[Fact], before: ProviderId | None, context: Context
    ) -> Taken[ProviderId] | Problem | None:
        """The provider refused last; who is named as wished for is left to whoever listens."""
        unwanted = _of(facts, FactKind.UNWANTED)
        if unwanted and unwanted[-1].value:
            return Taken(ProviderId(unwanted[-1].value), tuple(unwanted))
        shown = {one.provider for one in context.shown if isinstance(one, Slot | Appointment)}
        if unwanted and len(shown) == 1:
            return Taken(shown.pop(), tuple(unwanted))
        wanted = any(fact.value == before for fact in _of(facts, FactKind.PROVIDER))
        return Taken(ANYBODY, ()) if before and wanted else None


class ASite(Kind[SiteId]):
    """A site by name, or "the other office"."""

    expects = frozenset({FactKind.SITE, FactKind.OTHER_SITE})

    def read(
        self, facts: Sequence[Fact], before: SiteId | None, context: Context
    ) -> Taken[SiteId] | Problem | None:
        """The site named; "the other one" is the first that is neither shown nor wished for.

        Where all of them are shown it says nothing.
        """
        named = _of(facts, FactKind.SITE)
        if named:
            return Taken(SiteId(named[-1].value), tuple(named))
        other = _of(facts, FactKind.OTHER_SITE)
        if not other:
            return None
        here = {before} | {slot.site for slot in context.shown if isinstance(slot, Slot)}
        for site in context.practice.sites:
            if site.id not in here:
                return Taken(site.id, tuple(other))
        is_alone = len(context.practice.sites) == 1
        return Problem("no-other-site", tuple(other)) if is_alone else None

    def fits(self, value: SiteId, practice: Practice) -> bool:
        """Is the site still there?"""
        return any(site.id == value for site in practice.sites)

    def show(self, value: SiteId, practice: Practice, lang: Lang) -> str:
        """The site's name."""
        return practice.site(value).name


class AWish(Kind[Wish]):
    """When the patient would like to come; each text changes what was wished before.

    Args:
        of_a_visit: it is the wish for another time of a visit: "earlier" is earlier than that, and
            of "push my Tuesday visit back a week" Tuesday is not wished.
    """

    def __init__(self, *, of_a_visit: bool = False) -> None:
        self._of_a_visit = of_a_visit

    expects = frozenset(
        {
            FactKind.WHEN,
            FactKind.LATER,
            FactKind.EARLIER,
            FactKind.SOONEST,
            FactKind.ANYTIME,
            FactKind.NONE_OF_THESE,
        }
    )

    def read(
        self, facts: Sequence[Fact], before: Wish | None, context: Context
    ) -> Taken[Wish] | Problem | None:
        """The wish so far with what these facts add.

        "Later", "earlier" and "none of these" are measured against the times shown, so they say
        nothing when none are, but for a visit that is moved.
        """
        relevant = _of(facts, *self.expects)
        if self._of_a_visit:
            relevant = wishing.counted_from_it(relevant)
        broken = [fact for fact in relevant if fact.problem]
        if broken:
            return Problem(broken[0].problem, tuple(relevant))
        doubtful = [fact for fact in relevant if fact.is_doubtful]
        if doubtful:
            return _which_day(doubtful[0], tuple(relevant))
        wish, used = before or Wish(), list[Fact]()
        for fact in relevant:
            changed = wishing.wished(wish, fact, context, of_a_visit=self._of_a_visit)
            if changed is not None:
                wish = changed
                used.append(fact)
        return Taken(wish, tuple(used)) if used else None

    def show(self, value: Wish, practice: Practice, lang: Lang) -> str:
        """The wish in a few words ("Friday morning")."""
        return speech.wish(value, lang)


def _which_day(fact: Fact, used: tuple[Fact, ...]) -> Problem:
    """Tuesday the 4th, when the 4th is a Wednesday: the two nearest days are asked about."""
    readings = (fact.when, *fact.others)
    first, second = sorted({when.first_on or date.max for when in readings if when})[:2]
    return Problem("which-day", used, {"first": first, "second": second})


class AWhen(Kind[When]):
    """A day or time as it was said, for a question about one."""

    expects = frozenset({FactKind.WHEN})

    def read(
        self, facts: Sequence[Fact], before: When | None, context: Context
    ) -> Taken[When] | Problem | None:
        """The first day or time said."""
        for fact in _of(facts, FactKind.WHEN):
            if fact.when is not None:
                return Taken(fact.when, (fact,))
        return None


class AName(Kind[str]):
    """A person's name as written; who is asked for it often adds the date of birth."""

    expects = frozenset({FactKind.NAME, FactKind.BIRTH_DATE})

    def read(
        self, facts: Sequence[Fact], before: str | None, context: Context
    ) -> Taken[str] | Problem | None:
        """The name said last."""
        named = _of(facts, FactKind.NAME)
        return Taken(named[-1].value, tuple(named)) if named else None


class ASelf(Kind[bool]):
    """Is it for the one who writes ("no, for me")? Whoever is named after that is somebody else."""

    expects = frozenset({FactKind.SELF, FactKind.SOMEBODY_ELSE, FactKind.NAME})
    is_read_back = False

    def read(
        self, facts: Sequence[Fact], before: bool | None, context: Context
    ) -> Taken[bool] | Problem | None:
        """Yes after "for me"; the words for somebody else are left to the field that holds them."""
        own = _of(facts, FactKind.SELF)
        if own:
            return Taken(value=True, used=tuple(own))
        return Taken(value=False, used=()) if before and _of(facts, *self.expects) else None


class ABirthDate(Kind[date]):
    """A date of birth."""

    expects = frozenset({FactKind.BIRTH_DATE})

    def read(
        self, facts: Sequence[Fact], before: date | None, context: Context
    ) -> Taken[date] | Problem | None:
        """The date of birth; one in the future or before living memory is a problem."""
        for fact in _of(facts, FactKind.BIRTH_DATE):
            born = fact.when.first_on if fact.when else None
            if fact.problem or born is None:
                return Problem(fact.problem or "no-such-day", (fact,))
            today = local(context.at, context.practice.zone).date()
            if born > today:
                return Problem("not-born-yet", (fact,))
            return Taken(born, (fact,))
        return None

    def show(self, value: date, practice: Practice, lang: Lang) -> str:
        """With its year: "3/14/1985"."""
        return speech.full_date(value, lang)
