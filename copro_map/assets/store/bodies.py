"""Who runs what: bodies with an entry of their own, and those known by name only.

Names are compared as ``base.names.fold`` makes them.
"""

from __future__ import annotations

from sqlite_utils import Database

from copro_map.assets.rules.records import Asset
from copro_map.base.names import fold, name_key

# One that became another lends it its names.
PRACTITIONERS = """
SELECT b.id, a.name_en, a.name_cy, b.origin = 'named'
FROM asset AS a
LEFT JOIN asset_successor AS s ON s.id = a.id AND a.merged
JOIN asset AS b ON b.id = COALESCE(s.became, a.id)
JOIN asset_shown AS shown ON shown.id = b.id AND shown.name
WHERE a.kind = 'practitioner'
    AND (a.status = 'published' OR a.origin = 'named' OR a.merged)
ORDER BY a.merged DESC, b.id DESC
"""
# Of a person only what they agreed to.
RUNNERS = """
SELECT a.id, iif(s.description, a.organisation, '')
FROM asset AS a JOIN asset_shown AS s ON s.id = a.id WHERE a.status = 'published'
"""
SET_ORGANISATION = "UPDATE asset SET organisation_id = ? WHERE id = ?"
SET_NAMED = """
UPDATE asset SET status = CASE taken_off WHEN 1 THEN status ELSE ? END, became = ?
WHERE id = ?
"""
OWN_NAMES = """
SELECT name_en FROM asset WHERE kind = 'practitioner' AND origin <> 'named'
UNION
SELECT name_cy FROM asset WHERE kind = 'practitioner' AND origin <> 'named'
"""
NAMED = """
SELECT id, name_en, source_url, source_date FROM asset WHERE origin = 'named'
ORDER BY id DESC
"""
NAMINGS = """
SELECT a.id, a.organisation, a.source_url
FROM asset AS a JOIN asset_shown AS s ON s.id = a.id AND s.description
WHERE a.status = 'published' AND a.organisation <> ''
"""


def named_id(name: str) -> str:
    """Return the id that a body known by name only is given.

    Examples
    --------
    >>> named_id("Tŷ’r Ardd")
    'named-ty-r-ardd'
    """
    return f"named-{name_key(name)}"


def _first(ids: list[str], name: str) -> str:
    """Return which of several entries of a name stands for it; old ids may differ."""
    return named_id(name) if named_id(name) in ids else min(ids)


def link_organisations(database: Database) -> None:
    """Tie each entry to the practitioner that runs it, by name.

    Where a real entry and one that was only named share a name, the real one wins, and
    the other leads to it (``became``); so it does among several of one name. One that
    was only named is shown as long as an entry names it and no real one has it.
    """
    connection = database.conn
    real: dict[str, str] = {}
    named: dict[str, list[str]] = {}
    for asset_id, name_en, name_cy, only_named in connection.execute(PRACTITIONERS):
        for key in {fold(name) for name in (name_en, name_cy) if name}:
            if only_named:
                named.setdefault(key, []).append(asset_id)
            else:
                real[key] = asset_id
    runs = {i: fold(n) if n else "" for i, n in connection.execute(RUNNERS)}
    wanted = set(runs.values()) - set(real)
    by_key = {key: _first(ids, key) for key, ids in named.items()} | real
    keys: dict[str, list[str]] = {}
    for key, ids in named.items():
        for i in ids:
            keys.setdefault(i, []).append(key)
    states = []
    for i, own in keys.items():
        shown = any(key in wanted and by_key[key] == i for key in own)
        others = [by_key[key] for key in own if by_key[key] != i]
        became = None if shown or not others else others[0]
        states.append(("published" if shown else "archived", became, i))
    connection.executemany(SET_NAMED, states)
    connection.executemany(
        SET_ORGANISATION, [(by_key.get(key), i) for i, key in runs.items()]
    )


def own_names(database: Database) -> set[str]:
    """Return the names of practitioners with an entry of their own, as compared."""
    return {fold(name) for (name,) in database.execute(OWN_NAMES) if name}


def named_bodies(database: Database) -> dict[str, Asset]:
    """Return the bodies known by name only, as they are kept, by name as compared."""
    found: dict[str, list[Asset]] = {}
    for asset_id, name, url, day in database.execute(NAMED):
        body = named_body(asset_id, name, url, day)
        found.setdefault(fold(name), []).append(body)
    firsts = {key: _first([x.id for x in same], key) for key, same in found.items()}
    return {
        key: next(one for one in same if one.id == firsts[key])
        for key, same in found.items()
    }


def named_body(asset_id: str, name: str, source_url: str, source_date: str) -> Asset:
    """Return the entry of a body of which no more is known than its name."""
    given = {
        "kind": "practitioner",
        "practitioner_type": "organisation",
        "name_en": name,
        "source_url": source_url,
        "source_date": source_date,
        "origin": "named",
    }
    return Asset(asset_id, given)


def namings(database: Database) -> dict[str, tuple[str, str]]:
    """Return who runs each entry, by name as compared, and the source that says so."""
    rows = database.execute(NAMINGS)
    return {asset_id: (fold(name), url) for asset_id, name, url in rows}
