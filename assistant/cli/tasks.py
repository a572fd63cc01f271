"""`frontdesk tasks`: the queue of work for people, and its doors."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from assistant.cli.output import AsJson, By, Limit, say, show, shown_instant, staff_id
from assistant.domain.task import Priority, Task
from assistant.service.desk import Desk
from assistant.service.turns import Mind, Turns
from assistant.settings import load
from assistant.store import audit, practices, tasks
from assistant.store import conversations as threads
from assistant.store.database import Store, Tx
from assistant.wiring import catalog_of, no_practice, opened_store

app = typer.Typer(no_args_is_help=True, help="Work for people.")

Of = Annotated[
    str, typer.Argument(metavar="OF", help="A task's id, a conversation's, or a patient's number.")
]


@app.callback()
def group() -> None:
    """Work for people: what the assistant could not do alone."""


@app.command("list")
def list_tasks(
    everything: Annotated[bool, typer.Option("--all", help="Closed ones too.")] = False,
    as_json: AsJson = False,
    limit: Limit = 500,
) -> None:
    """What waits for a person, the most urgent first."""

    def look(tx: Tx) -> list[dict[str, Any]]:
        tx.actor = "operator"
        found = tasks.newest(tx, limit) if everything else tasks.queue(tx)[:limit]
        audit.record(tx, action="tasks_listed", details={"count": len(found)})
        return [{**told(task), "of": _address(tx, task)} for task in found]

    with opened_store(load()) as store:
        rows = store.write_sync(look)
    columns = ("id", "of", "priority", "reason", "status", "owner", "due_at", "summary")
    show(rows, columns, as_json=as_json, nothing="The queue is empty.")


@app.command("claim")
def claim(of: Of, by: By = "desk") -> None:
    """Take it over; the assistant is silent in that conversation from then on."""
    _at_the_desk(lambda desk, tx: desk.claim(tx, of, staff_id(by)))
    say(f"{of} is {by}'s.")


@app.command("say")
def say_it(
    of: Of,
    text: Annotated[str, typer.Argument(help="What the patient will read.")],
    by: By = "desk",
) -> None:
    """Answer in your own words; a running worker sends it."""
    _at_the_desk(lambda desk, tx: desk.say(tx, of, text, staff_id(by)))
    say("It is on its way as soon as a worker runs.")


@app.command("fill")
def fill(
    of: Of,
    field: Annotated[str, typer.Argument(help="The field, as the task or the thread names it.")],
    value: Annotated[str, typer.Argument(help="The answer, as the patient would write it.")],
    by: By = "desk",
) -> None:
    """Answer a question in the patient's stead; it is checked as theirs would be."""
    _at_the_desk(lambda desk, tx: desk.fill(tx, of, field, value, staff_id(by)))
    say(f"{field} is filled in.")


@app.command("return")
def give_back(of: Of, by: By = "desk") -> None:
    """Give the conversation back; the assistant goes on where it stood."""
    _at_the_desk(lambda desk, tx: desk.give_back(tx, of, staff_id(by)))
    say("The assistant has it again.")


@app.command("close")
def close(of: Of, by: By = "desk") -> None:
    """It is done."""
    _at_the_desk(lambda desk, tx: desk.close(tx, of, staff_id(by)))
    say("Closed.")


def told(task: Task) -> dict[str, Any]:
    """A task as scripts read it."""
    return {
        "id": task.id,
        "reason": task.reason.value,
        "priority": Priority(task.priority).name.lower(),
        "status": task.status.value,
        "owner": task.owner,
        "summary": task.summary,
        "conversation": task.conversation,
        "patient": task.patient,
        "appointment": task.appointment,
        "opened_at": shown_instant(task.opened_at),
        "due_at": shown_instant(task.due_at),
        "closed_at": shown_instant(task.closed_at),
    }


def _address(tx: Tx, task: Task) -> str | None:
    """The number that the task's conversation is with."""
    return threads.get(tx, task.conversation).address if task.conversation else None


def _at_the_desk(work: Callable[[Desk, Tx], object]) -> None:
    with opened_store(load()) as store:
        desk = _desk(store)
        store.write_sync(lambda tx: work(desk, tx))


def _desk(store: Store) -> Desk:
    practice = store.read_sync(practices.load)
    if practice is None:
        raise no_practice()
    return Desk(Turns(store, Mind.of(catalog_of(practice))))
