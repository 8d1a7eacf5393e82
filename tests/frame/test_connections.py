"""A request that never ends is cut off; everything else has its time."""

from __future__ import annotations

import logging
from asyncio import Transport

import h11
import pytest
from uvicorn.config import Config
from uvicorn.server import ServerState

from copro_map.frame.connections import (
    LOGGERS,
    SECONDS,
    UNREAD_S,
    Impatient,
    keep_addresses_out,
)

HEADER, BODY = SECONDS[h11.IDLE], SECONDS[h11.SEND_BODY]
START = b"GET / HTTP/1.1\r\nHost: localhost\r\n"


class Clock:
    """An event loop's clock that goes when it is told."""

    def __init__(self):
        self.now, self.waiting = 0.0, []

    def call_later(self, seconds, call, *given):
        timer = Timer(self.now + seconds, call, given)
        self.waiting.append(timer)
        return timer

    def create_task(self, work):
        work.close()
        return Task()

    def sleep(self, seconds):
        self.now += seconds
        for timer in [x for x in self.waiting if x.when <= self.now]:
            self.waiting.remove(timer)
            if not timer.cancelled:
                timer.call(*timer.given)


class Timer:
    def __init__(self, when, call, given):
        self.when, self.call, self.given = when, call, given
        self.cancelled = False

    def cancel(self):
        self.cancelled = True


class Task:
    def add_done_callback(self, _call):
        """It never ends: the answer is written by hand below."""


class Line(Transport):
    """A connection to nobody."""

    def __init__(self):
        super().__init__()
        self.closed = False

    def close(self):
        self.closed = True

    abort = close

    def is_closing(self):
        return self.closed

    def get_extra_info(self, _name, default=None):
        return default

    def write(self, data):
        """Nobody reads."""

    def set_protocol(self, protocol):
        self.protocol = protocol

    def get_protocol(self):
        return self.protocol

    def pause_reading(self):
        """Nothing comes by itself."""

    def resume_reading(self):
        """Nothing comes by itself."""


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def connection(clock):
    async def app(scope, receive, send):
        """Never asked: tasks do not run here."""

    config = Config(app, log_config=None, lifespan="off")
    found = Impatient(config, ServerState(), {}, _loop=clock)
    line = Line()
    line.set_protocol(found)
    found.connection_made(line)
    return found


def seconds_until_closed(connection, clock, byte, most=2 * BODY):
    """Send a byte every second until the connection is closed."""
    start = clock.now
    while not connection.transport.closed and clock.now - start < most:
        connection.data_received(byte)
        clock.sleep(1)
    return clock.now - start


def answer(connection):
    """Let the request be answered, as the application would."""
    head = h11.Response(status_code=200, headers=[(b"Content-Length", b"0")])
    for event in (head, h11.EndOfMessage()):
        connection.conn.send(event)
    connection.cycle.response_complete = True
    connection.on_response_complete()


def test_a_header_of_a_byte_a_second_is_cut_off(connection, clock):
    connection.data_received(START + b"X-Slow: ")
    assert seconds_until_closed(connection, clock, b"a") == HEADER


def test_whoever_says_nothing_is_cut_off(connection, clock):
    clock.sleep(HEADER - 1)
    assert not connection.transport.closed
    clock.sleep(1)
    assert connection.transport.closed


def test_the_second_header_is_waited_for_no_longer(connection, clock):
    clock.sleep(HEADER - 1)
    connection.data_received(START + b"\r\n")
    answer(connection)
    clock.sleep(2)
    connection.data_received(START + b"X-Slow: ")
    assert seconds_until_closed(connection, clock, b"a") == HEADER


def test_an_answer_may_take_its_time(connection, clock):
    connection.data_received(START + b"\r\n")
    clock.sleep(10 * BODY)
    assert not connection.transport.closed


def test_a_body_has_more_time_but_not_for_ever(connection, clock):
    connection.data_received(START + b"Content-Length: 99999\r\n\r\n")
    assert seconds_until_closed(connection, clock, b"a") == BODY


def test_a_body_that_comes_in_time_is_taken(connection, clock):
    connection.data_received(START + b"Content-Length: 3\r\n\r\n")
    for byte in (b"a", b"b", b"c"):
        clock.sleep(BODY // 3 - 1)
        connection.data_received(byte)
    clock.sleep(10 * BODY)
    assert not connection.transport.closed
    assert connection.cycle.body == b"abc"


def test_nothing_is_left_waiting_when_the_other_side_goes(connection, clock):
    connection.connection_lost(None)
    assert all(timer.cancelled for timer in clock.waiting)


def test_who_takes_nothing_of_an_answer_is_cut_off(connection, clock):
    connection.data_received(START + b"\r\n")
    for _ in range(3):  # some of it is taken, if slowly
        connection.pause_writing()
        clock.sleep(UNREAD_S - 1)
        connection.resume_writing()
    clock.sleep(10 * UNREAD_S)
    assert not connection.transport.closed
    connection.pause_writing()
    clock.sleep(UNREAD_S)
    assert connection.transport.closed


def test_nobody_waits_for_who_went_in_the_middle(connection, clock):
    connection.data_received(START + b"\r\n")
    connection.pause_writing()
    connection.connection_lost(None)
    assert all(timer.cancelled for timer in clock.waiting)


def test_an_open_websocket_is_not_cut_off(connection, clock):
    asked = (
        b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    line, websocket = connection.transport, object()
    connection.handle_websocket_upgrade = lambda _: line.set_protocol(websocket)
    connection.data_received(START + asked)
    assert line.get_protocol() is websocket
    clock.sleep(10 * BODY)
    assert not connection.transport.closed


@pytest.mark.parametrize("logger", LOGGERS)
def test_a_link_is_never_written_down(logger, caplog, monkeypatch):
    for name in LOGGERS:
        monkeypatch.setattr(logging.getLogger(name), "filters", [])
    keep_addresses_out()
    asked, own = '127.0.0.1 - "%s %s HTTP/1.1" %d', logging.getLogger(logger)
    own.warning(asked, "GET", "/k/canary-token_A1?lang=cy", 500)
    own.info(asked, "GET", "/k/canary-token_A1", 200)
    assert [one.getMessage() for one in caplog.records] == [
        '127.0.0.1 - "GET /k/-?lang=cy HTTP/1.1" 500'
    ]
