"""The commands that record progress: observations, targets and snapshots."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from copro_map.base.config import load_settings
from copro_map.base.i18n import N_, t
from copro_map.base.said import said, welsh_of
from copro_map.base.today import current_day, current_moment
from copro_map.files.import_options import Map, Rest, Set, Sheet, read_told
from copro_map.files.terminal import (
    AsJson,
    By,
    DryRun,
    out,
    print_either,
    print_json,
    print_table,
    read_day,
)
from copro_map.people.rules.permissions import MACHINE

observations = typer.Typer(
    no_args_is_help=True, help="Observations, such as survey results."
)
targets = typer.Typer(no_args_is_help=True, help="The targets and who changed them.")
snapshots = typer.Typer(no_args_is_help=True, help="The indicators of a day, frozen.")
SHORT = 12  # As many signs of a checksum as a table has room for.
HISTORY = (
    "indicator",
    "due_on",
    "value",
    "changed_on",
    "changed_by",
    "reason",
    "superseded_by",
)


@observations.command("import")
def import_command(
    file: Path,
    columns: Map = None,
    values: Set = None,
    rest: Rest = "",
    sheet: Sheet = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Record the observations of a CSV file: all of them, or nothing."""
    from copro_map.files.terminal import tell_import
    from copro_map.indicators.observation_import import import_observations

    told = read_told(columns, None, values, rest, sheet)
    result = import_observations(
        load_settings(),
        file,
        told,
        actor=MACHINE,
        now=current_moment(),
        dry_run=dry_run,
    )
    tell_import(result, as_json=as_json, dry_run=dry_run)


def _read_target(text: str) -> float | None:
    """Return a target from text; None if there is to be none."""
    from copro_map.indicators.rules.records import NO_TARGET, ProgressError

    if text == NO_TARGET:
        return None
    try:
        return float(text)
    except ValueError as error:
        raise ProgressError(
            N_("{text}: not a number. Write one such as 120, or {none}."),
            text=text,
            none=NO_TARGET,
        ) from error


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:g}"


@targets.command("change")
def change_command(
    code: str,
    due: Annotated[str, typer.Argument(help="A day, 2027-04-01.")],
    value: Annotated[str, typer.Argument(help="A number, or none.")],
    by: By,
    reason: Annotated[str, typer.Option("--reason", help="Why, in one sentence.")],
    by_cy: Annotated[str, typer.Option("--by-cy", help="The role in Welsh.")] = "",
    reason_cy: Annotated[
        str, typer.Option("--reason-cy", help="The reason in Welsh.")
    ] = "",
) -> None:
    """Change a target from today on; the one before is kept."""
    from copro_map.indicators.rules.records import TargetChange
    from copro_map.indicators.targets import change_target

    day, number = read_day(due).isoformat(), _read_target(value)
    change = TargetChange(
        indicator=code,
        due_on=day,
        value=number,
        changed_by=by,
        changed_on=current_day().isoformat(),
        reason=reason,
        changed_by_cy=welsh_of(by, by_cy),
        reason_cy=welsh_of(reason, reason_cy),
    )
    before = change_target(load_settings(), MACHINE, change, current_moment())
    out.print(
        t(
            "{indicator}, {due}. Target before: {before}. Target now: {now}.",
            indicator=code,
            due=day,
            before=_figure(before),
            now=_figure(number),
        )
    )


@targets.command("history")
def history_command(as_json: AsJson = False) -> None:
    """Say who changed which target, when and why."""
    from copro_map.indicators.targets import target_history

    settings = load_settings()
    history = target_history(settings)
    if as_json:
        print_json(history, settings)
        return
    print_table(HISTORY, history["changes"], settings)
    for code, last in history["last"].items():
        out.print(
            t(
                "{indicator}: changed last by: {who}. Date: {date}.",
                indicator=code,
                who=said(last["changed_by"], last["changed_by_cy"]),
                date=last["changed_on"],
            )
        )


@snapshots.command("take")
def take_command(
    label: Annotated[str, typer.Argument(help="What the snapshot is called.")],
    as_at: Annotated[str, typer.Option("--as-at", help="A day, 2027-03-31.")] = "",
    label_cy: Annotated[
        str, typer.Option("--label-cy", help="What it is called in Welsh.")
    ] = "",
) -> None:
    """Freeze the indicators as they were known on a day."""
    from copro_map.indicators.snapshots import list_snapshots, take_snapshot

    settings, day, now = load_settings(), read_day(as_at), current_moment()
    number = take_snapshot(settings, MACHINE, label, day, now, label_cy=label_cy)
    (taken,) = (x for x in list_snapshots(settings) if x["id"] == number)
    out.print(
        t(
            "Snapshot {number}: {label}. As at: {as_at}. Checksum: {checksum}",
            number=number,
            label=said(taken["label"], taken["label_cy"]),
            as_at=taken["as_at"],
            checksum=taken["checksum"],
        )
    )


@snapshots.command("list")
def list_command(as_json: AsJson = False) -> None:
    """List the snapshots."""
    from copro_map.indicators.snapshots import list_snapshots

    settings = load_settings()
    rows = list_snapshots(settings)
    columns = ("id", "taken_on", "as_at", "label", "label_cy", "checksum")
    shown = [row | {"checksum": row["checksum"][:SHORT]} for row in rows]
    print_either(rows, columns, shown, settings, as_json=as_json)


def _cell(value: Any, other: Any) -> str:
    """Return a figure as text; of records only those that are not in the other."""
    if isinstance(value, list) and value and isinstance(value[0], str):
        return " ".join(x for x in value if x not in (other or [])) or "-"
    return "-" if value in (None, []) else str(value)


@snapshots.command("changes")
def changes_command(number: int, as_json: AsJson = False) -> None:
    """Say what would be shown otherwise today for the day of a snapshot."""
    from copro_map.indicators.snapshots import changed_since, frozen

    settings = load_settings()
    changes = changed_since(settings, number, current_day())
    if as_json:
        snapshot = frozen(settings, number)
        print_json(
            {
                "number": number,
                "label": snapshot.label,
                "label_cy": snapshot.label_cy,
                "as_at": snapshot.as_at.isoformat(),
                "taken_on": snapshot.taken_on.isoformat(),
                "changes": [asdict(change) for change in changes],
            },
            settings,
        )
        return
    if not changes:
        out.print(t("Nothing has changed since this snapshot was taken."))
        return
    rows: list[list[object]] = [
        [one.code, name, _cell(then, now), _cell(now, then)]
        for one in changes
        for name in dict.fromkeys([*one.then, *one.now])
        for then, now in [(one.then.get(name), one.now.get(name))]
    ]
    heads = [t("Code"), t("Figure"), t("Then"), t("Now")]
    print_table(heads, rows, settings)


def indicators_command(
    as_at: Annotated[str, typer.Option("--as-at", help="A day, 2027-03-31.")] = "",
    as_json: AsJson = False,
) -> None:
    """Show every indicator against its target, as at a day."""
    from copro_map.indicators.progress import progress

    settings = load_settings()
    found = progress(settings, read_day(as_at))
    rows = [
        (
            x.code,
            x.name,
            " ".join(filter(None, (x.value_words, x.waiting_words))),
            x.target_words,
            x.status_words,
        )
        for x in found.bullets()
    ]
    heads = [t("Code"), t("Indicator"), t("Now"), t("Target"), t("Status")]
    print_either(found.as_json(), heads, rows, settings, as_json=as_json)
