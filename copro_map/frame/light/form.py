"""What a form of a light page sends: all of it, and no more than a form holds."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial, wraps

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message

from copro_map.base.characters import HIDDEN, has_control
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.frame.light.page import spoken

# Bytes: ten pages of text, and the boxes around it.
LONGEST = 64 * 1024
MOST_BOXES = 50
# What a page of ours may send: a browser says so itself, and no page can change it.
FROM_HERE = ("same-origin", "none", "")

Form = Mapping[str, str]
Pressed = Callable[[Request, Form], Response]


class FormError(CoproMapError):
    """What was sent is no form of ours, or holds too much."""


def _typed(text: str) -> str:
    """Return a text with its lines ended as here; refuse what nobody can see in it."""
    lines = text.replace("\r\n", "\n")
    if has_control(lines):
        raise FormError(HIDDEN)
    return lines


async def _whole(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST:
            raise FormError(
                N_("That was too long to be kept. Write less, and send it again.")
            )
    return bytes(body)


async def read_form(request: Request) -> dict[str, str]:
    """Return the boxes of a form by name: text as it was typed, no files.

    Raises
    ------
    FormError
        If more than 64 kB or 50 boxes came, no form, or a character that is not seen.
    """
    body = await _whole(request)

    async def again() -> Message:
        return {"type": "http.request", "body": body}

    try:
        read = await Request(request.scope, again).form(
            max_files=0, max_fields=MOST_BOXES, max_part_size=LONGEST
        )
    except HTTPException:
        raise FormError(
            N_("That could not be read. Go back, and send the form once more.")
        ) from None
    return {name: _typed(x) for name, x in read.multi_items() if isinstance(x, str)}


def from_elsewhere(request: Request) -> bool:
    """Say whether a page of another site sends this, by what the browser says of it.

    Not by ``Origin``: a page that tells nobody where it was sends "null".
    """
    return request.headers.get("sec-fetch-site", "") not in FROM_HERE


def pressed(answer: Pressed) -> Callable[[Request], Awaitable[Response]]:
    """Let a route's answer be given what was sent, in the request's language.

    As ``spoken``: it may read and write the database, and what the reader can mend
    becomes a page that says so.
    """

    async def take(request: Request) -> Response:
        try:
            form = await read_form(request)
        except CoproMapError as error:
            return spoken(partial(_refuse, error))(request)
        return await run_in_threadpool(spoken(partial(_given, answer, form)), request)

    return wraps(answer)(take)


def _refuse(error: CoproMapError, _request: Request) -> Response:
    raise error


def _given(answer: Pressed, form: Form, request: Request) -> Response:
    return answer(request, form)
