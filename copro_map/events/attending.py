"""The organisations on the map that may have come: found by what they are called."""

from __future__ import annotations

import pandas as pd

from copro_map.base.i18n import Label, sort_key
from copro_map.base.names import fold

MOST = 8  # found at once


def organisations(entries: pd.DataFrame) -> dict[str, Label]:
    """Return the names of the practitioners on the map that are no person, by id.

    ``entries`` are all that are on the map, as ``search.face.all_assets`` has them.
    """
    is_one = (entries["kind"] == "practitioner") & (
        entries["practitioner_type"] != "individual"
    )
    return {
        str(one): Label(str(english), str(welsh))
        for one, english, welsh in entries.loc[
            is_one, ["name_en", "name_cy"]
        ].itertuples()
    }


def called(name: Label) -> str:
    """Return a name in the current language, or in the one that it has."""
    return name.text() or name.en or name.cy


def entry_called(entries: pd.DataFrame, words: str) -> str:
    """Return the id of the one organisation on the map that is called so; "" if none.

    In either language, however it is written (``base.names.fold``).
    """
    if not words.strip():
        return ""
    wanted = fold(words)
    found = [
        one
        for one, name in organisations(entries).items()
        if wanted in {fold(x) for x in (name.en, name.cy) if x}
    ]
    return found[0] if len(found) == 1 else ""


def found(entries: pd.DataFrame, words: str) -> tuple[tuple[str, str], ...]:
    """Return the organisations in whose name every word is: id and name, at most 8."""
    wanted = fold(words).split() if words.strip() else []
    if not wanted:
        return ()
    hits = [
        (one, called(name))
        for one, name in organisations(entries).items()
        if all(part in fold(f"{name.en} {name.cy}") for part in wanted)
    ]
    return tuple(sorted(hits, key=lambda x: sort_key(x[1]))[:MOST])
