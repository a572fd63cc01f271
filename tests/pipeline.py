"""Builders for tests of the pipeline: a clock that is moved, a store, a small practice, texts."""

from base64 import b64encode
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from itertools import count
from json import dumps
from pathlib import Path

from assistant.domain.clock import Instant
from assistant.domain.facts import Lang
from assistant.domain.ids import SiteId
from assistant.domain.message import InboundMessage, Media
from assistant.domain.patient import ContactPoint
from assistant.domain.practice import Closure, Emergency, Line, Practice, Site, Span, Week
from assistant.store.database import Store
from assistant.store.vault import Vault
from tests.databases import url_in

MONDAY_NINE = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
"""A Monday, nine in the morning in New York."""
PATIENT = "+15550100001"
LINE = "+15550100100"
ON_CALL = "+15550100900"
_OFFICE = (Span(time(9), time(17)),)
_WEEK: Week = (_OFFICE, _OFFICE, _OFFICE, _OFFICE, _OFFICE, (), ())


@dataclass(slots=True)
class HandClock:
    """A clock that moves when it is told to."""

    at: Instant = MONDAY_NINE

    def now(self) -> Instant:
        return self.at

    def move(self, by: timedelta) -> None:
        self.at += by

    def move_to(self, at: Instant) -> None:
        self.at = max(self.at, at)


class CountedIds:
    """Ids in order; `mark` keeps those of several processes apart."""

    def __init__(self, mark: str = "") -> None:
        self._numbers = count(1)
        self._mark = mark

    def new(self, prefix: str) -> str:
        return f"{prefix}_{self._mark}{next(self._numbers):0{26 - len(self._mark)}}"


@lru_cache
def keys() -> Vault:
    """One vault for all tests, in whatever process; its key is no secret."""
    key = {"id": "00000001", "key": b64encode(bytes(32)).decode()}
    return Vault.from_text(dumps({"version": 1, "keys": [key]}))


@contextmanager
def opened(
    folder: Path, clock: HandClock | None = None, mark: str = "", vault: Vault | None = None
) -> Generator[Store]:
    """A store in that folder, migrated; the same folder again is the same database."""
    store = Store.open(
        url_in(folder),
        vault or keys(),
        clock=clock or HandClock(),
        ids=CountedIds(mark),
        is_durable=False,
    )
    try:
        yield store
    finally:
        store.close_sync()


def a_practice(
    *,
    contacts: tuple[str, ...] = (ON_CALL,),
    closures: tuple[Closure, ...] = (),
    week: Week = _WEEK,
) -> Practice:
    """One site in New York, open on weekdays from nine to five."""
    return Practice(
        name="Elm Street Clinic",
        phone="+15550100200",
        zone="America/New_York",
        languages=(Lang.EN, Lang.ES),
        sites=(Site(SiteId("elm"), "Elm Street", "America/New_York", "1 Elm Street", week),),
        providers=(),
        visit_types=(),
        lines=(Line("simulated", LINE, ("STOP", "CANCEL")),),
        closures=closures,
        emergency=Emergency(contacts=contacts),
    )


_external = count(1)


def inbound(
    text: str = "hello",
    *,
    sender: str = PATIENT,
    external_id: str = "",
    media: tuple[Media, ...] = (),
    carrier: str = "",
) -> InboundMessage:
    """A text as a channel hands it over."""
    return InboundMessage(
        channel="simulated",
        account="simulated",
        line=LINE,
        sender=ContactPoint("simulated", sender),
        external_id=external_id or f"in-{next(_external)}",
        text=text,
        media=media,
        carrier_opt_out=carrier,
    )
