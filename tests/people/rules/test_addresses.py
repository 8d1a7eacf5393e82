"""Addresses: what is taken makes one recipient and one header, whatever is typed."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from copro_map.base.i18n import Label
from copro_map.people.composing import compose
from copro_map.people.post import load_post
from copro_map.people.rules.addresses import (
    AddressError,
    address_key,
    is_office,
    read_address,
)
from copro_map.people.rules.letters import Letter, LetterError, Message, in_language

POST = load_post(
    {
        "COPRO_MAP_ADDRESS": "https://map.example",
        "COPRO_MAP_SMTP_HOST": "localhost",
        "COPRO_MAP_MAIL_FROM": "Y Map, tŷ agored <map@map.example>",
    }
)
NOW = datetime(2026, 11, 29, tzinfo=UTC)
NO_ADDRESSES = [
    *("", "info", "@example.org", "info@", "info@example", "a@b@example.org"),
    *("a@example.org, b@example.org", "a@example.org;b@example.org", "a b@example.org"),
    *("<a@example.org>", "A <a@example.org>", '"a,b"@example.org', "a@[127.0.0.1]"),
    *("a@example.org\r\nBcc: b@example.org", "a\r\n@example.org", "a@exa\nmple.org"),
    *(".a@example.org", "a.@example.org", "a..b@example.org", "a@example..org"),
    *("а@example.org", "a@-example.org", "a@example.org.", "a(b)@example.org"),
    *(f"{'a' * 65}@example.org", f"a@{'b' * 64}.org", f"a@{'b.' * 126}org"),
]
WORDS = st.text(st.sampled_from("aZ9.,;:<>@\"'() \r\n\t\\-_+ŷ\u202e\x00"), max_size=30)


def sent(address: str, subject: str = "Still right?") -> bytes:
    one = Message(
        *(1, "<one@map.example>", "cause", "reminder", address, "en", subject),
        *("Press [[/k/x]]", "/k/x", "", False, "sending", "", 1, "", "", ""),
    )
    return compose(one, POST, NOW).as_bytes()


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_what_is_no_single_address_is_refused(text):
    with pytest.raises(AddressError, match="name@example.org"):
        read_address(text)


@example("a,b@example.org")
@example("a@example.org\n")
@given(WORDS | st.builds("{}@example.org".format, WORDS) | st.emails())
def test_whatever_is_taken_is_one_recipient(text):
    try:
        address = read_address(text)
    except AddressError:
        return
    mail = message_from_bytes(sent(address), policy=policy.default)
    (to,) = mail["To"].addresses
    assert to.addr_spec == address
    assert mail.keys().count("To") == 1
    assert "Bcc" not in mail
    assert read_address(address) == address
    assert address_key(address) == address_key(address.upper())


@example("Still right?\r\nBcc: b@example.org")
@example("Dal yn gywir – Tŷ Ni? " * 20)
@given(st.text(max_size=60))
def test_whatever_is_taken_as_a_subject_is_one_header(text):
    label = Label(text, text)
    letter = Letter("a@example.org", "en", label, label, "reminder", "1", False)
    try:
        subject, _ = in_language(letter)
    except LetterError:
        return
    mail = message_from_bytes(sent("a@example.org", subject), policy=policy.default)
    assert len(mail.keys()) == len(set(mail.keys()))
    assert set(mail.keys()) <= {
        *("Message-ID", "Date", "From", "To", "Subject", "Auto-Submitted"),
        *("List-Unsubscribe", "List-Unsubscribe-Post", "Content-Language"),
        *("Content-Type", "Content-Transfer-Encoding", "MIME-Version"),
    }
    assert mail["Subject"].split() == subject.split()


@pytest.mark.parametrize("text", ["a\nb", "a\r\nBcc: x", "a\x00", "a\u2028b", " ", ""])
def test_a_subject_of_more_than_one_line_is_refused(text):
    label = Label(text, text)
    letter = Letter("a@example.org", "en", label, label, "reminder", "1", False)
    with pytest.raises(LetterError):
        in_language(letter)


def test_the_sender_is_one_whatever_their_name_holds():
    mail = message_from_bytes(sent("a@example.org"), policy=policy.default)
    (sender,) = mail["From"].addresses
    assert sender.addr_spec == "map@map.example"
    assert sender.display_name == "Y Map, tŷ agored"


def test_a_welsh_domain_is_written_to_in_plain_letters():
    assert read_address("post@tŷ.cymru").isascii()
    assert address_key("post@TŶ.cymru") == address_key("Post@tŷ.cymru")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("info@example.org", True),
        ("Gwybodaeth@example.org", True),
        ("info.cymru@example.org", True),
        ("post+map@example.org", True),
        ("informed.mair@example.org", False),
        ("mair@info.org", False),
    ],
)
def test_an_office_is_told_from_a_person(address, expected):
    assert is_office(address) == expected
