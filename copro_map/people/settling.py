"""What is set on the desk: from a day on, with who, why, and what it was before."""

from __future__ import annotations

from datetime import date, datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import Label
from copro_map.base.moments import written
from copro_map.base.store.connection import reading, writing
from copro_map.base.store.settled import (
    Setting,
    add_setting,
    held_on,
    setting_history,
    settled,
)
from copro_map.base.today import WALES
from copro_map.people.changes import check_seen, note, undoable, version_of
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import NOTHING, Change, Made
from copro_map.people.rules.permissions import Actor
from copro_map.people.rules.settings import (
    EVEN_AT_REST,
    Name,
    both_languages,
    check_days,
    read_setting,
)


def setting_on(settings: Settings, name: Name, day: date) -> Setting | None:
    """Return what is set on a day; None without a database, or if nothing is.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    if not settings.database.exists():
        return None
    with reading(settings.database) as database:
        return settled(database, name, day)


def history(settings: Settings, name: Name) -> tuple[tuple[Setting, ...], int]:
    """Return all that was ever set of a name, in order, and its version."""
    with reading(settings.database) as database:
        found = setting_history(database, name)
        return found, version_of(database, "setting", name)


def settle(  # noqa: PLR0913 - a row of the table, by name
    settings: Settings,
    actor: Actor,
    name: Name,
    value: Label,
    *,
    from_on: date,
    now: datetime,
    until_on: date | None = None,
    why: Label = NOTHING,
    seen: int | None = None,
    undoes: int | None = None,
) -> int:
    """Set something from a day on; return the number of the change.

    An empty value ends it. ``seen`` is the version that whoever sets it had before
    them.

    Raises
    ------
    RefusedError
        If somebody may not.
    SettingError, OneLanguageError
        If it cannot be set like this.
    ConflictError
        If somebody else set it meanwhile.
    """
    kept, reason = read_setting(name, value), both_languages(why)
    check_days(name, from_on, until_on, now.astimezone(WALES).date())
    at_rest = name in EVEN_AT_REST
    with writing(settings.database, make=False, even_at_rest=at_rest) as database:
        present = require_now(database, actor, "change_setting")
        check_seen(database, "setting", name, seen, {name: kept.en})
        if undoes is not None:
            undoable(database, undoes)
        before = settled(database, name, from_on)
        row = {
            "name": name,
            "value_en": kept.en,
            "value_cy": kept.cy,
            "from_on": from_on.isoformat(),
            "until_on": until_on.isoformat() if until_on else "",
            "entered_at": written(now),
            "entered_by": present.person,
            "why_en": reason.en,
            "why_cy": reason.cy,
        }
        add_setting(database, row)
        was = before.value.en if before else ""
        change = Change("setting", name, name, was, kept.en, why=reason, undoes=undoes)
        return note(database, present, change, now)


def undo_setting(settings: Settings, actor: Actor, made: Made, now: datetime) -> None:
    """Take back what was set last: what was set before holds again, or nothing.

    Raises
    ------
    UndoError
        If something else was set after it.
    RefusedError
        If somebody may not.
    """
    name: Name = made.change.record  # type: ignore[assignment] # it was set by its name
    rows = history(settings, name)[0]  # one for each version
    day = max(rows[made.version - 1].from_on, now.astimezone(WALES).date())
    was = held_on(rows[: made.version - 1], day)
    settle(
        settings,
        actor,
        name,
        was.value if was else Label("", ""),
        from_on=day,
        now=now,
        until_on=was.until_on if was else None,
        why=made.change.why,
        undoes=made.number,
    )
