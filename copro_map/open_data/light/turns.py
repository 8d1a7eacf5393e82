"""What is made for whoever asks what is open: a little at once, the rest in turn.

All that the server does in threads shares one processor, and so many threads. If
everything that programs ask for were made at once, no page would be drawn beside it.
Nobody holds a turn while they read: it is as long as it takes to make a part.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import cache, wraps
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response

from copro_map.frame.light.public import Answer, public
from copro_map.people.limits import TOO_OFTEN, TooOftenError

R = TypeVar("R")
# Pages, and parts of files, that are made at once; each kind waits for its own.
AT_ONCE = {"file": 2, "page": 2, "light": 2}
MOST_ON_THEIR_WAY = 10  # answers to one network address
WAIT_S = 60
_on_their_way: Counter[str] = Counter()  # changed by the event loop alone


@cache
def _threads(rate: str) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE[rate], f"open-{rate}")


async def in_turn(rate: str, make: Callable[[], R]) -> R:
    """Return what ``make`` makes, in a thread, once it is its turn."""
    run = copy_context().run
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_threads(rate), lambda: run(make))


def light(answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    """Let a light page be in the language of its path, and be made when it is its turn.

    As ``frame.light.public.public``; nobody counts them, as search engines read them
    all.
    """
    speak = public(answer)

    @wraps(answer)
    async def ask(request: Request) -> Response:
        return await in_turn("light", lambda: speak(request))

    return ask


def refuse_more(reader: str) -> None:
    """Refuse who has as many answers on their way as anybody may have.

    Raises
    ------
    TooOftenError
        If so: an answer is kept until all of it is sent, however slowly it is read.
    """
    if _on_their_way[reader] >= MOST_ON_THEIR_WAY:
        raise TooOftenError(TOO_OFTEN, WAIT_S)


async def parts_in_turn(parts: Iterator[bytes], reader: str) -> AsyncIterator[bytes]:
    """Yield parts of a file, each made once it is its turn and the last one is sent."""
    _on_their_way[reader] += 1
    try:
        while part := await in_turn("file", lambda: next(parts, b"")):
            yield part
    finally:
        _on_their_way[reader] -= 1
        if not _on_their_way[reader]:
            del _on_their_way[reader]
