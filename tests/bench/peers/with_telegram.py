"""python-telegram-bot: a ConversationHandler with a JSON persistence that is saved at each text."""

from collections.abc import Awaitable, Callable
from typing import Any

from tests.bench.peers import job

_telegram: Any = job.load("telegram")
_ext: Any = job.load("telegram.ext")
SAID: list[str] = []
Handler = Callable[[Any, Any], Awaitable[Any]]


def says(kind: str) -> Any:
    """A filter: the text holds a fact of that kind."""

    class Says(_ext.filters.MessageFilter):
        """Made for each kind."""

        def filter(self, message: Any) -> bool:
            return job.FACTS[message.text][0] == kind

    return Says()


def _value(update: Any) -> str:
    return job.FACTS[update.message.text][1]


async def hello(update: Any, context: Any) -> None:
    SAID.append(job.HELLO)


async def what_for(update: Any, context: Any) -> str:
    SAID.append(job.WHAT_FOR)
    return "visit_type"


async def hours(update: Any, context: Any) -> None:
    SAID.append(job.HOURS)


async def offer_for(update: Any, context: Any) -> str:
    known = context.chat_data
    known.update(visit_type=_value(update), slots=job.find(""))
    SAID.append(job.offer(known["visit_type"], known["slots"]))
    return "slot"


async def offer_again(update: Any, context: Any) -> str:
    known = context.chat_data
    known.update(wish=_value(update), slots=job.find(_value(update)))
    SAID.append(job.offer(known["visit_type"], known["slots"]))
    return "slot"


async def read_back(update: Any, context: Any) -> str:
    known = context.chat_data
    known["slot"] = known["slots"][int(_value(update)) - 1]
    SAID.append(job.confirm(known["visit_type"], known["slot"]))
    return "sure"


async def done(update: Any, context: Any) -> Any:
    known = context.chat_data
    SAID.append(job.booked(known["visit_type"], known["slot"]))
    known.clear()
    return _ext.ConversationHandler.END


def on(kind: str, handler: Handler) -> Any:
    """The handler of texts with that kind of fact."""
    return _ext.MessageHandler(says(kind), handler)


PERSISTENCE: Any = _ext.DictPersistence()
APP: Any = (
    _ext.Application.builder().token("1:a").updater(None).persistence(PERSISTENCE).build()
)  # fmt: skip
APP.add_handler(
    _ext.ConversationHandler(
        entry_points=[on("want", what_for)],
        states={
            "visit_type": [on("visit_type", offer_for)],
            "slot": [on("when", offer_again), on("pick", read_back)],
            "sure": [on("yes", done)],
        },
        fallbacks=[on("info", hours)],
        name="booking",
        persistent=True,
    )
)
APP.add_handler(on("greeting", hello))


async def begin() -> None:
    """As `initialize` does it, but for asking Telegram who the bot is."""
    APP.bot._bot_user = _telegram.User(1, "clinic", True)
    APP.bot._bot_initialized = APP.bot._requests_initialized = True
    await APP.initialize()


async def play() -> list[str]:
    """One booking."""
    SAID.clear()
    sender = {"id": 1, "is_bot": False, "first_name": "Ana"}
    for number, (text, _, _) in enumerate(job.TEXTS):
        message = {
            "message_id": number, "date": 0, "text": text, "from": sender,
            "chat": {"id": 1, "type": "private"},
        }  # fmt: skip
        update = _telegram.Update.de_json({"update_id": number, "message": message}, APP.bot)
        await APP.process_update(update)
        await APP.update_persistence()
    return list(SAID)


if __name__ == "__main__":
    job.main(play, begin)
