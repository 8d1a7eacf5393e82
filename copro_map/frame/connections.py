"""How long a connection is waited for, and what the server writes of it: nothing."""

from __future__ import annotations

import asyncio
import logging
import re

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

# The longest that a header may take, and a body: 5 MB at 70 kbit/s.
SECONDS = {h11.IDLE: 15, h11.SEND_BODY: 600}
# The longest until what is sent is taken, some of it at least.
UNREAD_S = 60
# What opens somebody's page is the last part of an address: see ``people.links``.
OPENS = re.compile(r"/k/[^\s\"'?#<>]+")
LOGGERS = ("uvicorn", "uvicorn.access", "uvicorn.asgi", "uvicorn.error")


def keep_addresses_out() -> None:
    """Let the server write warnings and errors alone.

    Everything below them is a line a request, with the address that was asked for and
    who asked: what somebody searched for, and near where. A level would not do:
    Streamlit sets it anew when it has read its settings. In what is written the address
    of a link is ``/k/-``.
    """
    for name in LOGGERS:
        logging.getLogger(name).addFilter(_is_to_be_written)


def _is_to_be_written(record: logging.LogRecord) -> bool:
    if record.levelno < logging.WARNING:
        return False
    record.msg, record.args = OPENS.sub("/k/-", record.getMessage()), None
    return True


class Impatient(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, but a request that never ends is cut off.

    uvicorn waits without limit for a header of which a byte has come, so one computer
    with a byte a second could hold every connection there is. The wait begins with the
    connection, or with the first byte of the next request, and no byte prolongs it; the
    time between two requests is uvicorn's (``timeout_keep_alive``). Whoever asks for
    much and takes nothing of it is cut off too: it is in memory until they do.
    """

    _waits_for: object = None
    _wait: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a header."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take what has come; wait for what is missing."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._stop()
        super().connection_lost(exc)
        self._is_taken()

    def pause_writing(self) -> None:
        """Wait until some of what is to be sent is taken."""
        super().pause_writing()
        self._is_taken()
        self._unread = self.loop.call_later(UNREAD_S, self._cut_off)

    def resume_writing(self) -> None:
        """Go on: some of it is taken."""
        super().resume_writing()
        self._is_taken()

    def _cut_off(self) -> None:
        if self.transport.get_protocol() is self:
            self.transport.abort()

    def _is_taken(self) -> None:
        if self._unread:
            self._unread.cancel()
        self._unread = None

    def _watch(self) -> None:
        # A websocket has another protocol, which asks whether anybody is there.
        mine = self.transport.get_protocol() is self
        state = self.conn.their_state if mine else None
        if state is not self._waits_for:
            self._stop()
            if state and (seconds := SECONDS.get(state)):
                self._waits_for = state
                self._wait = self.loop.call_later(seconds, self.transport.close)

    def _stop(self) -> None:
        if self._wait:
            self._wait.cancel()
        self._waits_for = self._wait = None
