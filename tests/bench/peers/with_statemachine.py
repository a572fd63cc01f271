"""python-statemachine, async: a chart a text, begun at the state that JSON has."""

import json
from typing import Any

from tests.bench.peers import job

_library: Any = job.load("statemachine")
State: Any = _library.State
Chart: Any = _library.StateChart


class Booking(Chart):
    """The states and the events between them."""

    start = State(initial=True)
    visit_type = State()
    slot = State()
    sure = State()

    greeting = start.to.itself(internal=True)
    want = start.to(visit_type)
    visit_type_said = visit_type.to(slot)
    when = slot.to.itself(internal=True)
    pick = slot.to(sure)
    yes = sure.to(start)
    info = slot.to.itself(internal=True)

    def __init__(self, data: dict[str, Any], at: str) -> None:
        self.data, self.said = data, ""
        chart: Any = super()
        chart.__init__(start_value=at)

    async def on_greeting(self, value: str) -> None:
        self.said = job.HELLO

    async def on_want(self, value: str) -> None:
        self.said = job.WHAT_FOR

    async def on_visit_type_said(self, value: str) -> None:
        self.data["visit_type"] = value
        self._offer()

    async def on_when(self, value: str) -> None:
        self.data["wish"] = value
        self._offer()

    async def on_info(self, value: str) -> None:
        self.said = job.HOURS

    async def on_pick(self, value: str) -> None:
        self.data["slot"] = self.data["slots"][int(value) - 1]
        self.said = job.confirm(self.data["visit_type"], self.data["slot"])

    async def on_yes(self, value: str) -> None:
        self.said = job.booked(self.data["visit_type"], self.data["slot"])

    def _offer(self) -> None:
        self.data["slots"] = job.find(self.data.get("wish", ""))
        self.said = job.offer(self.data["visit_type"], self.data["slots"])


async def play() -> list[str]:
    """One booking."""
    stored, said = json.dumps({"at": "start", "data": {}}), list[str]()
    for _, kind, value in job.TEXTS:
        state = json.loads(stored)
        talk: Any = Booking(state["data"], state["at"])
        await talk.activate_initial_state()
        await talk.send("visit_type_said" if kind == "visit_type" else kind, value=value)
        (at,) = talk.configuration_values
        stored = json.dumps({"at": at, "data": talk.data})
        said.append(talk.said)
    return said


if __name__ == "__main__":
    job.main(play, job.nothing)
