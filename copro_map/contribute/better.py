"""More of what was sent, added while it waits: saved at once, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from copro_map.assets.face import Asset
from copro_map.base.config import Settings
from copro_map.base.store.connection import Database, writing
from copro_map.base.today import WALES
from copro_map.contribute.checking import ContributeError, wrong_in
from copro_map.contribute.drafts import CONSENTS, held_whole, keep_whole
from copro_map.contribute.rules.giving import agreed_to, given_of
from copro_map.contribute.rules.steps import is_person
from copro_map.contribute.sending import GONE, receipt_of
from copro_map.people.consents import keep_consents, let_consents_go, wording
from copro_map.versions.face import Sent, amend_version, version_with


def add_more(
    settings: Settings, key: str, changes: Mapping[str, Any], now: datetime
) -> None:
    """Keep what somebody adds to what they sent, and add it to the version that waits.

    What cannot be read yet, as a web address half typed, is kept and not added.

    Raises
    ------
    VersionError
        If it was decided meanwhile: nothing can be added to it.
    ContributeError, DraftError
        If nothing is kept under the key, or it is too long.
    DatabaseError
        If the database cannot be written.
    """
    today = now.astimezone(WALES).date()
    with writing(settings.database, make=False) as database:
        held = held_whole(database, key, today)
        receipt = receipt_of(held or {})
        version = version_with(database, receipt.number) if receipt else None
        if not (held and receipt and version) or version.entry != receipt.entry:
            raise ContributeError(GONE)  # a number can be given anew, an entry cannot
        filled = {**held, **changes}
        read = {x for x in changes if not wrong_in(x, filled.get(x))}
        sent = replace(version.sent, asset=_with(version.sent, filled, read))
        if sent != version.sent:
            amend_version(database, version.number, sent, now)
        if CONSENTS in changes:
            _agree(settings, database, sent, filled, today)
        keep_whole(settings, database, key, filled, today)


def _with(sent: Sent, filled: Mapping[str, Any], read: set[str]) -> Asset:
    """Return what was sent with the fields that are added to it."""
    given = given_of(filled)
    if sent.is_new and is_person(filled):
        given = agreed_to(given, filled.get(CONSENTS) or ())
        read = read | {"website"} if CONSENTS in read else read
    names = {x for x in given if x in read or (x == "name_en" and "name_cy" in read)}
    added = {name: given[name] for name in names}
    asset = sent.asset
    by_hand = asset.by_hand if sent.is_new else asset.by_hand | names
    return replace(asset, given={**asset.given, **added}, by_hand=by_hand)


def _agree(
    settings: Settings,
    database: Database,
    sent: Sent,
    filled: Mapping[str, Any],
    today: date,
) -> None:
    """Keep what somebody agrees to now, of what is shown of them, and nothing else."""
    if sent.is_new and is_person(filled):
        let_consents_go(database, sent.asset.id, sent.address)
        keep_consents(
            database,
            sent.asset.id,
            filled.get(CONSENTS) or (),
            wording(settings, today).id,
            sent.language,
            today,
            sent.address,
            "form",
        )
