"""A version of an entry that somebody sent: what it gives, and how it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from copro_map.assets.rules.records import Asset, Value, checksum
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.versions.rules.reasons import reason_in_words

State = Literal["waiting", "asked", "reading", "accepted", "declined", "withdrawn"]
Answer = Literal["accepted", "asked", "reading", "declined"]
STATES: tuple[State, ...] = get_args(State)
# Those that somebody at the desk still has to decide. "asked": whoever sent it was
# asked something; "reading": it is with somebody who reads Welsh.
OPEN: tuple[State, ...] = ("waiting", "asked", "reading")
# Where an entry is based, among the fields that differ or are changed.
LOCATION = "location"
# What is said of it, if it is to be as it was sent, or as the entry is now.
STAYS = ("sent", "now")


class VersionError(CoproMapError):
    """A version that cannot be kept, amended or decided; says what to do instead."""


@dataclass(frozen=True)
class Sent:
    """What somebody sends: an entry with the fields that it gives, and who they are.

    ``asset.given`` holds only what is given; ``seen`` is the version of the entry that
    it was written on, 0 of a new one. ``client`` is a keyed mark of their computer.
    ``note`` is what they answer to a question of the desk. ``workshop`` is the number
    of the one in which it was typed: it needs no address then.
    """

    asset: Asset
    is_new: bool
    seen: int
    language: str
    address: str
    client: str = ""
    note: str = ""
    workshop: int | None = None


@dataclass(frozen=True)
class Version:
    """A version as it is kept: private, all of it.

    ``number`` is its own; ``revision`` how often something was added to it, from 1.
    ``is_proved``: somebody with the address said that it was them. ``words``: what was
    asked, or why it was declined. Moments are UTC (2026-11-29T17:05:00Z).
    """

    number: int
    sent: Sent
    revision: int
    is_proved: bool
    sent_at: str
    state: State
    words: str
    decided_at: str

    @property
    def entry(self) -> str:
        """The id of its entry."""
        return self.sent.asset.id

    @property
    def is_emptied(self) -> bool:
        """Whether nothing is kept any more of what it gave."""
        asset = self.sent.asset
        return not (asset.given or asset.areas or asset.location)

    @property
    def told(self) -> str:
        """What its sender is asked, or told is the reason, in the current language."""
        return reason_in_words(self.words)


@dataclass(frozen=True)
class Decision:
    """What is decided of a version.

    ``words`` are for whoever sent it: the question, or the reason. ``changes`` are
    fields as they are to be instead, if it is accepted with a change; of "location"
    they say "sent", "now" for where the entry is now, or a place as somebody writes it.
    ``revision`` is the one that was read.
    """

    answer: Answer
    revision: int
    words: str = ""
    changes: Mapping[str, Value] | None = None


@dataclass(frozen=True)
class Difference:
    """A field of which a version says something else than what is published."""

    field: str
    was: Value
    now: Value


class ChangedError(VersionError):
    """What a version changes was changed meanwhile by somebody else.

    ``differences`` are the fields: as they are now, and as the version has them.
    """

    def __init__(self, found: Sequence[Difference]) -> None:
        """Say both values of the first, as they are kept."""
        first = found[0]
        super().__init__(
            N_(
                "This was changed on the map after it was sent in ({field}). There "
                "now: {theirs}. Sent in: {mine}. Nothing is changed yet: choose which "
                "it is to be, then accept it."
            ),
            field=first.field,
            theirs=_in_words(first.was),
            mine=_in_words(first.now),
        )
        self.differences = tuple(found)


def _in_words(value: Value) -> str:
    whole = ", ".join(value) if isinstance(value, tuple) else str(value or "")
    return whole or "-"


def changed_meanwhile(
    base: Mapping[str, Value], now: Mapping[str, Value], mine: Mapping[str, Value]
) -> tuple[Difference, ...]:
    """Return the fields that somebody else changed since, to another value than mine.

    ``base`` is what they were when mine was written.

    Examples
    --------
    >>> base, now = {"place": "", "website": ""}, {"place": "Bala", "website": "w"}
    >>> changed_meanwhile(base, now, {"place": "Y Bala", "website": "w"})
    (Difference(field='place', was='Bala', now='Y Bala'),)
    >>> changed_meanwhile(base, base, {"place": "Y Bala"})
    ()
    """
    theirs = {one.field for one in differences(base, now)}
    return tuple(one for one in differences(now, mine) if one.field in theirs)


def differences(
    before: Mapping[str, Value], given: Mapping[str, Value]
) -> tuple[Difference, ...]:
    """Return where what is given differs from what was before, in the order given.

    What was empty and stays so is no difference; nor is the order of a list.

    Examples
    --------
    >>> differences({"place": "Bala", "themes": ("a", "b")},
    ...             {"place": "Y Bala", "themes": ("b", "a"), "website": ""})
    (Difference(field='place', was='Bala', now='Y Bala'),)
    """
    return tuple(
        Difference(name, before.get(name), value)
        for name, value in given.items()
        if (value or before.get(name))
        and checksum(value or "") != checksum(before.get(name) or "")
    )


def point_in_words(asset: Asset) -> str:
    """Return where an entry is based as a text, to be compared.

    Examples
    --------
    >>> point_in_words(Asset("a", {}, {"local_authority": "W06000008"}))
    'W06000008'
    """
    point = asset.location
    if point is None:
        return asset.areas.get("local_authority", "")
    return f"{point.latitude:.5f}, {point.longitude:.5f}"
