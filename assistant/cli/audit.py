"""`frontdesk audit` and `frontdesk keys`: is the trail whole, and which keys are in use."""

from typing import Annotated

import typer

from assistant.cli.output import AsJson, say, say_json
from assistant.domain.errors import ConfigurationError
from assistant.service.anchors import Anchors
from assistant.settings import load
from assistant.store import audit
from assistant.wiring import open_vault, opened_store

app = typer.Typer(no_args_is_help=True, help="The trail of who saw or changed patient data.")
keys = typer.Typer(no_args_is_help=True, help="The keys that encrypt patient data.")


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


@keys.callback()
def keys_group() -> None:
    """The keys that encrypt patient data."""


@keys.command("info")
def info(as_json: AsJson = False) -> None:
    """Which key writes, and where the key file is. The keys themselves are never shown."""
    settings = load()
    if settings.key is None and not settings.key_file.exists():
        raise ConfigurationError(
            f"{settings.key_file} is not there. The first run makes it; if there was one, put it "
            "back from the backup."
        )
    vault = open_vault(settings)
    where = "FRONTDESK_KEY" if settings.key else str(settings.key_file.absolute())
    if as_json:
        say_json({"key_id": vault.key_id, "from": where})
        return
    say(f"Key {vault.key_id} from {where} writes.")
    say("Back the key file up apart from the database: one without the other cannot be read.")
