"""What this installation needs to know: addresses, credentials, files. The environment's only reader.

Rules of the practice (hours, visit types, words) are data in the store, not settings. A setting may
be given in the environment, in `.env`, or, with `_FILE` added to its name, in a file of its own.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, PrivateAttr, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from assistant.domain.errors import ConfigurationError

PREFIX = "FRONTDESK_"
_FILE = "_FILE"
MAX_FILE_BYTES = 64 * 1024
"""The largest file a setting is read from."""

Role = Literal["web", "workers"]


@dataclass(frozen=True, slots=True)
class Variable:
    """One value that was given: `origin` is "environment", ".env" or the file's path."""

    value: SecretStr
    origin: str


class Settings(BaseSettings):
    """The house's own settings; each is `FRONTDESK_` and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    database_url: SecretStr = Field(
        default=SecretStr("sqlite:///var/frontdesk.db"),
        description="Where everything is kept: sqlite:///path/to/file.db, or "
        "postgresql://user:password@host/database.",
    )
    public_url: str = Field(
        default="",
        description="The https address neighbours reach us at, as they call it; their signatures "
        "are checked against it. Needed as soon as a neighbour sends webhooks.",
    )
    key_file: Path = Field(
        default=Path("var/keys.json"),
        description="File with the keys that encrypt patient data; made on the first run, "
        "readable by its owner only.",
    )
    key: SecretStr | None = Field(
        default=None,
        description="The content of a key file, instead of `key_file`, for machines whose secrets "
        "come from elsewhere.",
    )
    audit_anchor_file: Path | None = Field(
        default=None,
        description="File, best on another disk than the database, that says how far the audit "
        "trail reached; none: audit-anchors.json beside the key file.",
    )
    spool_folder: Path = Field(
        default=Path("var/spool"),
        description="Folder where texts are kept, encrypted, while the database does not answer; "
        "best on another disk than the database.",
    )
    spool_max_mb: int = Field(
        default=64,
        ge=0,
        le=100_000,
        description="Megabytes of texts that the spool may hold; then neighbours are told to try "
        "again. 0: no spool.",
    )
    practice_file: Path | None = Field(
        default=None,
        description="practice.toml to load when the database holds no practice yet.",
    )
    log_file: Path | None = Field(
        default=None, description="File for the logs, one JSON object a line; none: standard error."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="The least level that is logged."
    )
    host: str = Field(
        default="127.0.0.1", description="Address the web process listens on; 0.0.0.0 for all."
    )
    port: int = Field(
        default=8000, ge=0, le=65535, description="Port the web process listens on; 0: any free."
    )
    roles: Annotated[tuple[Role, ...], NoDecode] = Field(
        default=("web", "workers"),
        description="What `frontdesk serve` does, with commas: web, workers.",
    )
    sqlite_synchronous: Literal["normal", "full"] = Field(
        default="full",
        description="SQLite's durability: full survives a power cut, normal only a crash of the "
        "process but is faster.",
    )

    _given: dict[str, Variable] = PrivateAttr(default_factory=dict[str, Variable])

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """`load` gathers the variables; here they are only checked."""
        del settings_cls, env_settings, dotenv_settings, file_secret_settings
        return (init_settings,)

    @classmethod
    def of(cls, given: Mapping[str, Variable]) -> "Settings":
        """The settings in these variables, by full name.

        Raises:
            ConfigurationError: all that is wrong, one line each; no value is repeated.
        """
        own = {name: f"{PREFIX}{name}".upper() for name in cls.model_fields}
        wrong = _contradictions(given)
        try:
            settings = cls(
                **{
                    name: given[variable].value.get_secret_value()
                    for name, variable in own.items()
                    if variable in given
                }  # pyright: ignore[reportArgumentType]
            )
        except ValidationError as error:
            wrong += [_said(own, dict(problem)) for problem in error.errors(include_input=False)]
            raise ConfigurationError("\n".join(wrong)) from None
        if wrong:
            raise ConfigurationError("\n".join(wrong))
        settings._given.update(given)
        return settings

    @property
    def anchors(self) -> Path:
        """Where it is noted how far the audit trail reached."""
        return self.audit_anchor_file or self.key_file.with_name("audit-anchors.json")

    @field_validator("roles", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("roles")
    @classmethod
    def _some_role(cls, value: tuple[Role, ...]) -> tuple[Role, ...]:
        if not value:
            raise ValueError("name at least one of web, workers")
        return value

    @field_validator("public_url")
    @classmethod
    def _plain_address(cls, value: str) -> str:
        if not value:
            return value
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("give a full address such as https://frontdesk.example.org")
        if parts.query or parts.fragment or parts.username:
            raise ValueError("give only scheme, host and path, without ?, # or a user name")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: SecretStr) -> SecretStr:
        scheme = value.get_secret_value().partition(":")[0].partition("+")[0]
        if scheme not in {"sqlite", "postgresql"}:
            raise ValueError("begin it with sqlite:/// or postgresql://")
        return value

    def values_for(self, prefix: str) -> dict[str, str]:
        """What was given for one integration: lower-case names without its prefix, and their text.

        Args:
            prefix: as in its manifest, `FRONTDESK_TWILIO_`.
        """
        if not prefix:
            return {}
        return {
            name.removeprefix(prefix).lower(): variable.value.get_secret_value()
            for name, variable in self._given.items()
            if name.startswith(prefix)
        }

    def origin(self, name: str) -> str:
        """Where a setting's value comes from: "default", "environment", ".env" or a file's path."""
        found = self._given.get(f"{PREFIX}{name}".upper())
        return found.origin if found else "default"

    def given(self, prefix: str) -> dict[str, str]:
        """Names and origins of everything given with that prefix, in order of name."""
        names = sorted(name for name in self._given if prefix and name.startswith(prefix))
        return {name: self._given[name].origin for name in names}

    def unclaimed(self, prefixes: Iterable[str]) -> tuple[str, ...]:
        """Variables that no setting of the house and no integration's prefix explains."""
        claimed = tuple(prefix for prefix in prefixes if prefix)
        own = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
        return tuple(sorted(n for n in self._given if n not in own and not n.startswith(claimed)))


