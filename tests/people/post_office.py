"""A real server for mail in a thread, which answers as a test wants."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

SITE = "https://map.example"
SENDER = "Y Map <map@map.example>"
DROP = "drop"  # takes the message and closes the connection without an answer


class PostOffice:
    """What came in, and what is answered: to RCPT by address, to DATA."""

    def __init__(self) -> None:
        self.taken: list[tuple[list[str], bytes]] = []
        self.to_rcpt: dict[str, str] = {}
        self.to_mail = self.to_data = "250 OK"
        self.asked: list[str] = []
        self.logins: list[bytes] = []

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802, ARG002
        if self.to_mail.startswith("250"):
            envelope.mail_from = address
        return self.to_mail

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802, ARG002
        self.asked.append(address)
        answer = self.to_rcpt.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802, ARG002
        if self.to_data == DROP or self.to_data.startswith("250"):
            self.taken.append((envelope.rcpt_tos, envelope.content))
        if self.to_data == DROP:
            server.transport.abort()
            return None
        return self.to_data

    def login(self, server, session, envelope, mechanism, data):  # noqa: ARG002
        self.logins.append(data.password)
        return AuthResult(success=data.password == b"cyfrinair", handled=False)

    @property
    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(x, policy=policy.default) for _, x in self.taken]

    @property
    def ids(self) -> list[str]:
        return [mail["Message-ID"] for mail in self.mails]


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def send_there(patch: pytest.MonkeyPatch, port: int, **more: str) -> None:
    """Set what the environment says of mail: a server on this machine."""
    said = {
        "COPRO_MAP_ADDRESS": SITE,
        "COPRO_MAP_MAIL_FROM": SENDER,
        "COPRO_MAP_SMTP_HOST": "127.0.0.1",
        "COPRO_MAP_SMTP_PORT": str(port),
    }
    for name, value in {**said, **more}.items():
        patch.setenv(name, value)


@contextmanager
def opened(port: int = 0, **how) -> Iterator[tuple[PostOffice, int]]:
    """Open a post office; ``how`` as for aiosmtpd's controller."""
    office, port = PostOffice(), port or free_port()
    if how.pop("asks_login", False):
        how |= {"authenticator": office.login, "auth_require_tls": False}
    controller = Controller(office, hostname="127.0.0.1", port=port, **how)
    controller.start()
    try:
        yield office, port
    finally:
        controller.stop()


def certificate(folder: Path) -> Path:
    """Make a certificate of 127.0.0.1, with its key, in one file."""
    from datetime import UTC, datetime, timedelta
    from ipaddress import ip_address

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(here, critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "localhost.pem"
    pem = serialization.Encoding.PEM
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    file.write_bytes(made.public_bytes(pem) + key.private_bytes(pem, *plain))
    return file


def server_context(file: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
