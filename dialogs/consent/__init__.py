"""Opt-out, opt-in and HELP: law before courtesy, on every line, before any dialog.

> STOP
< You will get no more texts from Lakeside Family Practice. To get them again, text START.
> are you there?
> START
< You will get texts from Lakeside Family Practice again. Text HELP for help, STOP to opt out.
"""

from assistant.domain.consent import MessageKind
from assistant.domain.conversation import Owner
from assistant.domain.effects import GiveConsent, WithdrawConsent
from assistant.domain.facts import FactKind
from assistant.domain.task import Reason
from assistant.engine.dialog import Dialog
from assistant.engine.nodes import become, do, given, let, notify, tell, when

_LIKE_THE_VISIT = frozenset({"CANCEL", "CANCELAR"})


class OptOut(Dialog[None], version=1, on=(FactKind.OPT_OUT,), speaks=MessageKind.CONSENT):
    """Honour it at once, say so once, then be silent until START."""

    wording: str = given("")
    was: str = given("bot")

    @do()
    def withdrawn(self) -> WithdrawConsent:
        """The ledger has it; the result says whether a visit is coming."""
        return WithdrawConsent(self.wording)

    @let
    def meant_the_visit(self) -> bool:
        """A lone CANCEL is an opt-out by law, and perhaps meant for the visit."""
        return self.wording.upper() in _LIKE_THE_VISIT

    @let
    def has_visit(self) -> bool:
        """A visit hangs on it."""
        return self.withdrawn and not self.meant_the_visit

    @let
    def is_first(self) -> bool:
        """Nobody is told twice."""
        return self.was != Owner.STOPPED.value

    with when(meant_the_visit, True):
        ask_them: None = notify(Reason.MEANT_THE_VISIT)
    with when(meant_the_visit, False), when(has_visit, True):
        call_them: None = notify(Reason.OPTED_OUT_WITH_APPOINTMENT)
    stopped: None = become(Owner.STOPPED)
    with when(is_first, True):
        said: None = tell()


class OptIn(Dialog[None], version=1, on=(FactKind.OPT_IN,), speaks=MessageKind.CONSENT):
    """START alone re-opens the line."""

    wording: str = given("")
    was: str = given("bot")

    @do()
    def allowed(self) -> GiveConsent:
        """The ledger has it."""
        return GiveConsent(self.wording)

    @let
    def was_stopped(self) -> bool:
        """A person who owns the talk keeps it."""
        return self.was == Owner.STOPPED.value

    with when(was_stopped, True):
        open_again: None = become(Owner.BOT)
    said: None = tell()


class Help(Dialog[None], version=1, on=(FactKind.HELP,), speaks=MessageKind.CONSENT):
    """Who this is, what it can do, how to stop it."""

    said: None = tell()


DIALOGS = (OptOut, OptIn, Help)
