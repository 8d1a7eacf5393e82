"""What was sent in becomes public, inside the transaction of whoever accepts it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from copro_map.assets.face import (
    CONTRIBUTED,
    Asset,
    EntryState,
    Value,
    Whole,
    save_entries,
    set_states,
)
from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import N_
from copro_map.base.moments import read_moment
from copro_map.base.store.connection import Database
from copro_map.base.today import WALES
from copro_map.geography.areas import ALL_WALES, load_layers
from copro_map.people.consents import consents_by, count_consents
from copro_map.people.contacts import Given, entries_of, is_never, keep_contact
from copro_map.versions.keeping import without_forgotten
from copro_map.versions.rules.content import (
    check_given,
    check_stays_person,
    check_whole,
    publishable,
)
from copro_map.versions.rules.versions import (
    LOCATION,
    ChangedError,
    Version,
    VersionError,
    changed_meanwhile,
    point_in_words,
)
from copro_map.versions.store import versions as store

# What an entry is found by beside its own texts, so it is given again.
FOUND_BY = ("kind", "name_en", "name_cy", "themes", "stages", "served")


def sent_on(version: Version) -> date:
    """Return the day in Wales on which a version was sent."""
    return read_moment(version.sent_at).astimezone(WALES).date()


def accept(  # noqa: PLR0913 - what is accepted, with which changes, by whom and when
    settings: Settings,
    database: Database,
    version: Version,
    changes: Mapping[str, Value],
    today: date,
    by: int | None,
) -> None:
    """Publish what a version gives, with changes; keep how the entry was before.

    Raises
    ------
    VersionError
        If it cannot be published as it stands, or its entry is not on the map.
    ChangedError
        If somebody changed the same fields meanwhile.
    """
    version = without_forgotten(settings, database, version)
    whole = Whole.of(database, version.entry)
    asset = _as_accepted(version, changes, whole)
    _check(settings, asset)
    count_agreed(database, version)
    if version.sent.is_new:
        _check_id_is_free(whole)
        _publish_new(settings, database, version, asset, today)
        before = Asset(version.entry, {})
    else:
        asset = _of_its_own(asset, whole)
        before = _mend(settings, database, version, asset, whole, changes, today)
    store.keep_accepted(database, version.number, _written(database, asset), before)
    if version.sent.is_new and version.is_proved:
        belong_to_sender(database, version, today, by)
    elif version.sent.is_new and version.sent.workshop is not None:
        keep_typed_contact(database, version, today, by)


def _written(database: Database, asset: Asset) -> Asset:
    """Return what was accepted as it is kept: a person is at no exact place."""
    whole = Whole.of(database, asset.id)
    assert whole is not None
    given = {name: whole.asset.given[name] for name in asset.given}
    if moves(asset):
        return replace(whole.asset, given=given)
    return Asset(asset.id, given)


def count_agreed(database: Database, version: Version) -> bool:
    """Let count what was agreed to with a version; say whether that was anything.

    Only once somebody with the address said that it was them, or of what was typed in a
    workshop; and to mend an entry that is on the map, only of whoever speaks for it, or
    agreed to what is there.
    """
    is_known = version.is_proved or version.sent.workshop is not None
    address, entry = version.sent.address, version.entry
    agreed = {x.entry for x in consents_by(database, address) if not x.held}
    own = entries_of(database, address) | agreed
    may = is_known and (version.sent.is_new or entry in own)
    return may and count_consents(database, entry, address) > 0


def _as_accepted(
    version: Version, changes: Mapping[str, Value], whole: Whole | None
) -> Asset:
    """Return what a version gives once it is changed; where it stays if so wanted."""
    asset = version.sent.asset
    fields = {name: one for name, one in changes.items() if name != LOCATION}
    there = whole.asset.given if whole and not version.sent.is_new else {}
    given = publishable({**asset.given, **fields}, there)
    if changes.get(LOCATION) == "now" and whole:
        return replace(asset, given=given, areas={}, location=None)
    return replace(asset, given=given)


def _check(settings: Settings, asset: Asset) -> None:
    definitions = load_definitions(settings.data_dir)
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    areas = {code for layer in layers.values() for code in layer.areas}
    check_given(asset.given, definitions, areas | {ALL_WALES})


def _of_its_own(asset: Asset, whole: Whole | None) -> Asset:
    """Let what was known by name only be an entry of its own once it is mended."""
    if whole is None or whole.asset.given["origin"] != "named":
        return asset
    return replace(asset, given={**asset.given, "origin": CONTRIBUTED})


def _check_id_is_free(whole: Whole | None) -> None:
    """Let only an entry come back that was taken back, never write over another."""
    if whole and (
        whole.status == "published" or whole.asset.given["origin"] != CONTRIBUTED
    ):
        raise VersionError(
            N_(
                "This entry is on the map already. Decline it, or ask whoever sent "
                "it in."
            )
        )


def _publish_new(
    settings: Settings, database: Database, version: Version, asset: Asset, today: date
) -> None:
    """Write a new entry, on the map from today; one that was taken back comes back."""
    check_whole(asset.given)
    origin = {
        "origin": CONTRIBUTED,
        "source_url": "",
        "source_date": sent_on(version).isoformat(),
    }
    # Set by hand if it was here before, so that this counts and not what was then.
    whole = replace(asset, given={**asset.given, **origin}, is_set=True)
    save_entries(database, settings, [whole], today)
    set_states(database, [EntryState(version.entry, today.isoformat())])


def _mend(  # noqa: PLR0913 - as ``accept``
    settings: Settings,
    database: Database,
    version: Version,
    asset: Asset,
    whole: Whole | None,
    changes: Mapping[str, Value],
    today: date,
) -> Asset:
    """Write what is mended; return what was before of the fields that are given."""
    if whole is None or whole.status != "published":
        raise VersionError(N_("This entry is not on the map any more."))
    check_whole({**whole.asset.given, **asset.given})
    check_stays_person(whole.asset.given, asset.given)
    _check_meanwhile(store.was_of(database, version.number), whole, asset, changes)
    before = {name: whole.asset.given.get(name) for name in asset.given}
    mend(settings, database, whole.asset, asset, today, moves=moves(asset))
    return replace(whole.asset, given=before)


def moves(asset: Asset) -> bool:
    """Say whether what is given of an entry says where it is based."""
    return bool(asset.areas or asset.location)


def mend(  # noqa: PLR0913 - what is written of what, and when
    settings: Settings,
    database: Database,
    there: Asset,
    given: Asset,
    today: date,
    *,
    moves: bool,
) -> None:
    """Write fields of an entry, and where it is if it ``moves``; all else stays.

    ``there`` is the entry as it is. A later import leaves what is set so, as long as
    its file says nothing new of it.
    """
    by_hand = {*FOUND_BY, *given.given, "location"}
    found_by = {name: there.given[name] for name in FOUND_BY}
    asset = Asset(
        given.id,
        {**found_by, **given.given},
        given.areas if moves else there.areas,
        given.location if moves else there.location,
        frozenset(by_hand),
        is_set=True,
    )
    save_entries(database, settings, [asset], today)


def _check_meanwhile(
    base: Asset, whole: Whole, asset: Asset, changes: Mapping[str, Value]
) -> None:
    """Refuse to write over what somebody changed since, unless it was chosen so."""
    mine = {name: one for name, one in asset.given.items() if name not in changes}
    found = changed_meanwhile(base.given, whole.asset.given, mine)
    if moves(asset) and LOCATION not in changes:
        points = [{LOCATION: point_in_words(x)} for x in (base, whole.asset, asset)]
        found += changed_meanwhile(*points)
    if found:
        raise ChangedError(found)


def keep_typed_contact(
    database: Database, version: Version, today: date, by: int | None
) -> None:
    """Keep the address that was typed in a workshop as a contact of its new entry.

    Whoever typed it agreed to be written to. They are not its owner, as nobody proved
    the address: the first letter says where it was typed.
    """
    address, language = version.sent.address, version.sent.language
    if not address or is_never(database, address):
        return
    names = store.workshop_names(database).get(version.sent.workshop or 0, ())
    where = " · ".join(dict.fromkeys(filter(None, names)))
    given = Given(address, language, "owner", where, sent_on(version).isoformat())
    keep_contact(database, version.entry, given, today, entered_by=by)


def belong_to_sender(
    database: Database,
    version: Version,
    today: date,
    by: int | None = None,
    *,
    is_said: bool = False,
) -> None:
    """Let a new entry be that of whoever sent it, who proved their address.

    They are its contact and its owner, and what they sent counts as their word on the
    day on which they sent it, unless ``is_said``: somebody spoke of it since.
    """
    address, language = version.sent.address, version.sent.language
    if address and not is_never(database, address):
        given = Given(address, language, "owner")
        keep_contact(
            database, version.entry, given, today, is_owner=True, entered_by=by
        )
    if is_said:
        return
    state = EntryState(
        version.entry,
        today.isoformat(),
        verification="confirmed",
        verified_on=sent_on(version).isoformat(),
        verified_role="owner",
    )
    set_states(database, [state])
