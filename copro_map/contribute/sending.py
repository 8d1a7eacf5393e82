"""What somebody filled in is sent: kept as a version that waits, with its receipt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from copro_map.assets.face import Asset
from copro_map.base.config import Settings
from copro_map.base.i18n import N_, current_language
from copro_map.base.store.connection import Database, writing
from copro_map.base.today import WALES
from copro_map.contribute.checking import ContributeError, Wrong, wrong_of_all
from copro_map.contribute.drafts import (
    ADDRESS,
    CONSENTS,
    ENTRY,
    SEEN,
    SENT,
    held_whole,
    keep_whole,
)
from copro_map.contribute.making import (
    Published,
    WhereError,
    make_mended,
    make_new,
    published_in,
    where_is,
)
from copro_map.contribute.new_ids import new_id
from copro_map.contribute.rules.giving import changes_of
from copro_map.contribute.rules.steps import is_person
from copro_map.contribute.terms import wrong_terms
from copro_map.people.consents import keep_consents, wording
from copro_map.people.contributed import receipt_letter, version_link
from copro_map.people.limits import TooOftenError, check_limit
from copro_map.people.marks import mark_of
from copro_map.people.outbox import put
from copro_map.people.rules.addresses import address_key, read_address
from copro_map.versions.face import Sent, keep_version

# Of one computer: a room of people with one connection sends fewer in a minute; who
# enters a list of a hundred has an import for it. And letters to one address a day.
AT_ONCE, A_DAY, LETTERS = "6 per minute", "100 per day", "3 per day"
# What was typed is let go once it is sent: what is kept of it is what was made of it.
FORGOTTEN = (ADDRESS, "where", "point", "not_these")
NOTHING_UNKEPT: Mapping[str, Any] = {}
GONE = N_(
    "Nothing is kept under this address any more: more than 14 days have passed. "
    "What is here can be sent once you change something in it."
)
NOTHING_NEW = N_("Nothing is changed yet. Change what is wrong, then send it.")


@dataclass(frozen=True)
class Receipt:
    """What somebody holds who sent something: its number, of which entry, and when.

    ``sent_on`` is an ISO day in Wales.
    """

    number: int
    entry: str
    is_new: bool
    sent_on: str


class NotReadyError(ContributeError):
    """Something is wrong or missing: ``wrong`` says what, and where."""

    def __init__(self, wrong: Iterable[Wrong]) -> None:
        """Say how much it is."""
        self.wrong = tuple(wrong)
        message = N_(
            "Not sent yet. To put right: {n}. It says what below each answer. "
            "Nothing that you wrote is lost."
        )
        super().__init__(message, n=len(self.wrong))


class MeanwhileError(ContributeError):
    """The entry was changed since somebody began to mend it; ``now`` is how it is."""

    def __init__(self, now: Published) -> None:
        """Say what to do."""
        self.now = now
        super().__init__(
            N_(
                "Not sent yet: somebody else changed this entry while you wrote. Below "
                "you see what is there now, and what you wrote. If yours is still "
                "right, send it again."
            )
        )


def receipt_of(content: Mapping[str, Any]) -> Receipt | None:
    """Return the receipt of a draft that was sent; None of one that was not."""
    sent = content.get(SENT)
    return Receipt(**sent) if sent else None


def wrong_where(
    settings: Settings, filled: Mapping[str, Any], today: date
) -> tuple[Wrong, ...]:
    """Return what is wrong with where it is; of an offer, with how and when it is."""
    wrong = tuple(wrong_terms(filled, today))
    try:
        where_is(settings, filled)
    except WhereError as error:
        return (Wrong("where", error.message, error.facts), *wrong)
    return wrong


def _check(settings: Settings, filled: Mapping[str, Any], today: date) -> None:
    wrong = wrong_of_all(
        filled, current_language(), lambda: wrong_where(settings, filled, today)
    )
    if wrong:
        raise NotReadyError(wrong)


def _limited(key: str, client: str) -> None:
    for limit in (AT_ONCE, A_DAY):
        check_limit(limit, "contribute", client)
        if key:
            check_limit(limit, "contribute draft", key)


def _made(
    settings: Settings, database: Database, content: Mapping[str, Any], today: date
) -> tuple[Asset, bool, int]:
    """Return the entry that is sent, whether it is new, and the version it was at."""
    entry = str(content.get(ENTRY) or "")
    if not entry:
        _check(settings, content, today)
        return make_new(settings, new_id(database), content), True, 0
    before = published_in(database, entry)
    if before is None:
        raise ContributeError(N_("This entry is not on the map any more."))
    filled = {**before.filled, **content}
    moves = filled.get("where") or filled.get("point")
    if not (moves or changes_of(before.given, filled)):
        raise ContributeError(NOTHING_NEW)
    _check(settings, filled, today)
    asset = make_mended(settings, entry, before, filled)
    if content.get(SEEN, before.version) != before.version:
        raise MeanwhileError(before)
    return asset, False, before.version


def _write_to(
    database: Database, number: int, sent: Sent, now: datetime, language: str
) -> None:
    """Put the receipt in the outbox; no more than three a day to one address."""
    try:
        check_limit(LETTERS, "receipt", address_key(sent.address))
    except TooOftenError:
        return
    token = version_link(database, number, sent.address, sent.asset.id, now)
    letter = receipt_letter(number, sent.asset.id, sent.address, language, token)
    put(database, letter, now)


def _agree(
    settings: Settings,
    database: Database,
    sent: Sent,
    content: Mapping[str, Any],
    today: date,
) -> None:
    """Keep what was agreed to: of a new entry of a person also what is shown."""
    agreed = set(content.get(CONSENTS) or ())
    if not (sent.is_new and is_person(content)):
        agreed &= {"contact"}
    version = wording(settings, today).id
    keep_consents(
        database,
        sent.asset.id,
        agreed,
        version,
        sent.language,
        today,
        sent.address,
        "form",
    )


def send(
    settings: Settings,
    key: str,
    now: datetime,
    client: str,
    unkept: Mapping[str, Any] = NOTHING_UNKEPT,
) -> Receipt:
    """Send what is kept under a key: all of it in one transaction, and once.

    It waits for somebody at the desk. Under the same key its receipt is found; what was
    typed of the address and the place is let go. ``unkept`` is what stands on the
    screen besides, or alone: it could not be kept, as too many drafts are.

    Raises
    ------
    NotReadyError
        If something is wrong or missing; the draft stays.
    MeanwhileError
        If the entry that it mends was changed since.
    TooOftenError
        If too much came from there.
    ContributeError
        If nothing is kept under the key, or nothing is changed.
    DatabaseError
        If the database cannot be written.
    """
    today = now.astimezone(WALES).date()
    with writing(settings.database, make=False) as database:
        held = held_whole(database, key, today)
        content = {**(held or {}), **unkept}
        if not content:
            raise ContributeError(GONE)
        if done := receipt_of(content):
            return done
        asset, is_new, seen = _made(settings, database, content, today)
        _limited(key, client)
        address, language = read_address(content[ADDRESS]), current_language()
        mark = mark_of(database, f"client {client}")
        sent = Sent(asset, is_new, seen, language, address, mark)
        number = keep_version(database, sent, now)
        _agree(settings, database, sent, content, today)
        _write_to(database, number, sent, now, language)
        receipt = Receipt(number, asset.id, is_new, today.isoformat())
        if held is not None:
            left = {x: y for x, y in content.items() if x not in FORGOTTEN}
            keep_whole(settings, database, key, left | {SENT: vars(receipt)}, today)
    return receipt


__all__ = [
    "MeanwhileError",
    "NotReadyError",
    "Receipt",
    "changes_of",
    "receipt_of",
    "send",
    "wrong_where",
]
