"""The programme that a database is about: the real one, or a demonstration of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from copro_map.base.config import Settings
from copro_map.base.definitions import Programme, load_programme
from copro_map.base.i18n import N_, Label, language_in_force, long_date, t
from copro_map.base.store.connection import reading
from copro_map.base.store.settled import Setting, held_on, setting_history

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


@dataclass(frozen=True)
class Programmes:
    """The programme of a database as it was known on any day: its start is dated.

    ``first`` is that of the file, or the demonstrated one; ``starts`` and ``names`` are
    the starts and the Network's names that were set on the desk, in order.
    """

    first: Programme
    is_demonstration: bool
    starts: tuple[Setting, ...] = ()
    names: tuple[Setting, ...] = ()

    def on(self, day: date) -> Programme:
        """Return the programme as it was known on a day.

        A start that was set on the desk is confirmed, by whom and why; that of a
        demonstration never is.
        """
        known = self.first
        if (name := held_on(self.names, day)) and not self.is_demonstration:
            label = _both(N_("Programme: {network}"), network=name.value)
            known = known.model_copy(update={"label": label})
        start = held_on(self.starts, day)
        if start is None:
            return known
        told = {
            "start": date.fromisoformat(start.value.en),
            "confirmed": not self.is_demonstration,
            "confirmation": _confirmation(start),
        }
        return known.model_copy(update=told)

    def starts_by(self, day: date) -> tuple[date, ...]:
        """Return every start that was known by a day, the last first."""
        known = sorted(
            (one.from_on, one.number, one.value.en)
            for one in self.starts
            if one.from_on <= day and one.value.en
        )
        later = (date.fromisoformat(start) for *_, start in reversed(known))
        return (*later, self.first.start)


def _both(message: str, **facts: object) -> Label:
    """Return a message in both languages."""
    said = {}
    for language in ("en", "cy"):
        with language_in_force(language):
            shown = {
                x: long_date(y) if isinstance(y, date) else y for x, y in facts.items()
            }
            said[language] = t(message, **shown)
    return Label(said["en"], said["cy"])


def _confirmation(start: Setting) -> Label:
    """Return who confirmed a start that was set on the desk, when, and why."""
    day = start.from_on
    if not start.why.en:
        return _both(N_("Start confirmed by a steward of this map, {date}."), date=day)
    return _both(
        N_("Start confirmed by a steward of this map, {date}: {why}"),
        date=day,
        why=start.why,
    )


def programmes_of(settings: Settings) -> Programmes:
    """Return the programme of a database, to ask how it was known on any day.

    Raises
    ------
    DefinitionError
        If ``programme.toml`` is missing or wrong.
    DatabaseError
        If there is a database that cannot be read.
    """
    programme = load_programme(settings.data_dir)
    if not settings.database.exists():
        return Programmes(programme, is_demonstration=False)
    with reading(settings.database) as database:
        start = start_in(database)
        starts, names = (
            setting_history(database, name)
            for name in ("programme_start", "network_name")
        )
    if start is not None:
        told = {"label": DEMONSTRATION, "note": INVENTED}
        more = {"start": start, "confirmed": False, **told}
        programme = programme.model_copy(update=more)
    return Programmes(programme, start is not None, starts, names)


def programme_of(settings: Settings, day: date) -> Programme:
    """Return the programme of a database as it was known on a day.

    That of the file, or the demonstrated one; with the start that was set on the desk.

    Raises
    ------
    DefinitionError
        If ``programme.toml`` is missing or wrong.
    DatabaseError
        If there is a database that cannot be read.
    """
    return programmes_of(settings).on(day)
