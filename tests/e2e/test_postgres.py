"""Frontdesk as it is installed, on PostgreSQL: a web process and two workers on one database."""

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.e2e.processes import House, Running, fields, post, posts, sid_of, twilio, until
from tests.e2e.restored import TO_ALL_ONCE, house_lost_and_restored
from tests.postgres import Postgres

pytestmark = [pytest.mark.service, pytest.mark.enable_socket, pytest.mark.timeout(180)]
SMS = "/webhooks/twilio/sms"


@pytest.fixture
def api() -> Generator[Running]:
    with twilio() as running:
        yield running


@pytest.fixture
def server() -> Generator[Postgres]:
    with Postgres.running(is_durable=True) as server:
        yield server


@pytest.fixture
def house(tmp_path: Path, api: Running, server: Postgres) -> House:
    url = server.url(server.create(), is_tcp=True)
    return House(tmp_path, api.address, {"FRONTDESK_DATABASE_URL": url})


def test_the_commands_of_an_installation(house: House) -> None:
    assert "0" in house.run("migrate").stdout
    assert house.run("migrate").stdout.startswith("Nothing to do")
    loaded = house.run("practice", "load", "integrations/simulated/practice.toml")
    assert loaded.returncode == 0, loaded.stderr
    done = house.run("doctor")
    assert "ok       database" in done.stdout
    assert "ok       trail: whole" in done.stdout


@pytest.mark.timeout(300)
def test_two_workers_share_what_the_web_process_takes(house: House, api: Running) -> None:
    with house.serving("--no-workers") as web, house.working() as one, house.working():
        texts = [
            {**fields("are you open saturday?", sid_of(n)), "From": f"+1212555{n:04}"}
            for n in range(100, 130)
        ]
        with ThreadPoolExecutor(8) as threads:
            answers = [threads.submit(post, web, SMS, form) for form in texts * 2]
            assert [answer.result()[0] for answer in answers] == [200] * 60
        one.kill()
        # What the killed one was just sending is looked for at the carrier first: three minutes.
        assert until(lambda: len(posts(api)) >= 30, within_s=240)
        assert not until(lambda: len(posts(api)) > 30, within_s=1)
    assert len({sent["To"] for sent in posts(api)}) == 30
    assert house.run("audit", "verify").returncode == 0


@pytest.mark.timeout(400)
def test_a_server_that_restarts_loses_nothing(house: House, api: Running, server: Postgres) -> None:
    with house.serving() as web:
        for n in range(200, 205):
            form = {**fields("are you open saturday?", sid_of(n)), "From": f"+1212555{n:04}"}
            assert post(web, SMS, form)[0] == 200
            server.stop("immediate")
            spooled = {**form, "MessageSid": sid_of(n + 50), "From": f"+1212556{n:04}"}
            assert post(web, SMS, spooled)[0] == 200
            status, body = web.ask("GET", "/readyz")
            assert status == 200
            assert b"being spooled" in body
            assert b"frontdesk_database_up 0.0" in web.ask("GET", "/metrics")[1]
            assert post(web, "/webhooks/twilio/status?m=1", fields("", sid_of(1)))[0] >= 400
            if n == 203:
                assert "being spooled" in house.run("doctor").stdout
                web.kill()
                server.start()
                break
            server.start()
    with house.serving() as web:
        # A text that was claimed when the database went is looked for at the carrier first: that
        # takes a lease and then some patience, three minutes in all.
        assert until(lambda: len(posts(api)) >= 8, within_s=240)
        assert not until(lambda: len(posts(api)) > 8, within_s=1)
        assert b"spooled" not in web.ask("GET", "/readyz")[1]
    assert len({sent["To"] for sent in posts(api)}) == 8
    assert house.run("audit", "verify").returncode == 0


def test_a_backup_is_put_back_in_a_new_place(house: House, api: Running, server: Postgres) -> None:
    elsewhere = {"FRONTDESK_DATABASE_URL": server.url(server.create())}
    assert house_lost_and_restored(house, api, elsewhere) == TO_ALL_ONCE
