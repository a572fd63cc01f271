"""aiogram FSM: a router, a storage that keeps JSON, an Update a text, a session that sends nothing."""

import json
from collections.abc import Callable
from typing import Any

from tests.bench.peers import job

_aiogram: Any = job.load("aiogram")
_state: Any = job.load("aiogram.fsm.state")
_types: Any = job.load("aiogram.types")
BaseStorage: Any = job.load("aiogram.fsm.storage.base").BaseStorage
BaseSession: Any = job.load("aiogram.client.session.base").BaseSession
F: Any = _aiogram.F
SAID: list[str] = []


class Silent(BaseSession):
    """Takes what is sent and answers as Telegram would."""

    async def make_request(self, bot: Any, method: Any, *_: Any, **__: Any) -> Any:
        SAID.append(method.text)
        chat = _types.Chat(id=method.chat_id, type="private")
        return _types.Message(message_id=1, date=0, chat=chat, text=method.text)

    async def close(self) -> None:
        """Nothing is open."""

    async def stream_content(self, *_: Any, **__: Any) -> Any:
        """Nothing is streamed."""
        yield b""


class JsonStorage(BaseStorage):
    """State and data of each chat, as JSON."""

    def __init__(self) -> None:
        self.states: dict[Any, str | None] = {}
        self.data: dict[Any, str] = {}

    async def set_state(self, key: Any, state: Any = None) -> None:
        self.states[key] = state.state if isinstance(state, _state.State) else state

    async def get_state(self, key: Any) -> str | None:
        return self.states.get(key)

    async def set_data(self, key: Any, data: Any) -> None:
        self.data[key] = json.dumps(data)

    async def get_data(self, key: Any) -> dict[str, Any]:
        return json.loads(self.data.get(key, "{}"))

    async def close(self) -> None:
        """Nothing is open."""


class At(_state.StatesGroup):
    """Where a talk stands."""

    visit_type = _state.State()
    slot = _state.State()
    sure = _state.State()


def says(kind: str) -> Callable[[Any], Any]:
    """A filter: the text holds a fact of that kind; its value goes to the handler."""

    def check(message: Any) -> Any:
        found, value = job.FACTS[message.text]
        return {"value": value} if found == kind else False

    return check


async def hello(message: Any, state: Any, value: str) -> None:
    await message.answer(job.HELLO)


async def what_for(message: Any, state: Any, value: str) -> None:
    await state.set_state(At.visit_type)
    await message.answer(job.WHAT_FOR)


async def hours(message: Any, state: Any, value: str) -> None:
    await message.answer(job.HOURS)


async def offer_for(message: Any, state: Any, value: str) -> None:
    slots = job.find("")
    await state.update_data(visit_type=value, slots=slots)
    await state.set_state(At.slot)
    await message.answer(job.offer(value, slots))


async def offer_again(message: Any, state: Any, value: str) -> None:
    slots = job.find(value)
    data = await state.update_data(wish=value, slots=slots)
    await message.answer(job.offer(data["visit_type"], slots))


async def read_back(message: Any, state: Any, value: str) -> None:
    data = await state.get_data()
    slot = data["slots"][int(value) - 1]
    await state.update_data(slot=slot)
    await state.set_state(At.sure)
    await message.answer(job.confirm(data["visit_type"], slot))


async def done(message: Any, state: Any, value: str) -> None:
    data = await state.get_data()
    await state.clear()
    await message.answer(job.booked(data["visit_type"], data["slot"]))


BOT: Any = _aiogram.Bot("1:a", session=Silent())
DISPATCHER: Any = _aiogram.Dispatcher(storage=JsonStorage())
DISPATCHER.message.register(hours, says("info"))
DISPATCHER.message.register(hello, says("greeting"))
DISPATCHER.message.register(what_for, says("want"))
DISPATCHER.message.register(offer_for, At.visit_type, says("visit_type"))
DISPATCHER.message.register(offer_again, At.slot, says("when"))
DISPATCHER.message.register(read_back, At.slot, says("pick"))
DISPATCHER.message.register(done, At.sure, says("yes"))


async def play() -> list[str]:
    """One booking."""
    SAID.clear()
    sender = {"id": 1, "is_bot": False, "first_name": "Ana"}
    for number, (text, _, _) in enumerate(job.TEXTS):
        message = {
            "message_id": number, "date": 0, "text": text, "from": sender,
            "chat": {"id": 1, "type": "private"},
        }  # fmt: skip
        update = _types.Update.model_validate({"update_id": number, "message": message})
        await DISPATCHER.feed_update(BOT, update)
    return list(SAID)


if __name__ == "__main__":
    job.main(play, job.nothing)
