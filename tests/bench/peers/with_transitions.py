"""transitions, AsyncMachine: one machine, a model a text, its state restored from JSON."""

import json
from typing import Any

from tests.bench.peers import job

AsyncMachine: Any = job.load("transitions.extensions.asyncio").AsyncMachine
STATES = ("start", "visit_type", "slot", "sure")
WAYS: list[dict[str, Any]] = [
    {"trigger": "greeting", "source": "start", "dest": "start", "after": "hello"},
    {"trigger": "want", "source": "start", "dest": "visit_type", "after": "what_for"},
    {"trigger": "visit_type_said", "source": "visit_type", "dest": "slot", "after": "offer"},
    {"trigger": "info", "source": "*", "dest": None, "after": "hours"},
    {"trigger": "when", "source": "slot", "dest": "slot", "after": "offer"},
    {"trigger": "pick", "source": "slot", "dest": "sure", "after": "read_back"},
    {"trigger": "yes", "source": "sure", "dest": "start", "after": "done"},
]
MACHINE: Any = AsyncMachine(model=None, states=STATES, transitions=WAYS, initial="start")


class Talk:
    """The model: what is known, and what is said."""

    state: str

    def __init__(self, data: dict[str, Any]) -> None:
        self.data, self.said = data, ""

    async def hello(self, value: str) -> None:
        self.said = job.HELLO

    async def what_for(self, value: str) -> None:
        self.said = job.WHAT_FOR

    async def offer(self, value: str) -> None:
        known = self.data
        known["wish" if "visit_type" in known else "visit_type"] = value
        known["slots"] = job.find(known.get("wish", ""))
        self.said = job.offer(known["visit_type"], known["slots"])

    async def hours(self, value: str) -> None:
        self.said = job.HOURS

    async def read_back(self, value: str) -> None:
        self.data["slot"] = self.data["slots"][int(value) - 1]
        self.said = job.confirm(self.data["visit_type"], self.data["slot"])

    async def done(self, value: str) -> None:
        self.said = job.booked(self.data["visit_type"], self.data["slot"])


async def play() -> list[str]:
    """One booking."""
    stored, said = json.dumps({"state": "start", "data": {}}), list[str]()
    for _, kind, value in job.TEXTS:
        state = json.loads(stored)
        talk: Any = Talk(state["data"])
        MACHINE.add_model(talk, initial=state["state"])
        trigger = "visit_type_said" if kind == "visit_type" else kind
        await talk.trigger(trigger, value)
        MACHINE.remove_model(talk)
        stored = json.dumps({"state": talk.state, "data": talk.data})
        said.append(talk.said)
    return said


if __name__ == "__main__":
    job.main(play, job.nothing)
