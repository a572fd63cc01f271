"""Who is this about?

> I need a checkup
< May I have your full name and date of birth?
> Ana Ruiz 3/4/1990
"""

from datetime import date
from enum import Enum
from typing import cast

from assistant.domain.effects import (
    CheckBirthDate,
    FindPeople,
    MatchPatient,
    RegisterPatient,
)
from assistant.domain.facts import FactKind
from assistant.domain.patient import Person, name_words
from assistant.domain.task import Reason
from assistant.engine.dialog import Dialog
from assistant.engine.kinds import ABirthDate, AName, ASelf, AValue
from assistant.engine.nodes import (
    Handoff,
    ask,
    confirm,
    do,
    given,
    leave,
    let,
    listen,
    look,
    require,
    skip,
    when,
)


class Missing(Enum):
    """What is still to be asked before a patient can be found."""

    NOTHING = "nothing"
    WHICH_OF_THEM = "which-of-them"
    NAME = "name"
    LAST_NAME = "last-name"
    BIRTH_DATE = "birth-date"


class Found(Enum):
    """What a name and a date of birth led to."""

    ONE = "one"
    NONE = "none"
    SEVERAL = "several"


class Identify(Dialog[Person], version=2):
    """The patient this is about: silent when the number tells.

    `sure` also asks a known patient for the date of birth, once in 30 days.
    """

    sure: bool = given(False)

    @look
    def people(self) -> FindPeople:
        """Who is reached at this number."""
        return FindPeople()

    is_own: bool = listen(ASelf(), default=False)
    said: str | None = listen(AName())
    relative: str | None = listen(AValue(FactKind.SOMEBODY_ELSE))

    with when(is_own, True):

        @look
        def grown(self) -> FindPeople:
            """Those of them who may write for themselves."""
            return FindPeople(of_age=True)

    @let
    def member(self) -> Person | None:
        """The one of them that is meant, when that is clear."""
        if self.is_own and len(self.grown) == 1:
            return self.grown[0]
        if self.said is None:
            is_alone = len(self.people) == 1 and self.relative is None and not self.is_own
            return self.people[0] if is_alone else None
        first = name_words(self.said)[:1]
        named = [person for person in self.people if name_words(person.first)[:1] == first]
        return named[0] if len(named) == 1 else None

    @let
    def missing(self) -> Missing:
        """What is still to be asked."""
        if self.member is not None:
            return Missing.NOTHING
        if self.said is None:
            return Missing.WHICH_OF_THEM if len(self.people) > 1 else Missing.NAME
        return Missing.BIRTH_DATE if " " in self.said else Missing.LAST_NAME

    with when(missing, Missing.WHICH_OF_THEM):
        which: None = require(said)
    with when(missing, Missing.NAME):
        full: None = require(said)
    with when(missing, Missing.LAST_NAME):
        last: str = ask(AName())

    @let
    def full_name(self) -> str:
        """First and last name as given."""
        if self.missing is Missing.LAST_NAME:
            return f"{self.said} {self.last}"
        return self.said or ""

    with when(missing, Missing.BIRTH_DATE, Missing.LAST_NAME):
        born_on: date = ask(ABirthDate())

        @look
        def match(self) -> MatchPatient:
            """Somebody on our books with that name and date of birth."""
            return MatchPatient(self.full_name, self.born_on)

        @let
        def found(self) -> Found:
            """How many there are."""
            return Found(self.match.how)

    with when(found, Found.NONE):
        is_new: bool = confirm(
            no=Handoff(Reason.IDENTITY),
            means_yes=(FactKind.NEW_PATIENT,),
            means_no=(FactKind.KNOWN_PATIENT,),
        )

        @do(not_allowed=Handoff(Reason.IDENTITY))
        def registered(self) -> RegisterPatient:
            """A new patient with this number."""
            return RegisterPatient(self.full_name, self.born_on)

    skip(found, Found.ONE)
    with when(found, Found.SEVERAL):
        too_many: None = leave(Handoff(Reason.IDENTITY))

    @let
    def must_prove(self) -> bool:
        """Is the date of birth of a known patient still to be asked?"""
        return self.sure and self.member is not None and not self.member.is_verified

    with when(missing, Missing.NOTHING), when(must_prove, True):
        proof: date = ask(ABirthDate())

        @do(wrong=proof, locked=Handoff(Reason.IDENTITY))
        def proven(self) -> CheckBirthDate:
            """The date of birth fits."""
            return CheckBirthDate(cast(Person, self.member).id, self.proof)

    def result(self) -> Person:
        """The patient."""
        if self.member is not None:
            return self.member
        if self.match.patient is not None:
            return self.match.patient
        return self.registered
