"""Somebody who stands wherever anybody can: on the map, and in every table."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from copro_map.assets.importing import import_network
from copro_map.base.config import Settings
from copro_map.base.store.connection import writing
from copro_map.base.today import WALES
from copro_map.people.contacts import keep_contact
from copro_map.people.rules.contacts import Given
from tests.canaries import AS_JSON, BYTES, KEPT, LONG, OTHER, fill_tables
from tests.persons import ADDRESS, DAY, ID, put_person
from tests.samples import row, write_csv

NAME = "Mair Quillfeather"
# Her names, her address, and the words that only her entry has.
TRACES = (
    *("quillfeather", "pluenen", "mair@example.org", "zephyrine", "awelonol"),
    *("quagmire", "zzyzxton"),
)
PLANTED = 300
TICKED = ("reply", "answers")  # with words of ours, of nobody


def _said(table: str, column: str) -> object:
    """Her name and address wherever a column is about somebody, as it takes them."""
    is_hers = column in KEPT.tables[table].of_somebody and (table, column) != TICKED
    text = f"{NAME} <{ADDRESS}>" if is_hers else "0"
    if column == "entry":
        return ID
    if is_hers and column.endswith(("address", "address_key", "one_key", "other_key")):
        return ADDRESS
    if (table, column) == ("import_row", "key"):
        return json.dumps([ID])
    if (table, column) in AS_JSON or table == "import_row":
        return json.dumps({"name_en": NAME, "address": ADDRESS} if is_hers else {})
    if (table, column) in LONG:
        text = "0" * LONG[table, column]
    return text.encode() if (table, column) in BYTES else text


def put_everywhere(settings: Settings, folder: Path) -> None:
    """Put two entries of others on the map, then her: on it, and in every table."""
    rows = (row(), row(id=OTHER, kind="project", name_en="Solva Care"))
    assert not import_network(settings, write_csv(folder / "in.csv", *rows)).faults
    put_person(settings, "name", "description", "where", "website", "contact")
    keep_owner(settings, OTHER)
    fill_tables(settings.database, _said)
    _deleted_before(settings.database)


def keep_owner(settings: Settings, *others: str) -> None:
    """Let her be the owner of her entry, and speak for others."""
    given = Given(ADDRESS, "cy", "owner", "", "", None)
    with writing(settings.database) as database:
        for entry in (ID, *others):
            keep_contact(database, entry, given, DAY, is_owner=True)


def _deleted_before(database: Path) -> None:
    """Leave in the file what an older program deleted, which wrote nothing over it."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("CREATE TABLE of_before (words TEXT)")
        words = [(f"{number} {NAME} {ADDRESS}",) for number in range(PLANTED)]
        connection.executemany("INSERT INTO of_before VALUES (?)", words)
        connection.commit()
        connection.execute("DROP TABLE of_before")
        connection.commit()


def traces(files: Iterable[Path]) -> dict[str, set[str]]:
    """Return which traces of her are in the bytes of which files."""
    found = {}
    for file in files:
        content = file.read_bytes().lower()
        if hits := {one for one in TRACES if one.encode() in content}:
            found[file.name] = hits
    return found


def files_of(settings: Settings) -> list[Path]:
    """Return every file of an installation, backups and their list too."""
    folder = settings.database.parent
    return sorted(x for x in folder.rglob("*") if x.is_file() and x.suffix != ".csv")


def moment(hour: int) -> datetime:
    """Return an hour of the day on which all of this happens."""
    return datetime(2026, 11, 30, hour, tzinfo=WALES)
