"""`frontdesk keys`: which keys there are, a new one, and old rows sealed anew with it."""

import time
from datetime import timedelta
from functools import partial
from typing import Annotated

import typer

from assistant.cli.output import AsJson, say, say_json, show
from assistant.domain.errors import ConfigurationError, StoreError
from assistant.settings import Settings, load
from assistant.store.database import Store
from assistant.store.safekeeping import resealing
from assistant.store.safekeeping.resealing import Place
from assistant.store.vault import KeyInfo, add_key
from assistant.wiring import SystemClock, open_vault, opened_store

app = typer.Typer(no_args_is_help=True, help="The keys that encrypt patient data.")

_UNDER_WAY_S = 2
"""What began to write before the new key's time is committed by then."""
_TRIES = 5
"""How often a batch that got in another one's way is tried."""


@app.callback()
def group() -> None:
    """The keys that encrypt patient data."""


@app.command("info")
def info(as_json: AsJson = False) -> None:
    """Which key writes, and where the key file is. The keys themselves are never shown."""
    settings = load()
    if settings.key is None:
        _needs_file(settings)
    vault = open_vault(settings)
    where = "FRONTDESK_KEY" if settings.key else str(settings.key_file.absolute())
    if as_json:
        say_json({"key_id": vault.key_id, "from": where})
        return
    say(f"Key {vault.key_id} from {where} writes.")
    say("Back the key file up apart from the database: one without the other cannot be read.")


@app.command("list")
def list_keys(as_json: AsJson = False) -> None:
    """Every key, and how many fields of the database are under it; the keys are never shown."""
    with opened_store(load()) as store:
        counts = store.read_sync(resealing.counts)
        rows = [
            {
                "id": key.id,
                "state": _state(key, n, store.vault.keys),
                "fields": counts.pop(key.id, 0),
            }
            for n, key in enumerate(store.vault.keys)
        ]
    rows += [
        {"id": key, "state": "not in the key file", "fields": count}
        for key, count in counts.items()
    ]
    show(rows, ("id", "state", "fields"), as_json=as_json, nothing="There are no keys.")


def _state(key: KeyInfo, at: int, keys: tuple[KeyInfo, ...]) -> str:
    if key.is_writing:
        return "writes"
    writing = next(n for n, one in enumerate(keys) if one.is_writing)
    return "reads" if at < writing or key.writes_from is None else f"writes from {key.writes_from}"


@app.command("rotate")
def rotate(
    grace: Annotated[
        int,
        typer.Option(
            min=0, help="Seconds until the new key writes; running processes read it before that."
        ),
    ] = 60,
    reseal: Annotated[
        bool, typer.Option(help="Then wait, and seal all old rows anew with it.")
    ] = True,
) -> None:
    """Add a key and let it write, while everything runs; then seal the old rows anew.

    The old keys stay in the file: numbers are found and the trail is verified by them.
    """
    settings = load()
    if settings.key is not None:
        raise ConfigurationError(
            "FRONTDESK_KEY holds the keys, and only its owner can change it; put them into a file, "
            "unset FRONTDESK_KEY, set FRONTDESK_KEY_FILE, and run this again"
        )
    _needs_file(settings)
    clock = SystemClock()
    waiting = [key for key in open_vault(settings).keys if _is_later(key)]
    if waiting:
        raise ConfigurationError(
            f"key {waiting[0].id} is in the file already and writes from {waiting[0].writes_from}; "
            "wait for it, then run: frontdesk keys reseal"
        )
    writes_from = clock.now() + timedelta(seconds=grace)
    key = add_key(settings.key_file, writes_from)
    say(f"Key {key} writes from {writes_from.isoformat(timespec='seconds')} on.")
    say(f"Back {settings.key_file} up now, apart from the database: it has a new key in it.")
    if not reseal:
        say("Old rows stay under the old key; later run: frontdesk keys reseal")
        return
    time.sleep(grace + _UNDER_WAY_S)
    _reseal_all(settings)


def _is_later(key: KeyInfo) -> bool:
    return key.writes_from is not None and key.writes_from > SystemClock().now()


@app.command("reseal")
def reseal_rows() -> None:
    """Seal all rows anew that are under an old key, in small steps; may be stopped and run again."""
    _reseal_all(load())


def _reseal_all(settings: Settings) -> None:
    with opened_store(settings) as store:
        place: Place | None = Place()
        resealed = unreadable = 0
        while place is not None:
            done = _batch(store, place)
            place = done.place
            resealed, unreadable = resealed + done.resealed, unreadable + done.unreadable
        key = store.vault.key_id
    say(f"{resealed} fields were sealed anew with key {key}.")
    if unreadable:
        raise ConfigurationError(
            f"{unreadable} fields do not open with the keys at hand and were left as they are; "
            "frontdesk keys list tells which key is missing"
        )


def _batch(store: Store, place: Place) -> resealing.Progress:
    """One batch; two that wait for each other's rows are told apart by trying again."""
    for left in reversed(range(_TRIES)):
        try:
            return store.write_sync(partial(resealing.reseal, place=place))
        except StoreError:
            if not left:
                raise
            time.sleep(0.2)
    raise AssertionError("unreachable")


def _needs_file(settings: Settings) -> None:
    if not settings.key_file.exists():
        raise ConfigurationError(
            f"{settings.key_file} is not there. The first run makes it; if there was one, put it "
            "back from the backup."
        )
