"""The outbox: a message is put in with its cause, in one transaction, and sent after.

What waits says why, and can be copied: nothing is lost without a server for mail.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import N_, t
from copro_map.base.moments import written
from copro_map.base.retention import kept_for
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.store.network import network_in
from copro_map.base.store.sweeping import swept
from copro_map.base.today import WALES
from copro_map.people.changes import note
from copro_map.people.post import HINDRANCES, hindrance, load_post
from copro_map.people.rights import require_now
from copro_map.people.rules.addresses import address_key, read_address
from copro_map.people.rules.changes import Change
from copro_map.people.rules.letters import (
    PRIVATE,
    SECRET,
    Letter,
    LetterError,
    Message,
    State,
    in_language,
    left_after,
    of_network,
    with_links,
)
from copro_map.people.rules.permissions import Actor, may, require
from copro_map.people.store import never, outbox

__all__ = [
    "Letter",
    "LetterError",
    "Message",
    "as_if_sent",
    "hide_codes",
    "messages",
    "put",
    "send_again",
    "sweep_outbox",
    "why",
    "written_of",
]

ID_BYTES = 16
# Why a message is not sent (yet), by what is kept of it; a number is a server's answer.
REASONS: Mapping[str, str] = {
    "": N_("It is sent within a minute."),
    "unreachable": N_("The server for mail does not answer. It is tried again."),
    "login": N_(
        "The server for mail does not know the map: see COPRO_MAP_SMTP_USER and "
        "COPRO_MAP_SMTP_PASSWORD. It is tried again."
    ),
    "tls": N_(
        "The server for mail has no certificate that is known, or no TLS: see "
        "COPRO_MAP_SMTP_TLS. It is tried again."
    ),
    "sender": N_(
        "The server for mail does not take the map's sender: see COPRO_MAP_MAIL_FROM. "
        "It is tried again."
    ),
    "later": N_("The server for mail asks to come again later. It is tried again."),
    "refused": N_(
        "The server for mail refused it. See whether the address is right, then send "
        "it again."
    ),
    "given_up": N_(
        "The server for mail put it off for five days. See whether the address is "
        "right, then send it again."
    ),
    "ended": N_(
        "The program ended while it was sent, so perhaps it was. Send it again if "
        "nobody answers."
    ),
    "lost": N_(
        "The connection ended before the server for mail said yes, so perhaps it was "
        "sent. Send it again if nobody answers."
    ),
    "never": N_("Whoever it was for asked never to be written to again."),
}


def put(database: Database, letter: Letter, now: datetime) -> bool:
    """Put a letter in the outbox, inside the caller's transaction.

    It is sent after that, by ``mail.send_waiting``. Returns whether it was put in:
    not if one of the same cause is there, or the address is never written to (a person
    who is entered can sign in all the same).

    Raises
    ------
    AddressError
        If the address cannot be written to.
    LetterError
        If the subject is not one line.
    """
    address = read_address(letter.address)
    network = network_in(database, now.astimezone(WALES).date())
    subject, body = in_language(of_network(letter, network))
    key = address_key(address)
    if letter.kind != "sign_in" and never.is_marked(database, key):
        return False
    sender = load_post().sender
    domain = sender.domain if sender else "localhost"
    row = {
        "message_id": f"<{secrets.token_hex(ID_BYTES)}@{domain}>",
        "cause": letter.cause,
        "kind": letter.kind,
        "address": address,
        "address_key": key,
        "language": letter.language,
        "subject": subject,
        "body": body,
        "unsubscribe": letter.unsubscribe,
        "entry": letter.entry,
        "is_asked": int(letter.is_asked),
        "at": written(now),
    }
    return outbox.put_message(database, row)


def written_of(database: Database, cause: str) -> tuple[Message, ...]:
    """Return the messages whose cause begins so, oldest first, without their words.

    For whoever wrote them, to know to whom and when; inside their transaction.
    """
    found = outbox.messages_of(database, cause)
    return tuple(replace(message, body="", unsubscribe="") for message in found)


def as_if_sent(database: Database, now: datetime) -> None:
    """Let what waits be as if it was sent: whoever is made up is written to by nobody.

    Inside the caller's transaction.
    """
    at = written(now)
    for message in outbox.messages(database, state="waiting"):
        kept = left_after(message)
        after = replace(message, state="sent", body=kept, unsubscribe="", changed_at=at)
        outbox.become(database, after, was="waiting")


def hide_codes(database: Database) -> None:
    """Let no copy of the database have what an invitation says while it waits."""
    outbox.hide_bodies(database, SECRET)


def why(message: Message) -> str:
    """Return why a message is not sent (yet), in the current language; "" if it is."""
    if message.state in ("sent", "sending"):
        return ""
    if message.state == "waiting" and (reason := hindrance(load_post())):
        return t(HINDRANCES[reason])
    reason, _, answer = message.why.partition(" ")
    said = t(REASONS[reason])
    return f"{said} ({answer})" if answer else said


def _as_seen(actor: Actor, message: Message) -> Message:
    """Return a message as somebody may see it: who else can sign in is no secret.

    Whoever has a link by which an administrator signs in is one, so only they see it.
    A code, or a link to a conversation, is for whoever it is sent to: nobody here
    sees it.
    """
    hidden = message.kind == "sign_in" and not may(actor, "enter_person")
    if hidden or message.kind in PRIVATE:
        return replace(message, body="")
    return replace(message, body=with_links(message.body, load_post().site))


def messages(
    settings: Settings, actor: Actor, state: State | None = None
) -> tuple[Message, ...]:
    """Return the messages, oldest first, or those of one state; for the desk.

    Their links are addresses, to be copied; of a message that was sent they open
    nothing. ``why`` says why one waits.

    Raises
    ------
    RefusedError
        If somebody may not see them.
    """
    require(actor, "see_outbox")
    with reading(settings.database) as database:
        found = outbox.messages(database, state=state)
    return tuple(_as_seen(actor, message) for message in found)


def send_again(settings: Settings, actor: Actor, number: int, now: datetime) -> None:
    """Let a message that failed, or perhaps was sent, be sent again with the same id.

    Raises
    ------
    RefusedError
        If somebody may not do this.
    LetterError
        If there is none of this number, or it was sent.
    """
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "send_again")
        found = outbox.messages(database, number=number)
        if not found:
            raise LetterError(
                N_("{number}: there is no such message. See: outbox"), number=number
            )
        (message,) = found
        gone = not (message.address and message.body)
        if message.state in ("sent", "sending") or gone:
            raise LetterError(
                N_(
                    "{number}: this message was sent, or its address is kept no more. "
                    "Its links open nothing; let a new one be written."
                ),
                number=number,
            )
        at = written(now)
        again = replace(message, state="waiting", why="", tries=0)
        again = replace(again, not_before=at, changed_at=at)
        outbox.become(database, again, was=message.state)
        change = Change("message", str(number), "state", message.state, again.state)
        note(database, present, change, now)


def sweep_outbox(settings: Settings, now: datetime) -> int:
    """Forget whom messages were to and what they said, 90 days after they left.

    Returns how many there were. That each was written, and when, stays.

    Raises
    ------
    DatabaseError
        If the database cannot be read, or written when there is something to forget.
    """
    before = written(now - kept_for(settings, "letters"))
    return swept(settings.database, before, outbox.is_past, outbox.sweep)
