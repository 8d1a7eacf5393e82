"""What is made for whoever asks what is open: a little at once, the rest in turn.

All that the server does in threads shares one processor, and so many threads. If
everything that programs ask for were made at once, no page would be drawn beside it.
Nobody holds a turn while they read: it is as long as it takes to make a part.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import cache
from typing import TypeVar

R = TypeVar("R")
# Pages, and parts of files, that are made at once; each kind waits for its own.
AT_ONCE = {"file": 2, "page": 2}


@cache
def _threads(rate: str) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE[rate], f"open-{rate}")


async def in_turn(rate: str, make: Callable[[], R]) -> R:
    """Return what ``make`` makes, in a thread, once it is its turn."""
    run = copy_context().run
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_threads(rate), lambda: run(make))


async def parts_in_turn(rate: str, parts: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Yield parts, each made once it is its turn and the one before is sent."""
    while part := await in_turn(rate, lambda: next(parts, b"")):
        yield part
