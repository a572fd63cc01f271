"""Seven texts of a booking, as `tests.bench.engine` has them: facts instead of words, answers by hand.

A peer gives `main` a function that plays the booking once and returns what it said.
"""

import asyncio
import sys
import warnings
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from time import process_time
from typing import Any

TEXTS: tuple[tuple[str, str, str], ...] = (
    ("hello", "greeting", ""),
    ("i need an appointment", "want", "book"),
    ("a checkup", "visit_type", "checkup"),
    ("what are your hours?", "info", "hours"),
    ("rather an afternoon next week", "when", "afternoon"),
    ("2", "pick", "2"),
    ("yes please", "yes", ""),
)
"""(what is written, the kind of fact in it, its value)."""
FACTS = {text: (kind, value) for text, kind, value in TEXTS}
HELLO = "Hi, this is the clinic. You can text me things like: I need a checkup next Tuesday"
WHAT_FOR = "What is the visit for? We offer: checkup, follow-up, vaccine."
HOURS = "We are open Mon-Fri 8 AM-5 PM."
_NOW = datetime(2026, 12, 1, 15, 0, tzinfo=UTC)


def load(name: str) -> Any:
    """A module of the other environment; it is not installed in ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return import_module(name)


def find(wish: str) -> list[str]:
    """The openings nearest to a wish."""
    hour = 6 if wish else 0
    starts = [_NOW + timedelta(days=days, hours=hour + days) for days in (1, 2, 3)]
    return [f"{at:%a, %b} {at.day} at {at:%I:%M %p} with Dr. Hale, Downtown" for at in starts]


def offer(visit_type: str, slots: list[str]) -> str:
    """What is said when times are offered."""
    shown = "\n".join(f"{n}) {slot}" for n, slot in enumerate(slots, 1))
    return f"{visit_type} for Ana, here is what I have:\n{shown}\nReply with a number."


def confirm(visit_type: str, slot: str) -> str:
    """What is read back."""
    return f"{visit_type}, {slot}. Shall I book it? (Y/N)"


def booked(visit_type: str, slot: str) -> str:
    """What is said at the end."""
    return f"Booked: {visit_type}, {slot}. To change it, text me."


def expected() -> list[str]:
    """What every peer must say, or its figure means nothing; a question may follow the hours."""
    first, then = find(""), find("afternoon")
    return [
        HELLO, WHAT_FOR, offer("checkup", first), HOURS, offer("checkup", then),
        confirm("checkup", then[1]), booked("checkup", then[1]),
    ]  # fmt: skip


def main(play: Callable[[], Awaitable[list[str]]], begin: Callable[[], Awaitable[None]]) -> None:
    """Play it as often as the first argument says; print microseconds of processor time a turn."""
    jobs = int(sys.argv[1])

    async def run() -> float:
        await begin()
        said = await play()
        wrong = [
            (have, want)
            for have, want in zip(said, expected(), strict=True)
            if not have.startswith(want)
        ]
        if wrong:
            raise RuntimeError(f"the booking went otherwise: {wrong[0]}")
        began = process_time()
        for _ in range(jobs):
            await play()
        return (process_time() - began) / jobs / len(TEXTS) * 1e6

    print(asyncio.run(run()))


async def nothing() -> None:
    """Nothing has to be made first."""
