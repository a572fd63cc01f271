"""Every error as `{code, message, correlation_id}`; nothing of a request is repeated in it."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from assistant import telemetry
from assistant.domain.errors import (
    AssistantError,
    BadSignature,
    NotFound,
    NotUnderstood,
    NotYours,
    StoreError,
    TransitionNotAllowed,
)

log = telemetry.log("web")

_STATUS: dict[type[AssistantError], int] = {
    BadSignature: 403,
    NotUnderstood: 400,
    NotFound: 404,
    NotYours: 409,
    TransitionNotAllowed: 409,
    StoreError: 503,
}
_SAID: dict[int, str] = {
    400: "The request is signed, but it is not one we know.",
    403: "The signature does not fit; check FRONTDESK_PUBLIC_URL and the account's token.",
    404: "There is nothing at this address.",
    405: "This address takes another method.",
    408: "The request took too long to arrive.",
    409: "Somebody else was faster, or it cannot be done any more.",
    413: "The request is too large.",
    415: "This kind of content is not read here.",
    503: "It could not be kept just now; try again.",
}


class Refusal(Exception):
    """A request that is answered with this HTTP status before anything reads it."""

    def __init__(self, status: int) -> None:
        super().__init__(_SAID[status])
        self.status = status


def answer(request: Request, error: Exception) -> JSONResponse:
    """The one handler: any error as a response.

    An error that nobody foresaw is a 503, so that a neighbour who tries again loses nothing.
    """
    status = status_of(error)
    code = error.code if isinstance(error, AssistantError) else _slug(status)
    correlation = str(request.scope.get("correlation_id", ""))
    if isinstance(error, AssistantError | HTTPException | Refusal):
        log.info("refused", status=status, code=code, correlation_id=correlation)
    else:
        log.failed("unforeseen", error, status=status, correlation_id=correlation)
    return JSONResponse(
        {
            "code": code,
            "message": _SAID.get(status, HTTPStatus(status).phrase),
            "correlation_id": correlation,
        },
        status_code=status,
    )


def status_of(error: Exception) -> int:
    """The HTTP status of an error."""
    if isinstance(error, Refusal):
        return error.status
    if isinstance(error, HTTPException):
        return error.status_code
    for kind, status in _STATUS.items():
        if isinstance(error, kind):
            return status
    return 503


def _slug(status: int) -> str:
    return HTTPStatus(status).phrase.lower().replace(" ", "-")
