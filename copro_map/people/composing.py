"""A message of the outbox as it goes over the wire."""

from __future__ import annotations

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from copro_map.people.post import Post
from copro_map.people.rules.letters import Message, with_links

LONGEST_LINE = 998  # characters (RFC 5322, 2.1.1)


def _is_plain(text: str) -> bool:
    return text.isascii() and all(len(x) <= LONGEST_LINE for x in text.splitlines())


def compose(
    message: Message, post: Post, now: datetime, contact: str = ""
) -> EmailMessage:
    """Return a message with its headers: one recipient, a fixed id, no answer wanted.

    ``contact`` is where answers go. What can be unsubscribed from says where, for one
    press (RFC 8058).

    Raises
    ------
    ValueError
        If an address or a subject would make a second header, or a second recipient.
    """
    mail = EmailMessage(policy=SMTP)
    mail["Message-ID"] = message.message_id
    mail["Date"] = format_datetime(now)
    mail["From"] = post.sender
    mail["To"] = Address(addr_spec=message.address)
    if contact:
        mail["Reply-To"] = Address(addr_spec=contact)
    mail["Subject"] = message.subject
    mail["Auto-Submitted"] = "auto-generated"
    if message.unsubscribe:
        mail["List-Unsubscribe"] = f"<{post.site}{message.unsubscribe}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    body = with_links(message.body, post.site)
    mail.set_content(body, cte="7bit" if _is_plain(body) else "quoted-printable")
    mail["Content-Language"] = message.language or "cy, en"
    return mail
