"""Where the parts meet: real ones from the settings, or whatever a caller puts in their place."""

import asyncio
import secrets
from collections.abc import AsyncGenerator, Callable, Container, Generator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant import telemetry, workers
from assistant.domain.clock import Clock, Instant
from assistant.domain.errors import AssistantError, ConfigurationError
from assistant.domain.facts import Asked, FactKind, Lang
from assistant.domain.ids import Ids
from assistant.domain.message import InboundMessage, StatusUpdate
from assistant.domain.practice import Practice
from assistant.engine.catalog import Catalog
from assistant.engine.guards import OUTRANKING
from assistant.engine.versions import lock
from assistant.plugins import find_dialogs, find_integrations
from assistant.ports.channel import Channel
from assistant.ports.plugin import Environment
from assistant.service import health
from assistant.service import practice as practice_file
from assistant.service.anchors import Anchors
from assistant.service.health import Finding
from assistant.service.parts import Parts
from assistant.service.sender import Sender
from assistant.service.turns import Mind, Turns
from assistant.settings import Settings
from assistant.store import audit, practices, tasks
from assistant.store import conversations as threads
from assistant.store.database import Store, Tx
from assistant.store.migrations import check_migrated, is_new, migrate
from assistant.store.safekeeping.spool import Spool
from assistant.store.vault import Vault
from assistant.understanding import Setting, Vocabulary, understand
from assistant.workers import attending

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ID_CHARS, _RANDOM_BITS = 26, 80
ANCHOR_EVERY_S = 60.0
"""Seconds after which it is noted again how far the trail reaches: what a cut could go unseen."""

_log = telemetry.log("wiring")


class SystemClock:
    """The machine's clock."""

    def now(self) -> Instant:
        """The current instant."""
        return datetime.now(UTC)


class SteppedClock:
    """A clock that stands until it is moved; for scripts and tests."""

    def __init__(self, at: Instant) -> None:
        self._at = at

    def now(self) -> Instant:
        """The instant it was last moved to."""
        return self._at

    def move_to(self, at: Instant) -> None:
        """Stand at a later instant; an earlier one is ignored, time does not go back."""
        self._at = max(self._at, at)

    def advance(self, by: timedelta) -> None:
        """Move on by so much."""
        self.move_to(self._at + by)


class TimeOrderedIds:
    """Ids whose 26 characters are 48 bits of milliseconds and 80 bits of chance, as in a ULID.

    Within one process each is greater than the one before, also when the clock stands or goes
    back.

    Args:
        clock: where the milliseconds come from.
        chance: `n` random bits; a script that is to be repeatable gives its own.
    """

    def __init__(self, clock: Clock, chance: Callable[[int], int] = secrets.randbits) -> None:
        self._clock, self._chance = clock, chance
        self._last = 0

    def new(self, prefix: str) -> str:
        """A fresh id, greater than all made before it."""
        ms = int(self._clock.now().timestamp() * 1000)
        self._last = max(self._last + 1, (ms << _RANDOM_BITS) | self._chance(_RANDOM_BITS))
        return f"{prefix}_{_crockford(self._last)}"


