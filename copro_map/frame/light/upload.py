"""A form of a light page that sends one file: its boxes, and the file's bytes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message

from copro_map.base.characters import harmless, tidied
from copro_map.base.i18n import N_
from copro_map.frame.light.form import LONGEST, MOST_BOXES, Form, FormError
from copro_map.frame.light.page import spoken

Sent = Callable[[Request, Form, bytes], Response]
TOO_LARGE = N_("This file is too large: choose a smaller one.")


async def _read(request: Request, largest: int) -> tuple[Form, bytes]:
    """Return the boxes of a form, and its file; "" and b"" are what was not sent.

    Raises
    ------
    FormError
        If it holds too much, or is no form.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > largest + LONGEST:
            raise FormError(TOO_LARGE)

    async def again() -> Message:
        return {"type": "http.request", "body": bytes(body)}

    try:
        read = await Request(request.scope, again).form(
            max_files=1, max_fields=MOST_BOXES, max_part_size=LONGEST
        )
    except HTTPException:
        raise FormError(
            N_("That could not be read. Go back, and send the form once more.")
        ) from None
    form, file = {}, b""
    for name, value in read.multi_items():
        if isinstance(value, UploadFile):
            file = await value.read()
        else:
            form[name] = harmless(tidied(value.replace("\r\n", "\n")))
    return form, file


def sent(answer: Sent, largest: int) -> Callable[[Request], Awaitable[Response]]:
    """Let a route's answer be given the boxes and the file, in the request's language.

    ``largest`` is how many bytes a file may have; as ``form.pressed`` for the rest.
    """

    @wraps(answer)
    async def take(request: Request) -> Response:
        try:
            form, file = await _read(request, largest)
        except FormError as error:
            return spoken(_refusing(error))(request)
        answered = spoken(lambda asked: answer(asked, form, file))
        return await run_in_threadpool(answered, request)

    return take


def _refusing(error: FormError) -> Callable[[Request], Response]:
    def refuse(_request: Request) -> Response:
        raise error

    return refuse
