"""What a form of a light page sends: all of it, and no more than a form holds."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial, wraps

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message

from copro_map.base.characters import HIDDEN, harmless, has_control, tidied
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, t
from copro_map.frame.light.page import spoken

# Bytes: ten pages of text, and the boxes around it.
LONGEST = 64 * 1024
MOST_BOXES = 50
# What a page of ours may send: a browser says so itself, and no page can change it.
FROM_HERE = ("same-origin", "none", "")

Form = Mapping[str, str]
Pressed = Callable[[Request, Form], Response]


Again = Callable[[Request, Form, str], Response]


class FormError(CoproMapError):
    """What was sent is no form of ours, or holds too much."""


class HiddenError(FormError):
    """A character that is not seen; ``form`` is what was sent, without it."""

    def __init__(self, form: Form) -> None:
        """Say that it is to be typed anew."""
        super().__init__(HIDDEN)
        self.form = form


def _clean(form: Form) -> Form:
    """Return what was sent; refuse what nobody can see in it.

    Raises
    ------
    HiddenError
        If there is something; it has the form without it.
    """
    if any(map(has_control, form.values())):
        clean = {name: harmless(tidied(text)) for name, text in form.items()}
        raise HiddenError(clean)
    return form


async def _whole(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST:
            raise FormError(
                N_("That was too long to be kept. Write less, and send it again.")
            )
    return bytes(body)


async def read_form(request: Request) -> Form:
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
    boxes = ((name, x) for name, x in read.multi_items() if isinstance(x, str))
    return _clean({name: text.replace("\r\n", "\n") for name, text in boxes})


def from_elsewhere(request: Request) -> bool:
    """Say whether a page of another site sends this, by what the browser says of it.

    Not by ``Origin``: a page that tells nobody where it was sends "null".
    """
    return request.headers.get("sec-fetch-site", "") not in FROM_HERE


def pressed(
    answer: Pressed, again: Again | None = None
) -> Callable[[Request], Awaitable[Response]]:
    """Let a route's answer be given what was sent, in the request's language.

    As ``spoken``: it may read and write the database, and what the reader can mend
    becomes a page that says so. ``again`` draws the form anew, with what was typed, and
    says that something in it could not be seen.
    """

    async def take(request: Request) -> Response:
        try:
            form = await read_form(request)
        except HiddenError as error:
            if again is None:
                return spoken(partial(_refuse, error))(request)
            answered = spoken(partial(_anew, again, error.form))
            return await run_in_threadpool(answered, request)
        except CoproMapError as error:
            return spoken(partial(_refuse, error))(request)
        return await run_in_threadpool(spoken(partial(_given, answer, form)), request)

    return wraps(answer)(take)


def _refuse(error: CoproMapError, _request: Request) -> Response:
    raise error


def _anew(again: Again, form: Form, request: Request) -> Response:
    words = t(
        "What you wrote held a hidden character that changes how text is shown. It "
        "is taken out: see whether all is right, then send it again."
    )
    return again(request, form, words)


def _given(answer: Pressed, form: Form, request: Request) -> Response:
    return answer(request, form)