def _crockford(number: int) -> str:
    return "".join(
        _CROCKFORD[(number >> shift) & 31] for shift in range((_ID_CHARS - 1) * 5, -1, -5)
    )


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a caller gives instead of the real thing; None: the real thing.

    `catalog`: its practice is the one that is run. `channels`: instead of those that the settings
    configure, by the name of an integration.
    """

    clock: Clock | None = None
    ids: Ids | None = None
    catalog: Catalog | None = None
    channels: Callable[[Clock], Mapping[str, Channel]] | None = None


@dataclass(frozen=True, slots=True)
class Frontdesk:
    """A running house. `channels` are by their integration's name, those of `parts` by their own."""

    settings: Settings
    catalog: Catalog
    parts: Parts
    channels: Mapping[str, Channel]
    trouble: list[str] = field(default_factory=list[str])
    """What was found wrong when it was put together, in words."""

    @property
    def ids(self) -> Ids:
        """Where ids come from."""
        return self.parts.ids

    @property
    def store(self) -> Store:
        """The database."""
        return self.parts.store

    @property
    def practice(self) -> Practice:
        """The practice that is served."""
        return self.parts.practice

    @property
    def public_url(self) -> str:
        """The address neighbours call, without a trailing slash."""
        return self.settings.public_url

    async def accept(self, message: InboundMessage) -> None:
        """Keep a text, once; it is committed when this returns."""
        await self.parts.accept(message)

    async def note_status(self, update: StatusUpdate) -> None:
        """Note what became of a text; committed when this returns."""
        await self.parts.note_status(update)

    async def work(self, stop: asyncio.Event) -> None:
        """Take turns, send, and fire timers until `stop` is set; note now and then the trail's end."""
        async with asyncio.TaskGroup() as group:
            group.create_task(workers.run(self.parts, stop), name="pipeline")
            group.create_task(self._anchor_often(stop), name="anchors")

    async def anchor(self) -> None:
        """Note outside of the database how far the audit trail reaches."""
        try:
            head = await self.store.read(audit.head)
            if head is not None:
                await asyncio.to_thread(Anchors(self.settings.anchors).keep, head)
        except AssistantError as error:  # the house works without it, and says so
            _log.failed("not_anchored", error)

    async def _anchor_often(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            await self.anchor()
            with suppress(TimeoutError):
                async with asyncio.timeout(ANCHOR_EVERY_S):
                    await stop.wait()

    async def settle(self) -> None:
        """Do all that is due now, until nothing is."""
        await workers.settle(self.parts)

    async def next_due(self) -> Instant | None:
        """The next moment after now at which something is due."""
        return await workers.next_moment(self.parts)

    async def attend(self, stop: asyncio.Event) -> None:
        """What every process does besides its work, until `stop` is set."""
        await attending.attend(self.parts, stop)

    async def look(self) -> tuple[Finding, ...]:
        """How the house is doing, in words, with what to do."""
        wrong = (
            Finding("lines", is_fine=False, said=said, stops_texts=True) for said in self.trouble
        )
        return *wrong, *await health.look(self.parts)

    async def measure(self) -> None:
        """Bring the gauges up to date, also when the database does not answer."""
        queues = await health.queues_of(self.parts)
        telemetry.set_database(is_up=not isinstance(queues, str))
        if spool := self.parts.spool:
            telemetry.set_spool(spool.size(), spool.aside())
        if isinstance(queues, str):
            return
        telemetry.set_waiting(
            inbox=queues.texts,
            oldest_s=queues.oldest.total_seconds(),
            outbox=queues.sends,
            unknown=queues.unknown,
        )
        telemetry.set_open_tasks(queues.open_tasks)


@asynccontextmanager
async def build(settings: Settings, given: Overrides | None = None) -> AsyncGenerator[Frontdesk]:
    """The whole house, closed again at the end.

    Raises:
        ConfigurationError: what is missing or contradictory, and what to do.
    """
    given = given or Overrides()
    clock = given.clock or SystemClock()
    async with AsyncExitStack() as stack:
        store = stack.enter_context(opened_store(settings, clock, given.ids))
        catalog = given.catalog or catalog_of(await practice_of(store, settings))
        practice = catalog.practice
        if given.channels is not None:
            channels = given.channels(clock)
        else:
            channels = configured_channels(settings, practice, clock, store.vault)
        for channel in channels.values():
            stack.push_async_callback(channel.close)
        by_name = _by_name(channels)
        parts = Parts(
            store=store,
            channels=by_name,
            clock=clock,
            ids=store.ids,
            turns=Turns(store, Mind.of(catalog)),
            sender=Sender(store, by_name, practice),
            spool=spool_of(settings, store),
        )
        house = Frontdesk(settings, catalog, parts, channels, unserved_lines(practice, by_name))
        stack.push_async_callback(house.anchor)
        yield house


def open_vault(settings: Settings, *, may_make: bool = False, clock: Clock | None = None) -> Vault:
    """The keys to patient data.

    Args:
        settings: where they are.
        clock: tells which key's time to write has come; None: the machine's.
        may_make: make a key file if there is none: only beside a database that is new.

    Raises:
        ConfigurationError: they cannot be read.
    """
    now = (clock or SystemClock()).now()
    if settings.key is not None:
        return Vault.from_text(settings.key.get_secret_value(), now=now)
    if not may_make and not settings.key_file.exists():
        raise ConfigurationError(
            f"FRONTDESK_KEY_FILE: {settings.key_file} is missing, and the database was written "
            "with its keys; put it back from the backup."
        )
    return Vault.open(settings.key_file, now)


@contextmanager
def opened_store(
    settings: Settings,
    clock: Clock | None = None,
    ids: Ids | None = None,
) -> Generator[Store]:
    """The database, made if there is none; closed again at the end.

    Raises:
        ConfigurationError: it cannot be opened, or needs `frontdesk migrate` first.
        KeyUnavailable: it was written with other keys.
    """
    url = settings.database_url.get_secret_value()
    clock = clock or SystemClock()
    is_fresh = is_new(url)
    if not is_fresh:
        check_migrated(url)
    # Keys first: a database without keys could not be told from one whose keys are lost.
    vault = open_vault(settings, may_make=is_fresh, clock=clock)
    if is_fresh:
        migrate(url)
    store = Store.open(
        url,
        vault,
        clock=clock,
        ids=ids or TimeOrderedIds(clock),
        is_durable=settings.sqlite_synchronous == "full",
    )
    try:
        store.read_sync(try_keys)
        yield store
    finally:
        store.close_sync()


def spool_of(settings: Settings, store: Store) -> Spool | None:
    """Where texts are kept while the database does not answer; None when that is not wanted."""
    most = settings.spool_max_mb * 1_000_000
    return Spool(settings.spool_folder, store.vault, store.ids, most) if most else None


def try_keys(tx: Tx) -> None:
    """Fail now, not with the first patient, when the keys are not those of this database.

    Raises:
        KeyUnavailable: they are not; the message says what to do.
    """
    threads.newest(tx, limit=1)
    tasks.newest(tx, limit=1)


async def practice_of(store: Store, settings: Settings) -> Practice:
    """The practice in the database; or the one of FRONTDESK_PRACTICE_FILE, which is then loaded.

    Raises:
        ConfigurationError: there is none, or its rules have mistakes.
    """
    loaded = await store.read(practices.load)
    if loaded is not None:
        return loaded
    if settings.practice_file is None:
        raise no_practice()
    practice = practice_in(settings.practice_file)
    await store.write(lambda tx: practices.save(tx, practice))
    return practice


def no_practice() -> ConfigurationError:
    """Nothing can be done before a practice is loaded."""
    return ConfigurationError(
        "No practice is loaded. Run: frontdesk practice load FILE (or set "
        "FRONTDESK_PRACTICE_FILE). frontdesk demo shows a sample practice."
    )


def practice_in(path: Path) -> Practice:
    """The practice that a file describes.

    Raises:
        ConfigurationError: it cannot be read, or every mistake in it.
    """
    return practice_file.parse(text_of(path), file=str(path))


def text_of(path: Path) -> str:
    """The text of a file that a person wrote.

    Raises:
        ConfigurationError: it cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path}: it is not UTF-8 text") from error


def catalog_of(practice: Practice) -> Catalog:
    """Every dialog that is found, with its texts.

    Raises:
        ConfigurationError: every mistake in them.
    """
    found = find_dialogs()
    catalog = Catalog.of(
        [dialog for package in found for dialog in package.dialogs],
        {package.name: package.texts for package in found},
        practice,
        places={key: place for package in found for key, place in package.places.items()},
        outranks=_outranks(practice),
    )
    files = {package.lock_file for package in found if package.lock_file.is_file()}
    shapes = {
        name: one for file in files for name, one in lock.parse(text_of(file), str(file)).items()
    }
    return replace(catalog, shapes=shapes)


def _outranks(practice: Practice) -> Callable[[str, Lang], FactKind | None]:
    """What the guards make of a text on any line of the practice."""
    vocabulary = Vocabulary.of(practice)
    words = {word for line in practice.lines for word in line.opt_out_words}
    setting = Setting(datetime(2026, 1, 1, tzinfo=UTC), Lang.EN, Asked(), tuple(sorted(words)))

    def kind(text: str, lang: Lang) -> FactKind | None:
        found = understand(text, vocabulary, replace(setting, lang=lang)).facts
        return next((fact.kind for fact in found if fact.kind in OUTRANKING), None)

    return kind


def configured_channels(
    settings: Settings, practice: Practice, clock: Clock, vault: Vault
) -> dict[str, Channel]:
    """The channels of those integrations that are configured, by the integration's name.

    One with settings is set up when any is given; one without, when a line of the practice
    names it.

    Raises:
        ConfigurationError: what is wrong in their settings, of all of them at once.
    """
    secret = vault.lasting_secret("callback", b"status callbacks")
    lines = {line.channel for line in practice.lines}
    channels: dict[str, Channel] = {}
    wrong: list[str] = []
    for integration in find_integrations():
        manifest = integration.manifest
        values = settings.values_for(manifest.settings_prefix)
        if not (values if manifest.settings_prefix else manifest.name in lines):
            continue
        environment = Environment(values, clock, settings.public_url, secret)
        try:
            channel = integration.setup(environment)
        except ConfigurationError as error:
            wrong.append(str(error))
            continue
        if channel is not None:
            channels[manifest.name] = channel
            if manifest.settings_prefix and not settings.public_url:
                wrong.append(
                    f"{manifest.name} is configured, so it must know where to reach us: set "
                    "FRONTDESK_PUBLIC_URL."
                )
    if wrong:
        raise ConfigurationError("\n".join(wrong))
    return channels


def _by_name(channels: Mapping[str, Channel]) -> dict[str, Channel]:
    by_name: dict[str, Channel] = {}
    for integration, channel in channels.items():
        if channel.name in by_name:
            raise ConfigurationError(
                f"Two integrations serve the channel {channel.name}; unset the settings of "
                f"{integration} or of the other."
            )
        by_name[channel.name] = channel
    return by_name


def unserved_lines(practice: Practice, channels: Container[str]) -> list[str]:
    """Lines of the practice on a channel that is none of these, in words."""
    return [
        f"The line {line.address} is on the channel {line.channel}, which nothing serves: "
        "configure its integration, or take the line out of the practice's file."
        for line in practice.lines
        if line.channel not in channels
    ]
