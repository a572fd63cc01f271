"""Who lives in a universe: patients who text, and a person at the desk."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import count

from sqlalchemy import select

from assistant.domain.conversation import Owner
from assistant.domain.errors import AssistantError
from assistant.domain.ids import ConversationId, PatientId, StaffId, VisitTypeId
from assistant.domain.schedule import Slot
from assistant.service.parts import Parts
from assistant.store import appointments, conversations
from assistant.store.tables.scheduling import offers
from assistant.store.transactions import Tx
from tests.dialogs.stage import practice
from tests.simulation.carrier import Carrier
from tests.simulation.weather import Weather

PATIENTS = {
    "+15550100001": ("Jordan", "Avery", "1986-04-12"),
    "+15550100002": ("Lucia", "Morales", "1988-09-03"),
    "+15550100003": ("Grace", "Kim", "1993-12-01"),
    "+15550100004": ("Omar", "Baker", "1979-01-30"),
}
POISON = "poison"
"""A text on which the engine of a universe fails."""
DESK = StaffId("ann")
_OPENERS = (
    "I need a checkup with Dr. Ruiz tomorrow",
    "I need a checkup with Dr. Ruiz tomorrow at 10",
    "checkup with Dr. Ruiz on Friday morning",
    "quiero un chequeo con la doctora Ruiz mañana",
    "hello",
    "when is my visit?",
)
_REPLIES = (
    "1", "1", "2", "yes", "yes", "3", "y", "no", "later", "START", "START", "friday instead", "are you open saturday?", "cancel it", "move it to friday", "mornings",
    "never mind", "talk to a person", "chest pain", "STOP", "4/12/1986", "9/3/1988", "ok", "?",
    "back", POISON,
)  # fmt: skip


@dataclass
class People:
    """Lets them live until `until` (loop seconds). `poison`: how often a text breaks the engine."""

    carrier: Carrier
    weather: Weather
    living: Callable[[], list[Parts]]
    until: float
    poison: float

    def __post_init__(self) -> None:
        """Nobody has written yet, and the desk has taken nobody over."""
        self._numbers = count(1)
        self.taken_at: dict[str, list[float]] = {}
        """When a person took a number's talk over, in loop seconds."""

    async def patient(self, number: str) -> None:
        """Texts now and then, sometimes two at once, until the universe calms down."""
        loop, dice = asyncio.get_running_loop(), self.weather
        text = dice.pick(_OPENERS)
        while loop.time() < self.until:
            self.carrier.begin(self.carrier.text(number, f"in-{next(self._numbers)}", text))
            await asyncio.sleep(dice.between(0.05, 40))
            text = self._answer(number)
            if text == POISON and not dice.happens(self.poison):
                text = "1"

    def _answer(self, number: str) -> str:
        """Mostly what fits the text last read, sometimes anything."""
        got = self.carrier.phones.received(number)
        last, dice = got[-1].text if got else "", self.weather
        if dice.happens(0.3):
            return dice.pick(_REPLIES)
        if "1)" in last:
            return dice.pick(("1", "1", "2"))
        if "Y/N" in last or "S/N" in last:
            return "yes"
        return dice.pick(_OPENERS)

    async def desk(self) -> None:
        """A person takes conversations over, answers, and gives them back."""
        loop, dice = asyncio.get_running_loop(), self.weather
        while loop.time() < self.until:
            await asyncio.sleep(dice.between(5, 60))
            living = self.living()
            if living:
                await self._act(dice.pick(living), dice.pick(list(PATIENTS)))
        await asyncio.sleep(5)
        for number in PATIENTS:
            await self._leave(number)

    async def rival(self) -> None:
        """Somebody at the telephone books the very times that patients were just offered."""
        loop, dice = asyncio.get_running_loop(), self.weather
        while loop.time() < self.until:
            await asyncio.sleep(dice.between(1, 30))
            living = self.living()
            if living:
                await _ask(dice.pick(living), partial(_book_an_offer, dice=dice))

    async def _act(self, parts: Parts, number: str) -> None:
        desk, do = parts.desk, self.weather.pick(("claim", "say", "say", "return", "close"))
        works: dict[str, Callable[[Tx], object]] = {
            "claim": lambda tx: desk.claim(tx, number, DESK),
            "say": lambda tx: desk.say(tx, number, "This is Ann, how can I help?", DESK),
            "return": lambda tx: desk.give_back(tx, number, DESK),
            "close": lambda tx: desk.close(tx, number, DESK),
        }
        if await _ask(parts, works[do]) and do in {"claim", "say"}:
            self.taken_at.setdefault(number, []).append(asyncio.get_running_loop().time())

    async def _leave(self, number: str) -> None:
        """Nothing stays with a person who has gone home."""
        for _ in range(20):
            living = self.living()
            if living and await _ask(living[0], partial(_close, living[0], number)):
                return
            await asyncio.sleep(2)


async def _ask(parts: Parts, work: Callable[[Tx], object]) -> bool:
    """Have that done, if the process lives and the house allows it; was it?"""
    try:
        async with asyncio.timeout(5):
            await parts.store.write(work)
    except (AssistantError, TimeoutError):
        return False
    return True


def _book_an_offer(tx: Tx, dice: Weather) -> None:
    rows = tx.conn.execute(
        select(offers).where(offers.c.until > tx.now).order_by(*offers.primary_key)
    ).all()
    if not rows:
        return
    row, kind = dice.pick(list(rows)), practice().visit_type(VisitTypeId("checkup"))
    site = next(plan.site for plan in practice().provider(row.provider).plans)
    slot = Slot(row.provider, site, kind.id, row.start_at, row.start_at + kind.duration)
    patient = PatientId(f"pat_{dice.pick((1, 2, 3, 4))}")
    appointments.book(tx, practice(), ConversationId("cnv_telephone"), patient, slot)


def _close(parts: Parts, number: str, tx: Tx) -> None:
    for thread in conversations.at(tx, number):
        if thread.owner is Owner.STAFF and thread.staff == DESK:
            parts.desk.close(tx, thread.id, DESK)
