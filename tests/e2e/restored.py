"""A house is backed up, goes on, is lost, and is put back in a new place."""

import json
from collections.abc import Mapping
from dataclasses import replace

from tests.e2e.processes import (
    LINE,
    PATIENT,
    PUBLIC,
    House,
    Running,
    fields,
    post,
    posts,
    sid_of,
    until,
)

SMS = "/webhooks/twilio/sms"
LATER = "+12125550177"


TO_ALL_ONCE = [PATIENT, LATER, PATIENT]
"""To whom a text went, in order, when nothing was lost and nothing sent again."""


def house_lost_and_restored(house: House, api: Running, elsewhere: Mapping[str, str]) -> list[str]:
    """To whom texts went, before the loss and after it; a person hears of what came between."""
    copy = house.folder / "copy"
    with house.serving() as web:
        assert post(web, SMS, fields("are you open saturday?", sid_of(40)))[0] == 200
        assert until(lambda: len(posts(api)) == 1)
        assert until(lambda: all(row["status"] == "queued" for row in out(house)))
        done = house.run("backup", str(copy))
        assert done.returncode == 0, done.stderr
        assert "is there already" in house.run("backup", str(copy)).stderr
        assert "is a database already" in house.run("restore", str(copy)).stderr
        # A patient who is not in the backup writes; Twilio remembers both texts.
        said = {"url": f"{PUBLIC}/none", "from": LATER, "to": LINE, "body": "where are you?"}
        api.ask("POST", "/__control/text", json.dumps(said).encode())
        form = {**fields("where are you?", sid_of(41)), "From": LATER}
        assert post(web, SMS, form)[0] == 200
        assert until(lambda: len(posts(api)) == 2)
        web.kill()
    new = replace(house, others={**house.others, **elsewhere})
    lost = replace(new, others={**new.others, "FRONTDESK_KEY_FILE": str(house.folder / "no.json")})
    assert "missing" in lost.run("restore", str(copy)).stderr
    done = new.run("restore", str(copy))
    assert done.returncode == 0, done.stderr
    unreachable = {**new.others, "FRONTDESK_TWILIO_API_BASE": "http://127.0.0.1:9"}
    with replace(new, others=unreachable).serving() as web:
        assert post(web, SMS, fields("hello again", sid_of(42)))[0] == 200
        assert until(lambda: b"put back from a backup" in web.ask("GET", "/healthz")[1])
        assert not until(lambda: len(posts(api)) > 2, within_s=3)
    with new.serving() as web:
        assert until(lambda: len(posts(api)) == 3, within_s=60)
        assert b"put back" not in web.ask("GET", "/healthz")[1]
        assert not until(lambda: len(posts(api)) > 3, within_s=2)
    (task,) = new.listed("tasks")
    assert task["reason"] == "restored-from-backup"
    assert new.run("audit", "verify").returncode == 0
    return [text["To"] for text in posts(api)]


def out(house: House) -> list[dict[str, str]]:
    """The texts that leave."""
    return [row for row in house.listed("messages") if row["direction"] == "out"]
