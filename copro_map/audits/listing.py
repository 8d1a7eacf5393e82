"""Self-audits as they are shown and counted, and by which instrument."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from copro_map.audits.rules.instrument import Instrument
from copro_map.audits.rules.levels import principle_levels, several
from copro_map.audits.store.audits import audit_of, audits, project_names
from copro_map.base.config import Settings
from copro_map.base.errors import DefinitionError
from copro_map.base.i18n import Label
from copro_map.base.models import NO_FILE, load_folder
from copro_map.base.store.became import ids_of
from copro_map.base.store.connection import reading
from copro_map.base.superseded import counting, current, plain

IN_USE = "principles"  # The instrument of the page; others are kept for older audits.

AUDIT_COLUMNS = ("asset_id", "date", "level", "complete")

HISTORY = ("audited_on", "level", "instrument", "people")
LISTED = ("draft", "checked")


def words_of_rows(settings: Settings, today: date) -> dict[str, dict[str, Label]]:  # noqa: ARG001 - as of every subject
    """Return what a row of a file can say by a name: projects, and the instrument's.

    There is no project while there is no database.
    """
    instrument = instrument_in_use(settings.data_dir)
    projects: dict[str, Label] = {}
    if settings.database.exists():
        with reading(settings.database) as database:
            projects = project_names(database)
    return {
        "asset_id": projects,
        "group": {one: x.label for one, x in instrument.groups.items()},
        "principle": {one: x.label for one, x in instrument.principles.items()},
        "level": dict(instrument.levels),
    }


def audit_frame(held: pd.DataFrame, known_on: date) -> pd.DataFrame:
    """Return the audits that an indicator may count, as the rules take them.

    Parameters
    ----------
    held
        As ``audits.store.audits.audits``, of the day or a later one.
    known_on
        Only what was accepted and in force on this day counts.

    Returns
    -------
    pandas.DataFrame
        Columns ``asset_id``, ``date`` (ISO), ``level`` and ``complete`` (bool), in the
        order of entry.
    """
    accepted = counting(held, known_on).reset_index(drop=True)
    frame = accepted.rename(columns={"audited_on": "date"})
    frame["complete"] = (frame["level"] != "").astype(bool)
    return frame[list(AUDIT_COLUMNS)]


def history(settings: Settings, asset_id: str, day: date) -> pd.DataFrame:
    """Return the accepted complete audits of a project up to a day, the oldest first.

    Those of what became it too.

    Returns
    -------
    pandas.DataFrame
        Index ``id``; columns ``audited_on`` (ISO), ``level``, ``instrument``,
        ``people`` (a dictionary), and ``standing``: the level of each principle of the
        instrument in use, "" where an older one did not ask it; empty where a group
        was one person, whose own levels it would tell, or did not say how many. Of two
        audits of one day, the later entered is the later. Neither the groups' scores
        nor notes are among them: only who decides on it reads those.
    """
    with reading(settings.database) as database:
        held, ids = counting(audits(database, day), day), ids_of(database, asset_id)
    own = held[held["asset_id"].isin(ids) & (held["level"] != "")]
    own = own[own["audited_on"] <= day.isoformat()]
    ordered = own.sort_values("audited_on", kind="stable")
    instrument = instrument_in_use(settings.data_dir)
    standing = [
        principle_levels(instrument, scores) if several(instrument, people) else {}
        for scores, people in zip(ordered["scores"], ordered["people"], strict=True)
    ]
    public = ordered[list(HISTORY)]
    return public.assign(standing=pd.Series(standing, public.index, dtype=object))


def projects(settings: Settings) -> dict[str, Label]:
    """Return the name of every project on the map by its id.

    Raises
    ------
    DatabaseError
        If there is no database yet; the message says how to build it.
    """
    with reading(settings.database) as database:
        return project_names(database)


def _plain(known: pd.DataFrame, names: dict[str, Label]) -> list[dict[str, Any]]:
    rows = plain(known)
    for row in rows:
        name = names.get(row["asset_id"])
        row["name"] = name.text() if name else row["asset_id"]
    return rows


def listed(settings: Settings) -> list[dict[str, Any]]:
    """Return the audits that wait and those accepted, all in force, oldest entry first.

    Each is a dictionary of the fields of ``audits.store.audits.AuditRow``, its ``id``,
    ``superseded_by`` and the ``name`` of the project.
    """
    with reading(settings.database) as database:
        known, names = audits(database), project_names(database)
    held = current(known[known["status"].isin(LISTED)])
    return _plain(held, names)


def one_audit(settings: Settings, number: int) -> dict[str, Any]:
    """Return one audit, whatever its status, as ``listed`` returns them.

    Raises
    ------
    AuditError
        If there is none of that number.
    """
    with reading(settings.database) as database:
        known, names = audits(database), project_names(database)
    return _plain(audit_of(known, number), names)[0]


@cache
def load_instruments(data_dir: Path) -> dict[str, Instrument]:
    """Return the instruments by id, in order of id; files are read once.

    Raises
    ------
    DefinitionError
        If there is none, or a field is missing or wrong; the message names both.
    """
    instruments = load_folder(Instrument, data_dir / "audits")
    if IN_USE not in instruments:
        raise DefinitionError(NO_FILE, file=data_dir / "audits" / f"{IN_USE}.toml")
    return instruments


def instrument_in_use(data_dir: Path) -> Instrument:
    """Return the instrument by which projects are audited now.

    Errors as ``load_instruments``.
    """
    return load_instruments(data_dir)[IN_USE]
