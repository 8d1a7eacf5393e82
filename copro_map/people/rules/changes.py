"""A change that somebody made: who, what, from, to, why; two who change the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, Label

# What a change is about.
Subject = Literal[
    "approval",
    "audit",
    "claim",
    "consent",
    "contact",
    "decision",
    "duplicate",
    "entry",
    "erasure",
    "event",
    "file",
    "import",
    "meeting",
    "member",
    "message",
    "money",
    "narrative",
    "observation",
    "outreach",
    "person",
    "place",
    "plan",
    "report",
    "seat",
    "setting",
    "snapshot",
    "talk",
    "target",
    "version",
    "wave",
    "workshop",
]
SUBJECTS: tuple[Subject, ...] = get_args(Subject)
NOTHING = Label("", "")


@dataclass(frozen=True)
class Change:
    """What somebody changes.

    ``record`` is the id of what is changed, among those of its subject; ``what`` the
    field, or the act, in one word of the program ("closes_on", "accepted"). ``was`` and
    ``now`` are its values as text. ``entry`` is the id of the entry that it is about,
    ``areas`` the councils whose officers may see it. ``undoes`` is the number of a
    change that this one takes back. No field holds a person's name or address.
    """

    subject: Subject
    record: str
    what: str
    was: str = ""
    now: str = ""
    why: Label = NOTHING
    entry: str = ""
    areas: frozenset[str] = frozenset()
    undoes: int | None = None


@dataclass(frozen=True)
class Made:
    """A change as it was made: its number, when, by whom, which version it made.

    ``person`` is None for whoever was at the machine, or came by a link.
    ``undone_by`` is the number of the change that took it back.
    """

    number: int
    at: str
    person: int | None
    role: str
    change: Change
    version: int
    undone_by: int | None = None


class ConflictError(CoproMapError):
    """Somebody else changed the same field meanwhile; the message shows both."""

    def __init__(self, made: Made, mine: str) -> None:
        """Say what they wrote, and what was not kept."""
        super().__init__(
            N_(
                "Somebody changed this while you looked at it. Theirs: {theirs}. "
                "Yours: {mine}. Yours is not kept yet: look at both, then save again "
                "if yours is right."
            ),
            theirs=made.change.now or "-",
            mine=mine or "-",
        )
        self.made, self.mine = made, mine


class UndoError(CoproMapError):
    """A change that cannot be taken back (any more); says what to do instead."""


def check_seen(later: Sequence[Made], wanted: dict[str, str]) -> None:
    """Refuse to overwrite what somebody changed since a record was shown.

    ``later`` are the changes of the record since then, in order; ``wanted`` the fields
    that are to be written, with their values. Whoever changed another field, or wrote
    the very same, is no reason.

    Raises
    ------
    ConflictError
        If a field was changed to something else meanwhile; it shows both.
    """
    last = {one.change.what: one for one in later}
    for what, value in wanted.items():
        if what in last and last[what].change.now != value:
            raise ConflictError(last[what], value)
