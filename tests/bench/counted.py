"""A way through to a server that counts every byte, those of sockets too."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Thread
from urllib.parse import urlsplit

CHUNK = 64 * 1024


@dataclass
class Counted:
    """Where the way begins, and what came down it so far, as it is on the wire."""

    address: str = ""
    down: int = 0

    async def _pass(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        *,
        is_down: bool,
    ) -> None:
        with suppress(OSError, asyncio.CancelledError):
            while data := await reader.read(CHUNK):
                self.down += len(data) if is_down else 0
                writer.write(data)
                await writer.drain()
        writer.close()

    async def _serve(self, port: int) -> asyncio.Server:
        async def meet(up: asyncio.StreamReader, out: asyncio.StreamWriter) -> None:
            there = await asyncio.open_connection("127.0.0.1", port)
            with suppress(asyncio.CancelledError):
                await asyncio.gather(
                    self._pass(up, there[1], is_down=False),
                    self._pass(there[0], out, is_down=True),
                )

        server = await asyncio.start_server(meet, "127.0.0.1", 0)
        self.address = f"http://localhost:{server.sockets[0].getsockname()[1]}"
        return server


async def _end() -> None:
    """Cut off whatever is still open."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for one in others:
        one.cancel()
    await asyncio.gather(*others, return_exceptions=True)


@contextmanager
def counted(address: str) -> Iterator[Counted]:
    """Open a way to the server at an address, until the block ends."""
    loop, way = asyncio.new_event_loop(), Counted()
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    begun = way._serve(urlsplit(address).port or 80)
    server = asyncio.run_coroutine_threadsafe(begun, loop).result()
    try:
        yield way
    finally:
        server.close()
        asyncio.run_coroutine_threadsafe(_end(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
