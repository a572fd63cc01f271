"""`frontdesk serve` as it is installed: signed in, answered out, killed, started again."""

import json
import sqlite3
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from tests.e2e.processes import (
    FORM,
    PATIENT,
    PUBLIC,
    House,
    Running,
    fields,
    post,
    posts,
    sid_of,
    twilio,
    until,
)
from tests.e2e.restored import TO_ALL_ONCE, house_lost_and_restored

pytestmark = [pytest.mark.service, pytest.mark.enable_socket, pytest.mark.timeout(180)]
SMS = "/webhooks/twilio/sms"


@pytest.fixture
def api() -> Generator[Running]:
    with twilio() as running:
        yield running


@pytest.fixture
def house(tmp_path: Path, api: Running) -> House:
    return House(tmp_path, api.address)


def test_a_signed_text_is_acknowledged_and_answered_through_twilio(
    house: House, api: Running
) -> None:
    with house.serving() as web:
        status, body = post(web, SMS, fields("are you open saturday?", sid_of(1)))
        assert (status, body.endswith(b"<Response/>")) == (200, True)
        assert until(lambda: len(posts(api)) == 1)
        (sent,) = posts(api)
        assert (sent["To"], sent["From"]) == (PATIENT, "+15550100100")
        assert "Harbor Point" in sent["Body"]
        assert sent["StatusCallback"].startswith(f"{PUBLIC}/webhooks/twilio/status?")

        callback = urlsplit(sent["StatusCallback"])
        (row,) = [row for row in house.listed("messages") if row["direction"] == "out"]
        assert row["status"] == "queued"
        said = {"MessageSid": row["external_id"], "MessageStatus": "delivered"}
        status, _ = post(web, f"{callback.path}?{callback.query}", {**fields("", ""), **said})
        assert status == 204
        (row,) = [row for row in house.listed("messages") if row["direction"] == "out"]
        assert row["status"] == "delivered"


def test_the_same_text_32_times_at_once_has_one_effect(house: House, api: Running) -> None:
    with house.serving() as web, ThreadPoolExecutor(32) as threads:
        form = fields("I need a checkup", sid_of(2))
        answers = [threads.submit(post, web, SMS, form) for _ in range(32)]
        assert [answer.result()[0] for answer in answers] == [200] * 32
        assert until(lambda: len(posts(api)) == 1)
        assert post(web, SMS, form)[0] == 200
        assert not until(lambda: len(posts(api)) > 1, within_s=1)
    heard = [row for row in house.listed("messages") if row["direction"] == "in"]
    assert len(heard) == 1


def test_a_kill_between_the_acknowledgement_and_the_reply_loses_nothing(
    house: House, api: Running
) -> None:
    with house.serving("--no-workers") as web:
        assert post(web, SMS, fields("are you open saturday?", sid_of(3)))[0] == 200
        web.kill()
    assert posts(api) == []
    with house.serving():
        assert until(lambda: len(posts(api)) == 1)
        assert not until(lambda: len(posts(api)) > 1, within_s=1)


def test_kills_at_any_moment_leave_one_reply_for_each_text(house: House, api: Running) -> None:
    for n in range(10, 15):
        with house.serving() as web:
            assert post(web, SMS, fields("are you open saturday?", sid_of(n)))[0] == 200
            until(lambda: False, within_s=(n - 10) * 0.02)
            web.kill()
    with house.serving():
        # A conversation whose worker was killed is free again when its lease has run out.
        assert until(lambda: waiting(house) == 0, within_s=60)
    # A process killed while a text was on its way to Twilio leaves it unknown, to be asked about.
    rows = [row for row in house.listed("messages") if row["direction"] == "out"]
    assert len(rows) == 5
    assert len({row["id"] for row in rows}) == 5
    assert len(posts(api)) <= 5
    assert house.run("audit", "verify").returncode == 0


def test_texts_of_an_outage_survive_a_kill_and_are_answered_once(
    house: House, api: Running
) -> None:
    """The database's file is taken away and put back; a disk that is full is a 503."""
    database, away = house.folder / "frontdesk.db", house.folder / "away.db"
    with house.serving() as web:
        database.rename(away)
        for n in (20, 20, 21):
            form = {**fields("are you open saturday?", sid_of(n)), "From": f"+1212555{n:04}"}
            assert post(web, SMS, form)[0] == 200
        assert (house.folder / "spool" / "incoming").stat().st_mode & 0o077 == 0
        assert b"being spooled: 3 wait" in web.ask("GET", "/healthz")[1]
        web.kill()
    away.rename(database)
    with house.serving():
        assert until(lambda: len(posts(api)) == 2, within_s=60)
        assert not until(lambda: len(posts(api)) > 2, within_s=1)
    house.others = {"FRONTDESK_SPOOL_FOLDER": "/dev/full/spool"}
    with house.serving() as web:
        database.rename(away)
        assert post(web, SMS, fields("hello", sid_of(22)))[0] == 503
        assert web.ask("GET", "/readyz")[0] == 503
        away.rename(database)


