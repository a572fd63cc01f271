from pathlib import Path

import pytest

from assistant.domain.errors import ConfigurationError
from assistant.settings import Settings, load

NOWHERE = Path("no-such-folder/.env")


def read(**variables: str) -> Settings:
    return load(variables, NOWHERE)


def complaint(**variables: str) -> str:
    with pytest.raises(ConfigurationError) as refused:
        read(**variables)
    return str(refused.value)


def test_without_any_variable_it_runs_on_one_machine() -> None:
    settings = read()
    assert settings.database_url.get_secret_value() == "sqlite:///var/frontdesk.db"
    assert (settings.host, settings.port, settings.public_url) == ("127.0.0.1", 8000, "")
    assert settings.roles == ("web", "workers")
    assert settings.origin("port") == "default"


def test_every_setting_has_a_description_and_a_default() -> None:
    assert all(field.description for field in Settings.model_fields.values())
    assert not any(field.is_required() for field in Settings.model_fields.values())


def test_the_environment_outranks_the_file_and_each_value_knows_where_it_is_from(
    tmp_path: Path,
) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text("FRONTDESK_PORT=9000\nFRONTDESK_HOST=0.0.0.0\nOTHER=1\n")
    settings = load({"FRONTDESK_PORT": "9001"}, env_file)
    assert (settings.port, settings.host) == (9001, "0.0.0.0")  # noqa: S104 - only read back
    assert settings.origin("port") == "environment"
    assert settings.origin("host") == ".env"


def test_a_secret_may_lie_in_a_file_of_its_own(tmp_path: Path) -> None:
    secret = tmp_path / "token"
    secret.write_text("s3cret\n")
    settings = read(FRONTDESK_TWILIO_AUTH_TOKEN_FILE=str(secret))
    assert settings.values_for("FRONTDESK_TWILIO_") == {"auth_token": "s3cret"}
    assert settings.given("FRONTDESK_TWILIO_") == {"FRONTDESK_TWILIO_AUTH_TOKEN": str(secret)}


def test_key_file_is_a_setting_and_not_the_key_in_a_file() -> None:
    settings = read(FRONTDESK_KEY_FILE="elsewhere.json")
    assert settings.key_file == Path("elsewhere.json")
    assert settings.key is None


def test_a_value_and_its_file_together_are_refused(tmp_path: Path) -> None:
    both = complaint(FRONTDESK_TWILIO_SID="AC1", FRONTDESK_TWILIO_SID_FILE=str(tmp_path / "sid"))
    assert "FRONTDESK_TWILIO_SID_FILE" in both


def test_a_file_that_is_not_there_is_named() -> None:
    assert "/no/such/file" in complaint(FRONTDESK_DATABASE_URL_FILE="/no/such/file")


def test_all_that_is_wrong_is_told_at_once_without_the_values() -> None:
    said = complaint(
        FRONTDESK_PORT="eighty",
        FRONTDESK_DATABASE_URL="mysql://root:hunter2@db/x",
        FRONTDESK_PUBLIC_URL="frontdesk.example.org",
        FRONTDESK_KEY="{}",
        FRONTDESK_KEY_FILE="keys.json",
    )
    names = {line.split()[0].rstrip(":") for line in said.splitlines()}
    assert names == {
        "FRONTDESK_PORT",
        "FRONTDESK_DATABASE_URL",
        "FRONTDESK_PUBLIC_URL",
        "FRONTDESK_KEY",
    }
    assert "hunter2" not in said


def test_a_public_address_loses_its_last_slash() -> None:
    assert read(FRONTDESK_PUBLIC_URL="https://a.example/desk/").public_url == (
        "https://a.example/desk"
    )


@pytest.mark.parametrize("address", ["https://a.example/?x=1", "https://u@a.example", "ftp://a"])
def test_a_public_address_is_scheme_host_and_path(address: str) -> None:
    assert "FRONTDESK_PUBLIC_URL" in complaint(FRONTDESK_PUBLIC_URL=address)


def test_roles_are_listed_with_commas() -> None:
    assert read(FRONTDESK_ROLES="web").roles == ("web",)
    assert "FRONTDESK_ROLES" in complaint(FRONTDESK_ROLES="web,cook")
    assert "FRONTDESK_ROLES" in complaint(FRONTDESK_ROLES=",")


def test_a_variable_that_nobody_claims_is_found() -> None:
    settings = read(FRONTDESK_PROT="80", FRONTDESK_TWILIO_ACCOUNT_SID="AC1", HOME="/root")
    assert settings.unclaimed(["FRONTDESK_TWILIO_"]) == ("FRONTDESK_PROT",)
    assert settings.unclaimed([]) == ("FRONTDESK_PROT", "FRONTDESK_TWILIO_ACCOUNT_SID")


def test_secrets_are_not_shown_when_settings_are_printed() -> None:
    settings = read(FRONTDESK_DATABASE_URL="postgresql://u:hunter2@h/d", FRONTDESK_KEY="hunter2")
    assert "hunter2" not in repr(settings)
    assert "hunter2" not in settings.model_dump_json()
