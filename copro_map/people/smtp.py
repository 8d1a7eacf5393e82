"""The way to a server for mail: a connection, and a message handed over."""

from __future__ import annotations

import smtplib
import ssl

from copro_map.people.post import Post
from copro_map.people.rules.letters import Message, State

TIMEOUT_S = 30
LATER, REFUSED = range(400, 500), range(500, 600)  # answers of a server (RFC 5321)


class UnreachableError(Exception):
    """The server cannot be used now; its text is the reason that is kept."""


def _opened(post: Post, known: ssl.SSLContext | None) -> smtplib.SMTP:
    if post.tls == "tls":
        return smtplib.SMTP_SSL(
            post.host, post.port, post.domain, timeout=TIMEOUT_S, context=known
        )
    return smtplib.SMTP(post.host, post.port, post.domain, timeout=TIMEOUT_S)


def _agree(server: smtplib.SMTP, post: Post, known: ssl.SSLContext | None) -> None:
    try:
        if post.tls == "starttls":
            server.starttls(context=known)
        server.ehlo_or_helo_if_needed()
        if post.user:
            server.login(post.user, post.password)
    except (OSError, smtplib.SMTPException):
        server.close()
        raise


def connect(post: Post) -> smtplib.SMTP:
    """Return a connection that can be sent over.

    Raises
    ------
    UnreachableError
        If there is none: no answer, no TLS, or the map may not log in.
    """
    try:
        known = None if post.tls == "none" else ssl.create_default_context()
        server = _opened(post, known)
        _agree(server, post, known)
    except (ssl.SSLError, smtplib.SMTPNotSupportedError) as error:
        raise UnreachableError("tls") from error
    except smtplib.SMTPAuthenticationError as error:
        raise UnreachableError(f"login {error.smtp_code}") from error
    except (OSError, smtplib.SMTPException) as error:
        raise UnreachableError("unreachable") from error
    return server


def _answered(code: int) -> tuple[State, str]:
    if code in REFUSED:
        return "failed", f"refused {code}"
    return ("waiting", f"later {code}") if code in LATER else ("sent", "")


def hand_over(
    server: smtplib.SMTP, sender: str, message: Message, content: bytes
) -> tuple[State, str]:
    """Hand a message over; return what becomes of it and why.

    Raises
    ------
    UnreachableError
        If the connection is gone before the message was; or it is not for us to send.
    """
    try:
        code, _ = server.mail(sender)
        if code != 250:
            raise UnreachableError(f"sender {code}")
        code, _ = server.rcpt(message.address)
        if code not in (250, 251):
            server.rset()
            return _answered(code)
    except (OSError, smtplib.SMTPException) as error:
        raise UnreachableError("unreachable") from error
    try:
        code, _ = server.data(content)
    except smtplib.SMTPDataError as error:
        code = error.smtp_code
    except (OSError, smtplib.SMTPException):
        # Whether it was taken nobody knows: as after the end of a program.
        if message.is_asked:
            return "waiting", "unreachable"
        return "perhaps", "lost"
    return _answered(code)
