"""Answer a common question from the practice's own data, in the middle of anything.

> are you open saturday?
< Sat, Mar 7: Downtown 9 AM-1 PM; Northside closed.
"""

from assistant.domain.effects import AnswerQuestion
from assistant.domain.facts import FactKind, Lang, When
from assistant.domain.ids import SiteId, VisitTypeId
from assistant.engine.dialog import Dialog
from assistant.engine.kinds import ASite, AValue, AVisitType, AWhen
from assistant.engine.nodes import ask, given, let, listen, look, tell


class Information(
    Dialog[None],
    version=2,
    on=(FactKind.INFO,),
    digression=True,
    answers=(
        "day",
        "hours",
        "address",
        "parking",
        "insurers",
        "insurer",
        "kind",
        "kinds",
        "minutes",
        "site",
        "number",
        "name",
        "reason",
    ),
):
    """Hours, address, parking, insurers taken, how long a visit takes, telephone."""

    lang: Lang = given(Lang.EN)
    visit_type: VisitTypeId | None = given(None)
    topic: str = ask(AValue(FactKind.INFO))
    office: SiteId | None = listen(ASite())
    day: When | None = listen(AWhen())
    insurer: str | None = listen(AValue(FactKind.INSURER))
    other: VisitTypeId | None = listen(AVisitType())

    @look
    def answer(self) -> AnswerQuestion:
        """What the practice says."""
        return AnswerQuestion(
            self.topic,
            self.lang,
            self.office,
            self.day,
            self.insurer or "",
            self.other or self.visit_type,
        )

    @let
    def key(self) -> str:
        """Which wording fits."""
        return self.answer.key

    told: None = tell(key)


DIALOGS = (Information,)