def load(environ: Mapping[str, str] | None = None, env_file: Path = Path(".env")) -> Settings:
    """The settings of this process.

    Args:
        environ: instead of the process's own environment.
        env_file: read first if it exists; the environment outranks it.

    Raises:
        ConfigurationError: all that is wrong, one line each.
    """
    return Settings.of(_gather(os.environ if environ is None else environ, env_file))


def _said(own: Mapping[str, str], problem: Mapping[str, Any]) -> str:
    name = str(problem["loc"][0])
    return f"{own.get(name, name)}: {str(problem['msg']).removeprefix('Value error, ')}."


def _gather(environ: Mapping[str, str], env_file: Path) -> dict[str, Variable]:
    """Every FRONTDESK_ variable; `X_FILE` becomes `X` unless it is a setting of its own."""
    raw: dict[str, tuple[str, str]] = {}
    if env_file.is_file():
        source = DotEnvSettingsSource(Settings, env_file, "utf-8", case_sensitive=True)
        raw.update({name: (value or "", ".env") for name, value in source.env_vars.items()})
    raw.update({name: (value, "environment") for name, value in environ.items()})
    own = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    given: dict[str, Variable] = {}
    for name, (value, origin) in sorted(raw.items()):
        if not name.startswith(PREFIX) or not value:
            continue
        if name.endswith(_FILE) and name not in own:
            plain = name.removesuffix(_FILE)
            if raw.get(plain, ("", ""))[0]:
                raise ConfigurationError(f"{plain} and {name} are both set; keep one of them.")
            given[plain] = Variable(SecretStr(_content(name, Path(value))), value)
        else:
            given[name] = Variable(SecretStr(value), origin)
    return given


def _content(name: str, path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            text = file.read(MAX_FILE_BYTES + 1)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise ConfigurationError(f"{name}: {path} cannot be read: {reason}.") from error
    if len(text) > MAX_FILE_BYTES:
        raise ConfigurationError(f"{name}: {path} is larger than {MAX_FILE_BYTES} bytes.")
    return text.strip()


def _contradictions(given: Mapping[str, Variable]) -> list[str]:
    wrong: list[str] = []
    if f"{PREFIX}KEY" in given and f"{PREFIX}KEY_FILE" in given:
        wrong.append("FRONTDESK_KEY and FRONTDESK_KEY_FILE are both set; keep one of them.")
    return wrong
