"""The command `frontdesk`. Each module holds one group of commands; `main` is what a shell calls.

What goes wrong ends in one plain line on standard error and a code that is not zero. Standard
output holds what was asked for and nothing else.
"""

import sys

import typer

from assistant import telemetry
from assistant.cli import (
    audit,
    backup,
    chat,
    conversations,
    demo,
    dialogs,
    installation,
    keys,
    practice,
    replays,
    serving,
    tasks,
    understand,
)
from assistant.domain.errors import AssistantError

app = typer.Typer(
    name="frontdesk",
    help="A medical practice's front desk that answers texts.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for module in (demo, serving, chat, understand, installation, backup):
    module.add_to(app)
app.add_typer(practice.app, name="practice")
app.add_typer(dialogs.app, name="dialogs")
app.add_typer(conversations.appointments, name="appointments")
app.add_typer(tasks.app, name="tasks")
app.add_typer(conversations.messages, name="messages")
app.add_typer(conversations.app, name="conversations")
replays.add_to(conversations.app)
app.add_typer(audit.app, name="audit")
app.add_typer(keys.app, name="keys")

INTERRUPTED = 130
"""What a shell expects after Ctrl-C."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the process's exit code.

    Args:
        arguments: instead of the process's own.
    """
    try:
        app(args=arguments, prog_name="frontdesk")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; there is nobody to tell.
        sys.stderr.close()
        return 1
    except AssistantError as error:
        return _complain(str(error))
    except Exception as error:  # noqa: BLE001 - a stack trace may hold patient data
        told = telemetry.describe(error)
        return _complain(f"unexpected {told['error_type']} at {told['where']}; please report it")
    finally:
        telemetry.stop()
    return 0


def _complain(said: str) -> int:
    for line in said.splitlines() or ["failed"]:
        sys.stderr.write(f"frontdesk: {line}\n")
    return 1
