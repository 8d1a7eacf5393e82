"""The programme that a database is about: the real one, or a demonstration of one."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from copro_map.base.config import Settings
from copro_map.base.definitions import Programme, load_programme
from copro_map.base.i18n import Label
from copro_map.base.store.connection import reading

START = "SELECT start FROM demonstration"
MARK = "INSERT OR REPLACE INTO demonstration VALUES (1, ?, ?)"
DEMONSTRATION = Label("Demonstration programme", "Rhaglen arddangos")
INVENTED = Label(
    "This is a demonstration: every record is invented.",
    "Arddangosiad yw hwn: mae'r holl ddata yn ddychmygol.",
)


def mark_demonstration(database: Database, start: date, today: date) -> None:
    """Mark a database as one of invented records, inside the caller's transaction."""
    database.conn.execute(MARK, (start.isoformat(), today.isoformat()))


def start_in(database: Database) -> date | None:
    """Return when the programme starts that a database demonstrates; else None."""
    row = database.conn.execute(START).fetchone()
    return date.fromisoformat(row[0]) if row else None


def demonstration_start(settings: Settings) -> date | None:
    """Return when the demonstrated programme starts; None for real records.

    Raises
    ------
    DatabaseError
        If there is a database that cannot be read.
    """
    if not settings.database.exists():
        return None
    with reading(settings.database) as database:
        return start_in(database)


def demonstration_note(settings: Settings) -> str:
    """Return the sentence that marks a demonstration, translated; "" for real records.

    It has the word "demonstration", in either language, and stands on every page and
    in every file that is made of such a database.
    """
    return INVENTED.text() if demonstration_start(settings) else ""


def programme_of(settings: Settings) -> Programme:
    """Return the programme of a database: that of the file, or the demonstrated one.

    Raises
    ------
    DefinitionError
        If ``programme.toml`` is missing or wrong.
    """
    programme = load_programme(settings.data_dir)
    start = demonstration_start(settings)
    if start is None:
        return programme
    told = {"label": DEMONSTRATION, "note": INVENTED}
    return programme.model_copy(update={"start": start, "confirmed": False, **told})
