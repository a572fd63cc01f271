"""`frontdesk audit`: is the trail whole."""

from typing import Annotated

import typer

from assistant.cli.output import AsJson, say, say_json
from assistant.domain.errors import ConfigurationError
from assistant.service.anchors import Anchors
from assistant.settings import load
from assistant.store import audit
from assistant.wiring import opened_store

app = typer.Typer(no_args_is_help=True, help="The trail of who saw or changed patient data.")


@app.callback()
def group() -> None:
    """The trail of who saw or changed patient data."""


@app.command("verify")
def verify(
    anchor: Annotated[
        str, typer.Option(help="What an earlier run printed; none: the one in the anchor file.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Recompute the whole chain, and see that it reaches as far as the last anchor.

    The house notes anchors by itself in FRONTDESK_AUDIT_ANCHOR_FILE; keep a copy somewhere else.
    """
    settings = load()
    anchors = Anchors(settings.anchors)
    with opened_store(settings) as store:
        kept = anchor or anchors.of(store.read_sync(audit.trail_name))
        report = store.read_sync(lambda tx: audit.verify(tx, kept))
        head = store.read_sync(audit.head) if report.ok else None
    if head is not None:
        anchors.keep(head)
    if as_json:
        say_json(
            {
                "ok": report.ok,
                "rows": report.rows,
                "first_bad_row": report.first_bad_seq,
                "why": report.why,
                "anchor": report.head,
            }
        )
    elif report.ok:
        say(f"The trail is whole: {report.rows} rows.")
        say(f"anchor {report.head}" if report.head else "There is nothing to anchor yet.")
    else:
        raise ConfigurationError(
            f"the trail is broken at row {report.first_bad_seq}: {report.why}. Keep the database "
            "as it is, and compare it with the newest backup."
        )
    if not report.ok:
        raise typer.Exit(1)
