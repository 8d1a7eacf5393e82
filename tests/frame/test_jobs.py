"""What the server does beside its answers: begun with it, and ended with it."""

from __future__ import annotations

import asyncio

from copro_map.frame.app import beside


def test_jobs_run_beside_and_end_with_it():
    told = []

    async def short() -> None:
        told.append("short")

    async def long() -> None:
        told.append("long")
        try:
            await asyncio.sleep(3_600)
        except asyncio.CancelledError:
            told.append("ended")
            raise

    async def serve() -> None:
        async with beside((short, long)):
            await asyncio.sleep(0)
            assert told == ["short", "long"]
        await asyncio.sleep(0)
        assert told == ["short", "long", "ended"]

    asyncio.run(asyncio.wait_for(serve(), 5))
