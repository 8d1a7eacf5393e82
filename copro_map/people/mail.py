"""Sending what waits in the outbox, over SMTP, one message after the other.

Each is claimed ("sending", committed), handed over, then "sent" (committed). Whoever
sends holds a lock on a file beside the database, so one that is found in "sending" was
left behind by a program that ended.
"""

from __future__ import annotations

import fcntl
import smtplib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from copro_map.base.config import Settings
from copro_map.base.moments import read_moment, written
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.store.network import contact_on
from copro_map.base.store.rest import is_at_rest
from copro_map.base.today import WALES
from copro_map.people.composing import compose
from copro_map.people.post import Post, hindrance, load_post
from copro_map.people.rules.addresses import AddressError, read_address
from copro_map.people.rules.letters import Message, State, left_after
from copro_map.people.rules.pauses import is_given_up, pause
from copro_map.people.smtp import UnreachableError, connect, hand_over
from copro_map.people.store import outbox

MOST_AT_ONCE = 200
NO_CONNECTION = ("unreachable", "sender", "lost")


@contextmanager
def _alone(path: Path) -> Iterator[bool]:
    """Say whether nobody else sends from this database; nobody does in the block.

    Where the file cannot be made nothing can be written, so nobody can send.
    """
    try:
        file = path.with_name(f"{path.name}-sending").open("a")
    except OSError:
        yield False
        return
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def _became(message: Message, state: State, why: str, now: datetime) -> Message:
    """Return a message as it is after a try."""
    later = why.startswith("later")
    if later and is_given_up(read_moment(message.created_at), now):
        state, why = "failed", f"given_up {why.partition(' ')[2]}"
    until = now + pause(message.tries) if state == "waiting" else now
    after = replace(message, state=state, why=why, changed_at=written(now))
    after = replace(after, not_before=written(until))
    if state == "sent":
        after = replace(after, body=left_after(message), unsubscribe="")
    return after


def _only(database: Database) -> Literal["", "sign_in"]:
    """Return which kind of message leaves now: while the map is at rest one alone."""
    return "sign_in" if is_at_rest(database) else ""


def _sending(settings: Settings) -> AbstractContextManager[Database]:
    return writing(settings.database, make=False, even_at_rest=True)


def _put_off_all(path: Path, why: str, now: datetime) -> None:
    """Let everything that is due wait, each for its own pause."""
    at = written(now)
    with writing(path, make=False, even_at_rest=True) as database:
        for number, tries in outbox.due(database, at, _only(database)):
            until = written(now + pause(tries + 1))
            outbox.put_off(database, number, why, until, at)


def _contact(settings: Settings, now: datetime) -> str:
    with suppress(AddressError):
        return read_address(contact_on(settings, now.astimezone(WALES).date()))
    return ""


def _send_all(
    settings: Settings, post: Post, server: smtplib.SMTP, now: datetime
) -> int:
    """Send what is due over one connection; return how many were taken."""
    at, sent = written(now), 0
    sender = post.sender.addr_spec if post.sender else ""
    domain = sender.rpartition("@")[2]
    for _ in range(MOST_AT_ONCE):
        with _sending(settings) as database:
            message = outbox.claim_next(database, at, domain, _only(database))
        if message is None:
            break
        mail = compose(message, post, now, _contact(settings, now))
        state: State
        try:
            state, why = hand_over(server, sender, message, mail.as_bytes())
        except UnreachableError as error:
            state, why = "waiting", str(error)
        with _sending(settings) as database:
            after = _became(message, state, why, now)
            outbox.become(database, after, was="sending")
        sent += state == "sent"
        if why.partition(" ")[0] in NO_CONNECTION:
            break
    return sent


def _send_over(settings: Settings, post: Post, now: datetime) -> int:
    """Send what is due over a new connection; where there is none, all waits."""
    try:
        server = connect(post)
    except UnreachableError as error:
        _put_off_all(settings.database, str(error), now)
        return 0
    try:
        return _send_all(settings, post, server, now)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.quit()


def send_waiting(settings: Settings, now: datetime) -> int:
    """Send what is due; return how many messages a server has taken.

    Nothing is sent, and all waits, if the map does not know its own address or no
    server is set; on a day that is moved mail leaves only to a server on this machine.
    While the map is at rest only links to sign in are sent. A message that was in
    "sending" when the program ended is sent again, with the same id, if somebody asked
    for it; else it is "perhaps".

    Raises
    ------
    DatabaseError
        If the database cannot be read or written.
    """
    at, path = written(now), settings.database
    if not path.exists():
        return 0
    with _alone(path) as alone:
        if not alone:
            return 0
        with reading(path) as database:
            left = outbox.is_left(database) and not is_at_rest(database)
            due = outbox.due(database, at, _only(database))
        if left:
            with writing(path, make=False) as database:
                outbox.find_left(database, at)
        post = load_post()
        if not (left or due) or hindrance(post):
            return 0
        return _send_over(settings, post, now)
