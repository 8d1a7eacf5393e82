"""Somebody at the desk decides what was sent in: one transaction each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from copro_map.assets.face import KeptEntry, Whole, kept_entries
from copro_map.base.characters import HIDDEN, has_control
from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.moments import written
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.today import WALES
from copro_map.geography.areas import load_layers
from copro_map.people.changes import note
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Change
from copro_map.people.rules.permissions import Actor, Belongs, may
from copro_map.versions.accepting import accept
from copro_map.versions.belonging import belongs_to
from copro_map.versions.keeping import found_version
from copro_map.versions.placing import placed
from copro_map.versions.returning import names_are_back
from copro_map.versions.rules.versions import (
    LOCATION,
    OPEN,
    STAYS,
    Decision,
    Version,
    VersionError,
)
from copro_map.versions.store import versions as store
from copro_map.versions.telling import tell

LONGEST_WORDS = 1_000  # characters
# What is only written to whoever sent it, so it has words.
WITH_WORDS = ("asked", "declined")


def open_versions(settings: Settings, actor: Actor) -> tuple[Version, ...]:
    """Return what waits to be decided by somebody, the oldest first.

    Raises
    ------
    RefusedError
        If they have no desk, or not any more.
    """
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    with reading(settings.database) as database:
        present = require_now(database, actor, "open_desk")
        found = store.open_versions(database)
        entries = kept_entries(database) if found else {}
    return tuple(
        one
        for one in found
        if may(
            present,
            "decide_version",
            *belongs_to(layers, one, entries.get(one.entry)),
        )
    )


def decide(
    settings: Settings, actor: Actor, number: int, decision: Decision, now: datetime
) -> None:
    """Decide a version: accept, ask, hand to a reader of Welsh, or decline.

    Accepted, it is public at once. Whoever sent it is told, if they proved their
    address.

    Raises
    ------
    RefusedError
        If somebody may not decide it where the entry is, or where it will be.
    VersionError
        If it was decided meanwhile, something was added to it since ``revision``, or
        it cannot be accepted as it stands; the message says what to do.
    ChangedError
        If the same fields were changed meanwhile; it has both values.
    """
    _check_words(decision)
    with writing(settings.database, make=False) as database:
        version = found_version(database, number)
        decide_in(settings, database, actor, version, decision, now)
    if decision.answer == "accepted":
        names_are_back(settings, [version], now)


def decline_all(
    settings: Settings,
    actor: Actor,
    numbers: Collection[int],
    words: str,
    now: datetime,
) -> int:
    """Decline several at once, such as what a machine sent; return how many.

    All or none. Those that were decided meanwhile stay so. Who proved their address is
    told the reason; without one nobody is.

    Raises
    ------
    RefusedError
        If somebody may not decide one of them.
    """
    _check_text(words)
    with writing(settings.database, make=False) as database:
        open_now = {one.number: one for one in store.open_versions(database)}
        chosen = [open_now[x] for x in dict.fromkeys(numbers) if x in open_now]
        for version in chosen:
            decision = Decision("declined", version.revision, words)
            decide_in(settings, database, actor, version, decision, now)
    return len(chosen)


def _check_words(decision: Decision) -> None:
    _check_text(decision.words)
    if decision.answer in WITH_WORDS and not decision.words.strip():
        raise VersionError(
            N_("Write what you ask, or why: whoever sent it in is told so.")
        )


def _check_text(words: str) -> None:
    if has_control(words):
        raise VersionError(HIDDEN)
    if len(words) > LONGEST_WORDS:
        raise VersionError(
            N_("Write at most {n} characters: they go into a letter."), n=LONGEST_WORDS
        )


def _entry(database: Database, version: Version) -> KeptEntry | None:
    return kept_entries(database, version.entry).get(version.entry)


def _with(settings: Settings, version: Version, decision: Decision) -> Version:
    """Return a version where it will be, and serve, once it is accepted with changes.

    Raises
    ------
    VersionError
        If it is to be at a place that is not known.
    """
    changes = decision.changes or {}
    asset = version.sent.asset
    if changes.get(LOCATION) not in (None, *STAYS):
        asset = placed(settings, asset, str(changes[LOCATION]))
    given = {**asset.given, **{x: y for x, y in changes.items() if x == "served"}}
    return replace(
        version, sent=replace(version.sent, asset=replace(asset, given=given))
    )


def decide_in(  # noqa: PLR0913 - what is decided, how, by whom and when
    settings: Settings,
    database: Database,
    actor: Actor,
    version: Version,
    decision: Decision,
    now: datetime,
) -> None:
    """Decide a version inside the caller's transaction; errors as ``decide``."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    entry = _entry(database, version)
    changed = _with(settings, version, decision)
    where = (
        *belongs_to(layers, version, entry),
        *belongs_to(layers, changed, entry),
    )
    present = require_now(database, actor, "decide_version", *where)
    _check_stands(version, decision)
    if decision.answer == "accepted":
        today = now.astimezone(WALES).date()
        changes = decision.changes or {}
        accept(settings, database, changed, changes, today, present.person)
    change = note(database, present, _change(version, decision, where), now)
    is_open = decision.answer in OPEN
    row = {
        "state": decision.answer,
        "words": decision.words.strip(),
        "at": "" if is_open else written(now),
        "change": change,
    }
    store.decide(database, version.number, row)
    tell(database, version, decision, change, now)
    if whole := Whole.of(database, version.entry):
        whole.say_nothing(database)


def _check_stands(version: Version, decision: Decision) -> None:
    if version.state not in OPEN:
        raise VersionError(
            N_("Somebody decided this meanwhile. Load the page again to see how.")
        )
    if version.revision != decision.revision:
        raise VersionError(
            N_(
                "Whoever sent it in added something while you looked at it. Nothing is "
                "decided yet: look at it again."
            )
        )


def _change(version: Version, decision: Decision, where: tuple[Belongs, ...]) -> Change:
    """Return what is written down of a decision: none of its words."""
    return Change(
        "version",
        str(version.number),
        "state",
        version.state,
        decision.answer,
        entry=version.entry,
        areas=frozenset[str]().union(*(one.areas for one in where)),
    )
