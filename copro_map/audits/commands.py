"""The commands of the self-audits: what waits, what is accepted, files of audits."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from copro_map.base.config import load_settings
from copro_map.base.i18n import Label, t
from copro_map.base.today import current_moment
from copro_map.files.import_options import Map, Rest, Set, Sheet, read_told
from copro_map.files.terminal import AsJson, By, DryRun, out, print_json, print_table
from copro_map.people.rules.permissions import MACHINE

audits = typer.Typer(no_args_is_help=True, help="Self-audits of projects.")
LISTED = ("id", "status", "audited_on", "level", "asset_id", "name")


def _level(levels: Mapping[str, Label], level: str) -> str:
    known = levels.get(level)
    return known.text() if known else "-"


@audits.command("list")
def list_command(as_json: AsJson = False) -> None:
    """List the audits that wait for a steward, and those accepted."""
    from copro_map.audits.listing import instrument_in_use, listed
    from copro_map.audits.words import status_word

    settings = load_settings()
    rows = listed(settings)
    if as_json:
        print_json(rows, settings)
        return
    if not rows:
        out.print(t("No audits yet."))
        return
    instrument = instrument_in_use(settings.data_dir)
    shown = [
        row
        | {
            "status": status_word(row["status"]),
            "level": _level(instrument.levels, row["level"]),
        }
        for row in rows
    ]
    print_table(LISTED, shown, settings)


@audits.command("show")
def show_command(number: int, as_json: AsJson = False) -> None:
    """Show one audit: levels of both groups, people and evidence."""
    from copro_map.audits.listing import instrument_in_use, one_audit
    from copro_map.audits.words import people_words, status_word

    settings = load_settings()
    found = one_audit(settings, number)
    if as_json:
        print_json(found, settings)
        return
    instrument = instrument_in_use(settings.data_dir)
    out.print(
        t(
            "Audit {number}: {project}. Date: {date}. Level: {level}. Status: "
            "{status}.",
            number=found["id"],
            project=found["name"],
            date=found["audited_on"],
            level=_level(instrument.levels, found["level"]),
            status=status_word(found["status"]),
        )
    )
    out.print(people_words(instrument, found["people"]) or "-")
    rows: list[list[object]] = [
        [
            principle.label.text(),
            *(
                _level(instrument.levels, found["scores"].get(group, {}).get(name, ""))
                for group in instrument.groups
            ),
            found["notes"].get(name, ""),
        ]
        for name, principle in instrument.principles.items()
    ]
    groups = [group.label.text() for group in instrument.groups.values()]
    print_table([t("Principle"), *groups, t("Evidence")], rows, settings)
    if found["superseded_by"]:
        out.print(t("Superseded by audit: {number}", number=found["superseded_by"]))


@audits.command("accept")
def accept_command(number: int, by: By) -> None:
    """Accept an audit: it counts from today on, if it is complete."""
    from copro_map.audits.deciding import accept
    from copro_map.audits.listing import one_audit

    settings = load_settings()
    new = accept(settings, MACHINE, number, current_moment(), by=by).number
    out.print(t("Accepted. The audit is number {number} now.", number=new))
    if not one_audit(settings, new)["level"]:
        out.print(t("It is not complete, so no indicator counts it."))


@audits.command("withdraw")
def withdraw_command(number: int, by: By) -> None:
    """Withdraw an audit: it does not count from today on."""
    from copro_map.audits.deciding import withdraw

    new = withdraw(load_settings(), MACHINE, number, current_moment(), by=by).number
    out.print(t("Withdrawn. The audit is number {number} now.", number=new))


@audits.command("sweep")
def sweep_command(
    by: By,
    project: Annotated[
        str, typer.Option(help="Only those of this project, by its id.")
    ] = "",
    dry_run: DryRun = False,
) -> None:
    """Withdraw every audit that waits: after a flood, once the right ones are in."""
    from copro_map.audits.sweeping import sweep

    now, keep = current_moment(), not dry_run
    swept = sweep(load_settings(), MACHINE, now, project, by=by, keep=keep)
    if not swept:
        out.print(t("No audit waits."))
        return
    out.print(
        t(
            "Withdrawn: {n}. Their numbers now: {first} to {last}. Each can still be "
            "accepted.",
            n=len(swept),
            first=swept[0].number,
            last=swept[-1].number,
        )
    )
    if dry_run:
        out.print(t("Dry run: nothing was kept."))


@audits.command("import")
def import_command(
    file: Path,
    by: By,
    columns: Map = None,
    values: Set = None,
    rest: Rest = "",
    sheet: Sheet = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Record the audits of a CSV file as accepted: all of them, or nothing."""
    from copro_map.audits.file import import_audits
    from copro_map.files.terminal import tell_import
    from copro_map.people.changes import FromMachine

    settings = load_settings()
    told = read_told(columns, None, values, rest, sheet)
    now = current_moment()
    result = import_audits(
        settings,
        file,
        by,
        told,
        dry_run=dry_run,
        now=now,
        bringing=FromMachine(now),
    )
    tell_import(result, as_json=as_json, dry_run=dry_run)
