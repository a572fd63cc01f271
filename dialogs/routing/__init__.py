"""What does the first message want?

> hello
< Hi, this is Lakeside Family Practice. You can text me things like:
< "I need a checkup next Tuesday afternoon"
< "Can we move my visit to Friday?"
< "When is my visit?"
> the second thing
"""

from assistant.domain.facts import FactKind
from assistant.engine.dialog import Dialog
from assistant.engine.kinds import AValue
from assistant.engine.nodes import ask, begin


class Routing(Dialog[None], version=1, nudges=None):
    """Greet, say what can be done, and begin what is wanted."""

    want: str = ask(AValue(FactKind.WANT))
    next: None = begin(want)


DIALOGS = (Routing,)
