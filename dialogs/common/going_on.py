"""Before a talk goes on or is dropped: does the patient want that?

> never mind
< Shall I leave booking a visit for now? (Y/N)
> no
< All right, we go on.
"""

from assistant.engine.dialog import Dialog
from assistant.engine.nodes import END, confirm


class Resume(Dialog[None], version=1, nudges=None):
    """Asked before a talk that lay still for a day goes on; a no drops it."""

    sure: bool = confirm(no=END)


class Drop(Dialog[None], version=1, nudges=None):
    """Asked before a talk is dropped in which much was said; a no goes on with it."""

    sure: bool = confirm(no=END)
