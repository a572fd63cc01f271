"""botbuilder-dialogs: a waterfall of three prompts over its MemoryStorage, an activity a text.

A question in between and other times are taken in the prompt's validator: that is where its
dialogs can hear anything while they wait.
"""

from typing import Any

from tests.bench.peers import job

_core: Any = job.load("botbuilder.core")
_dialogs: Any = job.load("botbuilder.dialogs")
_prompts: Any = job.load("botbuilder.dialogs.prompts")
_schema: Any = job.load("botbuilder.schema")
SAID: list[str] = []


class Quiet(_core.BotAdapter):
    """Keeps what is sent."""

    async def send_activities(self, context: Any, activities: Any) -> Any:
        SAID.extend(activity.text for activity in activities)
        return [_schema.ResourceResponse(id="1") for _ in activities]

    async def update_activity(self, *_: Any) -> None:
        """Never asked for."""

    async def delete_activity(self, *_: Any) -> None:
        """Never asked for."""


async def takes(context: Any) -> bool:
    """Is it the answer? Hours and other times are dealt with here, and the prompt goes on."""
    turn, text = context.context, context.context.activity.text
    kind, value = job.FACTS[text]
    if kind == "info":
        await turn.send_activity(job.HOURS)
        return False
    if kind == "when":
        known = await KNOWN.get(turn, dict)
        known.update(wish=value, slots=job.find(value))
        await turn.send_activity(job.offer(known["visit_type"], known["slots"]))
        return False
    return True


def _text(words: str) -> Any:
    return _prompts.PromptOptions(prompt=_core.MessageFactory.text(words))


async def ask_what_for(step: Any) -> Any:
    return await step.prompt("text", _text(job.WHAT_FOR))


async def offer_times(step: Any) -> Any:
    known = await KNOWN.get(step.context, dict)
    known.update(visit_type=job.FACTS[step.result][1], slots=job.find(""))
    return await step.prompt("text", _text(job.offer(known["visit_type"], known["slots"])))


async def read_back(step: Any) -> Any:
    known = await KNOWN.get(step.context, dict)
    known["slot"] = known["slots"][int(job.FACTS[step.result][1]) - 1]
    return await step.prompt("text", _text(job.confirm(known["visit_type"], known["slot"])))


async def done(step: Any) -> Any:
    known = await KNOWN.get(step.context, dict)
    await step.context.send_activity(job.booked(known["visit_type"], known["slot"]))
    await KNOWN.delete(step.context)
    return await step.end_dialog()


STATE: Any = _core.ConversationState(_core.MemoryStorage())
KNOWN: Any = STATE.create_property("known")
DIALOGS: Any = _dialogs.DialogSet(STATE.create_property("dialogs"))
DIALOGS.add(_prompts.TextPrompt("text", takes))
DIALOGS.add(_dialogs.WaterfallDialog("booking", [ask_what_for, offer_times, read_back, done]))
ADAPTER: Any = Quiet()


async def turn_of(context: Any) -> None:
    """One text."""
    talk = await DIALOGS.create_context(context)
    found = await talk.continue_dialog()
    if found.status == _dialogs.DialogTurnStatus.Empty:
        if job.FACTS[context.activity.text][0] == "greeting":
            await context.send_activity(job.HELLO)
        else:
            await talk.begin_dialog("booking")
    await STATE.save_changes(context)


async def play() -> list[str]:
    """One booking."""
    SAID.clear()
    replies: list[str] = []
    for number, (text, _, _) in enumerate(job.TEXTS):
        activity = _schema.Activity(
            id=str(number),
            type="message",
            text=text,
            channel_id="test",
            conversation=_schema.ConversationAccount(id="1"),
            from_property=_schema.ChannelAccount(id="ana"),
            recipient=_schema.ChannelAccount(id="clinic"),
        )
        before = len(SAID)
        await ADAPTER.run_pipeline(_core.TurnContext(ADAPTER, activity), turn_of)
        replies.append("\n".join(SAID[before:]))
    return replies


if __name__ == "__main__":
    job.main(play, job.nothing)
