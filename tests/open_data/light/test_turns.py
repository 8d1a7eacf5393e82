"""However much is asked of what is open, little is made at once, and the rest waits."""

from __future__ import annotations

import threading

import anyio
import pytest
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from copro_map.open_data.light.answering import RATES, answered
from copro_map.open_data.light.turns import (
    AT_ONCE,
    MOST_ON_THEIR_WAY,
    light,
    parts_in_turn,
    refuse_more,
)
from copro_map.people.limits import TooOftenError

MANY = 60  # more than there are threads for everything


class Counted:
    """Count how many of those that work do so at once, until ``go`` is set."""

    def __init__(self) -> None:
        self.now = self.most = 0
        self.lock, self.go = threading.Lock(), threading.Event()

    def work(self) -> None:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        assert self.go.wait(10)
        with self.lock:
            self.now -= 1


def _asked(number: int) -> Request:
    scope = {"type": "http", "method": "GET", "path": "/open/x", "query_string": b""}
    return Request(
        {
            **scope,
            "headers": [],
            "path_params": {"language": "cy"},
            "client": (f"192.0.2.{number}", 1),
        }
    )


@pytest.mark.parametrize("rate", AT_ONCE)
def test_others_have_threads_however_many_ask(rate):
    decorate = light if rate == "light" else answered(rate)
    counted, pages = Counted(), []

    def answer(_request: Request) -> Response:
        counted.work()
        return Response("made")

    async def ask() -> None:
        async with anyio.create_task_group() as asking:
            for number in range(MANY):
                asking.start_soon(decorate(answer), _asked(number))
            await anyio.sleep(0.05)
            with anyio.fail_after(5):
                pages.append(await to_thread.run_sync(lambda: "a page"))
            counted.go.set()

    anyio.run(ask)
    assert pages == ["a page"]
    assert counted.most == AT_ONCE[rate]


def test_parts_take_turns_and_whoever_reads_slowly_holds_none():
    counted = Counted()
    counted.go.set()

    def parts():
        for number in range(3):
            counted.work()
            yield b"%d" % number

    async def read() -> None:
        slow = [parts_in_turn(parts(), "slow") for _ in range(MOST_ON_THEIR_WAY)]
        for one in slow:
            assert await anext(one) == b"0"  # and reads no further for now
        got: list[bytes] = []
        with anyio.fail_after(5):
            async for part in parts_in_turn(parts(), "other"):
                got.append(part)
        refuse_more("other")
        with pytest.raises(TooOftenError):
            refuse_more("slow")
        assert got == [b"0", b"1", b"2"]
        assert [x for one in slow async for x in one] == [b"1", b"2"] * len(slow)
        refuse_more("slow")

    anyio.run(read)
    assert counted.most <= AT_ONCE["file"]


def test_what_is_counted_takes_turns():
    assert RATES.keys() < AT_ONCE.keys()
