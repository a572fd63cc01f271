"""The phone in the terminal, with the practice's queue beside it: what `demo` and `chat` show."""

import asyncio
import re
import sys
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from rich.console import Console
from rich.text import Text

from assistant.cli.keyboard import typed_lines
from assistant.cli.lines import Line, Says, Staff
from assistant.cli.phones import Arrived, Typed, as_inbound, our_line
from assistant.domain.clock import local, midnight
from assistant.domain.errors import AssistantError, NotFound
from assistant.domain.ids import StaffId
from assistant.domain.task import Priority, Task
from assistant.store import appointments, audit, inbox, outbox, tasks
from assistant.store import conversations as threads
from assistant.store.database import Tx
from assistant.wiring import Frontdesk

STAFF = StaffId("you")
"""Who the terminal is when it works the queue."""
_LOOK_EVERY_S, _LOOKS = 0.02, 500
_WATCH_EVERY_S = 1.0
NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
"""A phone's number as it is given on the command line."""
_NEWS = frozenset({"task_opened", "task_added_to", "task_claimed", "task_closed", "returned"})

HELP = """Type as the patient would text. Commands:
  /photo [TEXT]     send a picture, with a text    /as +1555...   be another phone
  /queue            what waits for a person        /claim N       take task N
  /read N           the conversation of task N     /say N TEXT    answer it yourself
  /back N           give it back to the assistant  /close N       it is done
  /schedule [DATE]  the visits of a day            /quit          stop
  /help             this list"""
_PHOTO = "photo.jpg"
"""What the terminal's phone sends: a name; the assistant looks at no picture."""
_INDENT = "  "
"""Before what of a line goes on in the next."""


