"""Somebody asks the desk, by telephone or letter, what is kept of them, or to go.

A steward sees kinds and numbers, never what people wrote. Whoever has an address reads
it themselves, by a link to their own page; a file is handed over only to whoever has
none. How the steward knew who asks is written down as one of a few words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from copro_map.assets.face import KeptEntry, kept_entries
from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import LANGUAGES, N_, Label, language_in_force, t
from copro_map.base.names import fold
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.today import WALES
from copro_map.base.whom import Whom
from copro_map.people import letters
from copro_map.people.changes import note
from copro_map.people.links import make_link
from copro_map.people.outbox import put
from copro_map.people.rights import require_now
from copro_map.people.rules.addresses import address_key
from copro_map.people.rules.changes import NOTHING, Change
from copro_map.people.rules.permissions import Action, Actor, require
from copro_map.privacy.forgetting import forget
from copro_map.privacy.personal import Told
from copro_map.privacy.whose import whom_of

MOST = 20  # entries that are called alike
# How a steward knows that it is them: nothing else is written down of it.
CHECKED: Mapping[str, str] = {
    "known": N_("I know them, by voice or by sight"),
    "rang_back": N_("I rang them back, on a number known before"),
    "by_mail": N_("They wrote from this e-mail address"),
    "papers": N_("I saw papers, or a signed letter"),
}


class AskedError(CoproMapError):
    """Something that is not done for whoever asks, or not yet; says what to do."""


@dataclass(frozen=True)
class Asked:
    """Who asks: by which address, which entry about them, or which number."""

    address: str = ""
    entry: str = ""
    person: int | None = None


@dataclass(frozen=True)
class Known:
    """Whoever asks, and what is kept of them: kinds, in words, and how many of each.

    ``names`` are what the entries about them are called, by their ids.
    """

    asked: Asked
    whom: Whom
    names: Mapping[str, Label]
    counts: tuple[tuple[str, int], ...]

    @property
    def is_nobody(self) -> bool:
        """Say whether nothing is kept of them."""
        return not (self.counts or self.names or self.whom.persons)

    @property
    def addresses(self) -> list[str]:
        """Return where they can be written to: the one that was asked by, or theirs."""
        return [self.asked.address] if self.asked.address else sorted(self.whom.keys)


def look_up(settings: Settings, actor: Actor, asked: Asked) -> Known:
    """Return what is kept of somebody, in kinds and numbers.

    Raises
    ------
    RefusedError
        If the one who looks may not: those who work here are an administrator's.
    """
    right = _right(asked)
    require(actor, right)
    with reading(settings.database) as database:
        require_now(database, actor, right)
        told = Told.of(database, _whom(database, asked))
        kept = kept_entries(database)
    own = sorted(told.whom.entries & kept.keys())
    names = {one: kept[one].name for one in own}
    return Known(asked, told.whom, names, told.counts)


def _right(asked: Asked) -> Action:
    """Return what whoever answers must be allowed to: who works here is looked up."""
    return "forget" if asked.person is None else "see_persons"


def _whom(database: Database, asked: Asked) -> Whom:
    return whom_of(database, asked.address, asked.entry, asked.person)


def called(settings: Settings, actor: Actor, name: str) -> dict[str, KeptEntry]:
    """Return entries about persons whose name has these words, on the map or not.

    No more than ``MOST``; none if no word is given. Accents and capitals do not count.

    Raises
    ------
    RefusedError
        If the one who looks may not.
    """
    words = fold(name).split() if name.strip() else []
    require(actor, "forget")
    with reading(settings.database) as database:
        require_now(database, actor, "forget")
        found = {
            one.id: one
            for one in kept_entries(database).values()
            if words
            and _is_called(one, words)
            and whom_of(database, "", one.id).entries
        }
    return dict(list(found.items())[:MOST])


def _is_called(entry: KeptEntry, words: list[str]) -> bool:
    told = f" {fold(entry.name.en)} {fold(entry.name.cy)}"
    return all(f" {word}" in told for word in words)


def send_link(
    settings: Settings, actor: Actor, asked: Asked, address: str, now: datetime
) -> None:
    """Send whoever asks the link to their own page, where all of it can be read.

    Raises
    ------
    RefusedError
        If the one who sends it may not.
    AskedError
        If the address is none of theirs, or is never written to.
    """
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, _right(asked))
        if address_key(address) not in _whom(database, asked).keys:
            raise AskedError(N_("This address is none of theirs. Load the page again."))
        token = make_link(database, "my_page", now, address=address)
        if not put(database, letters.my_page(address, "", token), now):
            raise AskedError(
                N_(
                    "Whoever has this address asked never to be written to, so no link "
                    "is sent. Forget them from here, if that is what they want."
                )
            )
        note(database, present, _change("link_sent", asked), now)


def file_for(
    settings: Settings, actor: Actor, asked: Asked, checked: str, now: datetime
) -> bytes:
    """Return the file of all that is kept, to be handed to whoever has no address.

    Raises
    ------
    RefusedError
        If the one who hands it over may not.
    AskedError
        If they have an address, or nobody said how it is known that it is them.
    """
    _see(checked)
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, _right(asked))
        whom = _whom(database, asked)
        if whom.keys:
            raise AskedError(
                N_("They have an address: send them the link to their own page.")
            )
        told = Told.of(database, whom)
        note(database, present, _change("file_made", asked, checked), now)
    _, content = told.file(settings, now.astimezone(WALES).date())
    return content


@dataclass(frozen=True)
class LetGo:
    """That somebody was let go: how many of each kind are deleted, to be told to them.

    ``is_clean`` as in ``forgetting.Forgotten``.
    """

    counts: tuple[tuple[str, int], ...]
    is_clean: bool


def forget_for(
    settings: Settings, actor: Actor, asked: Asked, checked: str, now: datetime
) -> LetGo:
    """Forget whoever asks, everywhere; whoever works here only by an administrator.

    Raises
    ------
    RefusedError
        If the one who presses may not.
    AskedError
        If nobody said how it is known that it is them.
    ForgettingError
        As for ``forgetting.forget``.
    """
    _see(checked)
    with reading(settings.database) as database:
        told = Told.of(database, _whom(database, asked))
    done = forget(settings, actor, told.whom, now, why=how_known(checked))
    return LetGo(told.gone(settings), done.is_clean)


def _see(checked: str) -> None:
    if checked not in CHECKED:
        raise AskedError(
            N_("Choose how you know that it is them. Nothing was done yet.")
        )


def _change(what: str, asked: Asked, checked: str = "") -> Change:
    """Return what is written down: never who it is, but by the id of an entry."""
    record = asked.entry or str(asked.person or "address")
    return Change("erasure", record, what, why=how_known(checked), entry=asked.entry)


def how_known(checked: str) -> Label:
    """Return how it was known that it is them, in both languages."""
    if not checked:
        return NOTHING
    said = {}
    for language in LANGUAGES:
        with language_in_force(language):
            said[language] = t(CHECKED[checked])
    return Label(said["en"], said["cy"])