def test_a_key_is_changed_while_the_house_runs(house: House, api: Running) -> None:
    old = json.loads(house.run("keys", "info", "--json").stdout or "{}").get("key_id")
    assert old is None  # there is none before the first run
    with house.serving("--no-workers") as web, house.working():
        assert post(web, SMS, fields("are you open saturday?", sid_of(30)))[0] == 200
        assert until(lambda: len(posts(api)) == 1)
        callback = urlsplit(posts(api)[0]["StatusCallback"])
        done = house.run("keys", "rotate", "--grace", "8")
        assert done.returncode == 0, done.stderr
        for n in (31, 32):
            assert post(web, SMS, fields("are you open saturday?", sid_of(n)))[0] == 200
            assert until(lambda n=n: len(posts(api)) == n - 29)
        old, new = json.loads(house.run("keys", "list", "--json").stdout)
        assert (old["state"], old["fields"]) == ("reads", 0)
        assert new["state"] == "writes"
        assert new["fields"] > 10
        assert len(house.listed("conversations")) == 1
        # A callback that was signed before still fits.
        said = {"MessageSid": sid_of(99), "MessageStatus": "delivered"}
        status, _ = post(web, f"{callback.path}?{callback.query}", {**fields("", ""), **said})
        assert status == 204
    assert house.run("audit", "verify").returncode == 0


def test_a_backup_is_put_back_in_a_new_place(house: House, api: Running, tmp_path: Path) -> None:
    elsewhere = {"FRONTDESK_DATABASE_URL": f"sqlite:///{tmp_path / 'new' / 'frontdesk.db'}"}
    assert house_lost_and_restored(house, api, elsewhere) == TO_ALL_ONCE


def waiting(house: House) -> int:
    with sqlite3.connect(house.folder / "frontdesk.db") as database:
        ((count,),) = database.execute("select count(*) from inbox where status = 'waiting'")
    database.close()
    return int(count)


def test_a_worker_of_its_own_answers_what_the_web_process_takes(house: House, api: Running) -> None:
    with house.serving("--no-workers") as web, house.working() as worker:
        assert post(web, SMS, fields("are you open saturday?", sid_of(6)))[0] == 200
        assert until(lambda: len(posts(api)) == 1)
        worker.process.terminate()
        assert worker.process.wait(15) == 0


def test_forged_and_odd_requests_are_refused_and_have_no_effect(house: House) -> None:
    with house.serving() as web:
        form = urlencode(fields("hi", sid_of(4))).encode()
        forged = {"Content-Type": FORM, "X-Twilio-Signature": "bm90IHNpZ25lZA=="}
        for status, headers, body in (
            (403, forged, form),
            (403, {"Content-Type": FORM}, form),
            (415, {**forged, "Content-Type": "application/json"}, b"{}"),
            (415, {**forged, "Content-Encoding": "gzip"}, form),
            (413, forged, form + b"x" * 70_000),
            (403, forged, b"\xff\xfe%zz=%\0"),
        ):
            assert web.ask("POST", SMS, body, headers)[0] == status
        assert post(web, SMS, fields("hi", "not a sid"))[0] == 400
        assert web.ask("GET", "/healthz")[0] == 200
        metrics = web.ask("GET", "/metrics")[1]
        assert b'frontdesk_webhooks_total{status="403"}' in metrics
    assert house.listed("messages") == []
    assert PATIENT not in (house.folder / "frontdesk.log").read_text()


def test_it_stops_cleanly_when_told_to(house: House) -> None:
    with house.serving() as web:
        web.process.terminate()
        assert web.process.wait(15) == 0


def test_it_says_when_it_is_not_ready(house: House) -> None:
    with house.serving() as web:
        status, body = web.ask("GET", "/readyz")
        assert (status, body) == (200, b'{"ready":true,"problems":[]}')


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ({"FRONTDESK_DATABASE_URL": "sqlite:////proc/none/x.db"}, "FRONTDESK_DATABASE_URL"),
        ({"FRONTDESK_DATABASE_URL": "oracle://u:secret@h/d"}, "postgresql://"),
        ({"FRONTDESK_DATABASE_URL": "postgresql://u:secret@h.invalid/d"}, "DATABASE_URL"),
        ({"FRONTDESK_PRACTICE_FILE": ""}, "frontdesk practice load"),
        ({"FRONTDESK_PORT": "eighty"}, "FRONTDESK_PORT"),
        ({"FRONTDESK_TWILIO_AUTH_TOKEN": ""}, "FRONTDESK_TWILIO_AUTH_TOKEN"),
        ({"FRONTDESK_PUBLIC_URL": ""}, "FRONTDESK_PUBLIC_URL"),
        ({"FRONTDESK_KEY": "not keys", "FRONTDESK_KEY_FILE": ""}, "key file"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(house: House, others: dict[str, str], said: str) -> None:
    house.others = others
    done = house.run("serve")
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert said in line
    assert "secret" not in line


def test_other_keys_are_noticed_before_the_first_text(house: House) -> None:
    with house.serving() as web:
        assert post(web, SMS, fields("hello", sid_of(5)))[0] == 200
    house.others = {"FRONTDESK_KEY_FILE": str(house.folder / "others.json")}
    assert "missing" in house.run("serve").stderr
    other = House(house.folder / "other", house.api_base)
    assert other.run("migrate").returncode == 0
    house.others = {"FRONTDESK_KEY_FILE": str(other.folder / "keys.json")}
    done = house.run("serve")
    assert done.returncode == 1
    assert "put back the key file" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_port_that_is_taken_is_named(house: House) -> None:
    with house.serving() as web:
        port = web.address.rpartition(":")[2]
        done = house.run("serve", "--port", port)
        assert done.returncode == 1
        assert port in done.stderr
        assert len(done.stderr.splitlines()) == 1