class Talk:
    """One terminal: a phone that texts, and a desk that works the queue.

    Args:
        house: a running one; its workers are somebody else's business.
        number: the phone that types first.
        console: where everything is shown; nothing typed by a patient is read as markup.
        noted: hears of each act, as a line of a script, when all that came of it is done.
    """

    def __init__(
        self,
        house: Frontdesk,
        number: str,
        console: Console,
        noted: Callable[[Line], Awaitable[None]] | None = None,
    ) -> None:
        self._house, self._number, self._console = house, number, console
        self._trail = 0
        self._listed: tuple[Task, ...] = ()
        self._noted = noted
        self._acts: list[Line] = []
        self._turn = asyncio.Lock()
        self._has_prompt = False
        self._is_person = sys.stdin is not None and sys.stdin.isatty()

    def arrived(self, text: Arrived) -> None:
        """A text reached a phone."""
        to = text.message.to.address
        whose = "" if to == self._number else f"[{to}] "
        waits = self._leave_prompt()
        for line in _quoted(f"< {whose}", text.message.text):
            self._show(line, "green")
        if waits:
            self._prompt()

    async def run(self) -> None:
        """Until /quit or the end of the input."""
        self._trail = await self._house.store.read(audit.last_seq)
        async with asyncio.TaskGroup() as tasks:
            watch = tasks.create_task(self._watch(), name="queue")
            try:
                await self._play()
            finally:
                watch.cancel()

    async def _play(self) -> None:
        self._prompt()
        async for line in typed_lines():
            async with self._turn:
                self._has_prompt = False
                if not self._is_person:
                    self._show(f"> {line}", "bold")
                if line.strip() in {"/quit", "/exit"}:
                    return
                await self._typed(line)
                await self._quiet()
                await self._note()
                await self._tell_queue()
                self._prompt()

    async def _note(self) -> None:
        acts, self._acts = self._acts, []
        if self._noted is not None:
            for act in acts:
                await self._noted(act)

    async def _watch(self) -> None:
        """Show a person what time alone does to the queue; a script sees it with its next line."""
        while self._is_person:
            await asyncio.sleep(_WATCH_EVERY_S)
            async with self._turn:
                await self._tell_queue()

    async def _typed(self, line: str) -> None:
        if not line.startswith("/"):
            await self._text(line)
            return
        name, _, rest = line[1:].partition(" ")
        command = self._commands().get(name)
        if command is None:
            self._show(f"There is no /{name}; /help lists what there is.", "yellow")
            return
        try:
            await command(rest.strip())
        except AssistantError as error:
            self._show(str(error), "yellow")

    def _commands(self) -> dict[str, Callable[[str], Awaitable[None]]]:
        return {
            "photo": self._photo,
            "queue": self._queue,
            "claim": self._claim,
            "read": self._read,
            "say": self._say,
            "back": self._back,
            "close": self._close,
            "schedule": self._schedule,
            "as": self._be,
            "help": self._help,
        }

    # --- the phone ------------------------------------------------------------------------------

    async def _text(self, line: str, *media: str) -> None:
        typed = Typed(self._number, line, self._house.ids.new("sms"), media=media)
        await self._house.accept(as_inbound(typed, our_line(self._house.practice, typed.channel)))
        self._acts.append(Says(self._house.parts.clock.now(), self._number, line, media=media))

    async def _photo(self, text: str) -> None:
        await self._text(text, _PHOTO)

    async def _be(self, number: str) -> None:
        if not NUMBER.fullmatch(number):
            raise NotFound("Give a number such as +15550100002.")
        self._number = number
        self._show(f"You are {number} now.", "dim")

    # --- the desk -------------------------------------------------------------------------------

    async def _queue(self, _rest: str) -> None:
        self._listed = await self._house.store.write(tasks.queue)
        if not self._listed:
            self._show("The queue is empty.", "cyan")
        for number, task in enumerate(self._listed, start=1):
            self._show(_one_line(number, task), "cyan")
            for line in task.summary.splitlines():
                self._show(f"     {line}", "dim")

    async def _claim(self, rest: str) -> None:
        task = await self._task(rest)
        await self._desk("claim", task, partial(self._house.parts.desk.claim, staff=STAFF))

    async def _read(self, rest: str) -> None:
        task = await self._task(rest)
        desk = self._house.parts.desk
        for spoken in await self._house.store.write(partial(desk.thread, of=task.id, staff=STAFF)):
            mark = ">" if spoken.by == "patient" else "<"
            for line in _quoted(f"     {mark} ", spoken.text or "(no words)"):
                self._show(line, "dim")

    async def _say(self, rest: str) -> None:
        number, _, text = rest.partition(" ")
        if not text.strip():
            raise NotFound("Say what? /say 1 We will call you at noon.")
        task = await self._task(number)
        await self._desk(
            "say", task, partial(self._house.parts.desk.say, text=text, staff=STAFF), text
        )

    async def _back(self, rest: str) -> None:
        task = await self._task(rest)
        await self._desk("return", task, partial(self._house.parts.desk.give_back, staff=STAFF))

    async def _close(self, rest: str) -> None:
        task = await self._task(rest)
        await self._desk("close", task, partial(self._house.parts.desk.close, staff=STAFF))

    async def _desk(self, do: str, task: Task, work: Callable[..., object], text: str = "") -> None:
        """Do it, as the script's line `do` would."""

        def act(tx: Tx) -> str:
            work(tx, of=task.id)
            return threads.get(tx, task.conversation).address if task.conversation else ""

        of = await self._house.store.write(act)
        self._house.parts.wakes.sends.set()
        self._acts.append(Staff(self._house.parts.clock.now(), STAFF, do, of, text))

    async def _task(self, text: str) -> Task:
        """The task with that number in the queue as it was listed last."""
        if not self._listed:
            self._listed = await self._house.store.write(tasks.queue)
        if text.isdecimal() and 1 <= int(text) <= len(self._listed):
            return self._listed[int(text) - 1]
        raise NotFound("There is no such number in the queue; /queue lists it.")

    async def _schedule(self, rest: str) -> None:
        practice = self._house.practice
        now = self._house.parts.clock.now()
        today = local(now, practice.zone).date()
        try:
            day = type(today).fromisoformat(rest) if rest else today
        except ValueError:
            raise NotFound("Give a date such as 2026-03-02.") from None
        since = midnight(day, practice.zone)
        until = midnight(day.fromordinal(day.toordinal() + 1), practice.zone)
        visits = await self._house.store.write(lambda tx: appointments.list_all(tx, since, until))
        self._show(f"{day:%A}, {day.isoformat()}: {len(visits)} visits", "cyan")
        lang = practice.languages[0]
        for visit in visits:
            at = local(visit.start, practice.site(visit.site).zone)
            kind = practice.visit_type(visit.visit_type).names.get(lang, visit.visit_type)
            provider = practice.provider(visit.provider).name
            self._show(f"  {at:%H:%M}  {provider}, {kind}, {visit.site}, {visit.status}", "cyan")

    async def _help(self, _rest: str) -> None:
        self._show(HELP, "dim")

    # --- what is shown --------------------------------------------------------------------------

    async def _quiet(self) -> None:
        """Until what was typed is answered, so that an answer does not follow the next prompt."""
        for _ in range(_LOOKS):
            if not await self._house.store.read(_is_busy):
                return
            await asyncio.sleep(_LOOK_EVERY_S)
        self._show("The answer takes longer; it will appear here.", "dim")

    async def _tell_queue(self) -> None:
        """One line when a task opened or changed."""
        events = await self._house.store.read(lambda tx: audit.events_after(tx, self._trail))
        if not events:
            return
        self._trail = events[-1].seq
        told = [event.action for event in events if event.action in _NEWS]
        if not told:
            return
        self._listed = await self._house.store.write(tasks.queue)
        waits = self._leave_prompt()
        self._show(_queue_line(told, self._listed), "magenta")
        if waits:
            self._prompt()

    def _show(self, line: str, style: str) -> None:
        # Only what can be printed: a text may hold characters that move the cursor.
        plain = "".join(c if c.isprintable() or c == "\n" else " " for c in line)
        for row in self._rows(plain) if self._console.is_terminal else [plain]:
            self._console.print(Text(row, style=style), soft_wrap=True)

    def _rows(self, text: str) -> list[str]:
        """The text broken between words at the width of the terminal, the rest set in."""
        rows: list[str] = []
        for line in text.split("\n"):
            indent = line[: len(line) - len(line.lstrip())] + _INDENT
            width = max(self._console.width - len(indent) - 1, 20)
            first, *rest = Text(line).wrap(self._console, width) or [Text("")]
            rows += [first.plain.rstrip(), *(indent + row.plain.strip() for row in rest)]
        return rows

    def _prompt(self) -> None:
        if self._is_person:
            self._console.print(Text(f"{self._number} > ", style="bold"), end="")
            self._has_prompt = True

    def _leave_prompt(self) -> bool:
        """Begin a line of our own when somebody may be typing; True if the prompt must come back."""
        waits, self._has_prompt = self._has_prompt, False
        if waits:
            self._console.print()
        return waits


def _quoted(mark: str, text: str) -> list[str]:
    """The lines of a text behind its mark, those after the first set in below it."""
    first, *rest = text.split("\n")
    return [mark + first, *(" " * (len(mark) - 2) + _INDENT + line for line in rest)]


def _queue_line(told: Sequence[str], listed: Sequence[Task]) -> str:
    words = {"task_opened": "opened", "task_added_to": "added to", "task_claimed": "claimed"}
    said = ", ".join(dict.fromkeys(words.get(action, "done") for action in told))
    shown = "; ".join(_one_line(n, task) for n, task in enumerate(listed, start=1)) or "empty"
    return f"[queue: {said}] {shown}"


def _one_line(number: int, task: Task) -> str:
    whose = f", with {task.owner}" if task.owner else ""
    return f"{number}) {Priority(task.priority).name.lower()}: {task.reason.value}{whose}"


def _is_busy(tx: Tx) -> bool:
    sends = outbox.counts(tx)
    return bool(inbox.counts(tx).get("waiting") or sends.get("new") or sends.get("sending"))
