"""The baselines as predictors: one JSON request a line in, one answer a line out.

Run as a program, by a Python that has the library: `baseline.py dateparser|rapidfuzz|recognizers`.
Each is used as its own documentation says, with the language given.
"""

import json
import sys
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from typing import Any

Json = dict[str, Any]
_NOTHING: Json = {"kind": "none", "value": None}


def dateparser_reader() -> Callable[[Json], Json]:
    """dateparser.search: the first date found in the text; it does not say which parts were said."""
    search = import_module("dateparser.search").search_dates

    def read(request: Json) -> Json:
        settings = {
            "RELATIVE_BASE": datetime.fromisoformat(request["reference"]),
            "PREFER_DATES_FROM": "future",
        }
        found = search(request["text"], languages=[request["locale"]], settings=settings)
        if not found:
            return _NOTHING
        return {
            "kind": "datetime",
            "value": found[0][1].strftime("%Y-%m-%dT%H:%M"),
            "grain": "unknown",
        }

    return read


_SAMPLES: tuple[tuple[str, str, str], ...] = (
    ("INFORM_INTENT", "BookAppointment", "i would like to make an appointment"),
    ("INFORM_INTENT", "BookAppointment", "can you book me a visit with the doctor"),
    ("INFORM_INTENT", "FindProvider", "i am looking for a dentist"),
    ("INFORM_INTENT", "FindProvider", "help me find a doctor near me"),
    ("INFORM_INTENT", "BookAppointment", "quiero agendar una cita"),
    ("AFFIRM", "", "yes that is right"),
    ("AFFIRM", "", "sure that works"),
    ("AFFIRM", "", "si por favor"),
    ("NEGATE", "", "no that is wrong"),
    ("NEGATE", "", "no gracias"),
    ("SELECT", "", "that one sounds good"),
    ("REQUEST_ALTS", "", "do you have anything else"),
    ("REQUEST_ALTS", "", "are there any others"),
    ("REQUEST", "", "what is the phone number"),
    ("REQUEST", "", "where are they located"),
    ("REQUEST", "", "what is the address"),
    ("INFORM", "", "i am in san francisco"),
    ("INFORM", "", "at 3 pm on the 5th"),
    ("INFORM", "", "mi nombre es rosa"),
    ("THANK_YOU", "", "thank you very much"),
    ("THANK_YOU", "", "muchas gracias"),
    ("GOODBYE", "", "no that is all goodbye"),
)
"""A phrase or two an act, as somebody would write down who begins with fuzzy matching."""
_LABELS = {
    "INFORM_INTENT": "book",
    "AFFIRM": "affirm",
    "NEGATE": "deny",
    "SELECT": "select",
    "THANK_YOU": "thanks",
}


def rapidfuzz_reader() -> Callable[[Json], Json]:
    """The nearest of a few sample phrases by WRatio."""
    best: Any = import_module("rapidfuzz.process").extractOne
    ratio = import_module("rapidfuzz.fuzz").WRatio
    phrases = [phrase for _, _, phrase in _SAMPLES]

    def read(request: Json) -> Json:
        at = int(best(request["text"].lower(), phrases, scorer=ratio)[2])
        act, intent = _SAMPLES[at][:2]
        return {
            "acts": [act],
            "intent": _LABELS.get(act, "oos") if request["task"] == "intent" else intent or None,
            "slots": {},
            "requested": [],
        }

    return read


def recognizers_reader() -> Callable[[Json], Json]:
    """Microsoft's recognizers: the first value of the first mention."""
    suite: Any = import_module("recognizers_date_time")
    cultures = {"en": "en-us", "es": "es-es"}

    def read(request: Json) -> Json:
        now = datetime.fromisoformat(request["reference"])
        found = suite.recognize_datetime(
            request["text"], cultures[request["locale"]], reference=now
        )
        resolution: Any = found[0].resolution if found else None
        values: list[Json] = resolution["values"] if resolution else []
        return _recognized(values[-1]) if values else _NOTHING

    return read


def _recognized(value: Json) -> Json:
    kind = str(value.get("type", ""))
    if kind in {"date", "time", "datetime"}:
        said = str(value.get("value", "")).replace(" ", "T")
        return {"kind": kind, "value": said[:5] if kind == "time" else said}
    if kind.endswith("range"):
        ends = {
            name: str(value[name]).replace(" ", "T") for name in ("start", "end") if name in value
        }
        return {"kind": "range", "value": ends}
    return _NOTHING


READERS = {
    "dateparser": dateparser_reader,
    "rapidfuzz": rapidfuzz_reader,
    "recognizers": recognizers_reader,
}


def main() -> None:
    """Answer until the input ends."""
    read = READERS[sys.argv[1]]()
    print(json.dumps({"ready": True, "name": sys.argv[1]}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        try:
            said = read(request)
        except Exception as broken:  # noqa: BLE001 (a library's failure is its answer)
            said = {**_NOTHING, "error": type(broken).__name__}
        print(json.dumps({"id": request["id"], **said}), flush=True)


if __name__ == "__main__":
    main()
