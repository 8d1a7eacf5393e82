"""A letter as it is handed to the outbox, and a message as it lies there."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal, get_args

from copro_map.base.characters import has_control
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, Label

Kind = Literal[
    "sign_in", "link", "service", "reminder", "told", "letter", "invitation", "message"
]
State = Literal["waiting", "sending", "sent", "failed", "perhaps"]
STATES: tuple[State, ...] = get_args(State)
# What holds somebody's code: nobody is shown it, and it goes once it is sent.
SECRET: tuple[Kind, ...] = ("invitation",)
# What stands between two who write to each other: nobody at the desk is shown it, and
# it goes once it is sent.
PRIVATE: tuple[Kind, ...] = (*SECRET, "message")
# "[[/k/TOKEN]]" stands for this site's address of that path.
LINK = re.compile(r"\[\[(/[^\[\]\s]*)\]\]")
BLANK = "[[/k/-]]"
# Stands for the name of the Network until a letter is put in the outbox.
NETWORK = "[[network]]"
BETWEEN = "\n\n---\n\n"  # two languages in one message


class LetterError(CoproMapError):
    """A letter that cannot be written, or a message that cannot be sent again."""


@dataclass(frozen=True)
class Letter:
    """What is to be mailed to one address.

    ``language`` is "cy", "en", or "" if it is not known: then both are in the message,
    Welsh first. "[[/k/TOKEN]]" in ``body`` stands for this site's address of that path.
    ``cause`` is the same for the same letter, so that none is written twice.
    ``is_asked``: somebody asked for it, so it is better sent twice than not at all.
    ``unsubscribe`` is a path of this site such as "/k/TOKEN", where a POST without a
    cookie says "never write again" (RFC 8058).
    """

    address: str
    language: str
    subject: Label
    body: Label
    kind: Kind
    cause: str
    is_asked: bool
    entry: str = ""
    unsubscribe: str = ""


@dataclass(frozen=True)
class Message:
    """A message of the outbox; ``body`` has its links as "[[/k/TOKEN]]"."""

    number: int
    message_id: str
    cause: str
    kind: Kind
    address: str
    language: str
    subject: str
    body: str
    unsubscribe: str
    entry: str
    is_asked: bool
    state: State
    why: str
    tries: int
    not_before: str
    created_at: str
    changed_at: str


def of_network(letter: Letter, network: Label) -> Letter:
    """Return a letter in which the Network has its name.

    Examples
    --------
    >>> body, network = Label("", NETWORK), Label("The Network", "Y Rhwydwaith")
    >>> one = Letter("", "", Label("", ""), body, "told", "", is_asked=True)
    >>> of_network(one, network).body.cy
    'Y Rhwydwaith'
    """
    pairs = ((letter.body.en, network.en), (letter.body.cy, network.cy))
    named = (text.replace(NETWORK, name) for text, name in pairs)
    return replace(letter, body=Label(*named))


def in_language(letter: Letter) -> tuple[str, str]:
    r"""Return subject and body in the reader's language, in both if not known.

    Raises
    ------
    LetterError
        If the subject is not one line: a line's end would begin another header.

    Examples
    --------
    >>> one = Label("Still right?", "Dal yn gywir?"), Label("Yes", "Ydy")
    >>> in_language(Letter("a@example.org", "", *one, "service", "1", is_asked=False))
    ('Dal yn gywir? / Still right?', 'Ydy\n\n---\n\nYes')
    """
    one, other = letter.subject, letter.body
    if letter.language:
        subject, body = one.text(letter.language), other.text(letter.language)
    else:
        subject, body = f"{one.cy} / {one.en}", BETWEEN.join((other.cy, other.en))
    if not subject.strip() or len(subject.splitlines()) > 1 or has_control(subject):
        raise LetterError(N_("The subject of a letter is one line of words."))
    return subject, body


def blanked(text: str) -> str:
    """Return a body whose links open nothing any more.

    Examples
    --------
    >>> blanked("Press [[/k/abc]] once.")
    'Press [[/k/-]] once.'
    """
    return LINK.sub(lambda x: BLANK if x[1].startswith("/k/") else x[0], text)


def left_after(message: Message) -> str:
    """Return what is kept of a body once it was sent: nothing, of what is private."""
    return "" if message.kind in PRIVATE else blanked(message.body)


def with_links(text: str, site: str) -> str:
    """Return a body with its links as addresses of a site.

    Examples
    --------
    >>> with_links("Press [[/k/abc]] once.", "https://map.example")
    'Press https://map.example/k/abc once.'
    """
    return LINK.sub(lambda x: f"{site}{x[1]}", text)
