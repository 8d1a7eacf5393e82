"""The commands of what happens by the clock: what is due, backups, and back again."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated

import typer

from copro_map.base.config import load_settings
from copro_map.base.dates import parse_date
from copro_map.base.errors import CoproMapError, DayError
from copro_map.base.i18n import N_, explain, t
from copro_map.base.moments import read_moment, written
from copro_map.base.today import WALES, current_day, current_moment, moved_day
from copro_map.files.terminal import AsJson, out, print_json, print_table, say

END_OF_DAY = time(23, 59, 59)
At = Annotated[
    str,
    typer.Option(
        "--at", help="As if it were this moment: 2027-03-31T09:00:00Z, or a day."
    ),
]


class SwitchError(CoproMapError):
    """A switch that is neither on nor off."""


def _is_to_come(moment: datetime, now: datetime, moved: date | None) -> bool:
    if moved:
        return moment.astimezone(WALES).date() > moved
    return moment > now


def _written_moment(given: str) -> datetime:
    with suppress(ValueError):
        moment = datetime.fromisoformat(given)
        if moment.tzinfo is None:
            return moment.replace(tzinfo=WALES)
    return read_moment(given)


def _moment(given: str) -> datetime:
    """Return the moment that is meant; one without a time zone is by Wales's clocks.

    A day alone is its end, or now if it is today.

    Raises
    ------
    DayError
        If it is no moment, or has not come.
    """
    now, moved = current_moment(), moved_day()
    if not given:
        return now
    if day := parse_date(given):
        moment = datetime.combine(day, END_OF_DAY, WALES)
        if day == now.date():
            return moment if moved else now
    else:
        moment = _written_moment(given)
    if _is_to_come(moment, now, moved):
        raise DayError(
            N_(
                "{given}: this moment has not come. Give an earlier one; for a trial "
                "with a copy of the database, name the day in COPRO_MAP_TODAY."
            ),
            given=given,
        )
    return moment


def run_due_command(at: At = "", as_json: AsJson = False) -> None:
    """Do what happens by the clock and is due, as the server does it by itself."""
    from copro_map.desk.jobs import JOBS
    from copro_map.desk.running import run_due

    settings, now = load_settings(), _moment(at)
    ran = run_due(settings, now, JOBS)
    rows = [
        {"name": x.name, "done": x.done, "sent": x.sent, "state": x.state} for x in ran
    ]
    if as_json:
        print_json({"at": written(now), "jobs": rows})
    else:
        states = {
            "done": t("done"),
            "not_due": t("not due"),
            "elsewhere": t("another program is doing it"),
            "failed": t("failed"),
            "at_rest": t("the map is being mended"),
        }
        heads = [t("Job"), t("Done"), t("Sent"), t("State")]
        cells = [(x.name, x.done, x.sent, states[x.state]) for x in ran]
        print_table(heads, cells)
    for one in ran:
        if one.reason:
            say.print(f"{one.name}: {explain(one.reason)}")
    if any(x.reason for x in ran):
        raise typer.Exit(1)


def backup_command(
    folder: Annotated[Path, typer.Argument(metavar="DIR")], as_json: AsJson = False
) -> None:
    """Keep a copy of the database in a folder; it is checked before it has its name."""
    from copro_map.desk.copies import keep_backup

    made = keep_backup(load_settings(), folder, current_moment())
    if as_json:
        print_json(made.as_json())
    else:
        told = made.as_json()
        out.print(
            t("{file}: backup with {entries} entries. Checksum: {checksum}", **told)
        )


def restore_command(file: Path, as_json: AsJson = False) -> None:
    """Put a backup in the place of what is there; a copy of that is kept beside it."""
    from copro_map.desk.copies import restore

    done = restore(load_settings(), file, current_day())
    told = done.backup.as_json()
    if as_json:
        print_json({**told, "kept": str(done.kept) if done.kept else None})
        return
    out.print(
        t("{file}: restored, with {entries} entries. Checksum: {checksum}", **told)
    )
    if done.kept:
        out.print(
            t(
                "What was there is kept in {file}. Delete it once you have seen that "
                "all is well.",
                file=done.kept,
            )
        )


def read_only_command(
    switch: Annotated[str, typer.Argument(metavar="on|off")], as_json: AsJson = False
) -> None:
    """Let nobody write while the map is mended, or let it work again."""
    from copro_map.base.i18n import Label
    from copro_map.people.rules.permissions import MACHINE
    from copro_map.people.settling import settle

    if switch not in ("on", "off"):
        raise SwitchError(
            N_("{text}: not understood. Write it like this: {example}."),
            text=switch,
            example="read-only off",
        )
    value = "1" if switch == "on" else ""
    settle(
        load_settings(),
        MACHINE,
        "read_only",
        Label(value, value),
        from_on=current_day(),
        now=current_moment(),
    )
    if as_json:
        print_json({"read_only": switch == "on"})
    elif switch == "on":
        out.print(
            t(
                "The map is read by all and written by nobody. To end this: {command}",
                command="python -m copro_map read-only off",
            )
        )
    else:
        out.print(t("The map is at work again."))
