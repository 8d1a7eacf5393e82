"""The commands about entries: import and check."""

from pathlib import Path

import typer

from copro_map.base.config import load_settings
from copro_map.base.i18n import t
from copro_map.base.today import current_moment
from copro_map.files.import_options import Map, Rest, Set, Sheet, Word, read_told
from copro_map.files.terminal import AsJson, DryRun, out, print_json, print_note


def import_command(
    file: Path,
    columns: Map = None,
    words: Word = None,
    values: Set = None,
    rest: Rest = "",
    sheet: Sheet = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Import a CSV file of entries: all of it, or nothing."""
    from copro_map.assets.importing import import_network
    from copro_map.files.terminal import tell_import
    from copro_map.people.changes import FromMachine

    told = read_told(columns, words, values, rest, sheet)
    result = import_network(
        load_settings(),
        file,
        told,
        dry_run=dry_run,
        bringing=FromMachine(current_moment()),
    )
    tell_import(result, as_json=as_json, dry_run=dry_run)


def check_command(as_json: AsJson = False) -> None:
    """Check the database and its totals; list what a steward should look at."""
    from copro_map.assets.health import check

    settings = load_settings()
    findings = check(settings)
    if as_json:
        print_json(
            [
                {"fault": f.is_fault, "subject": f.subject, "message": t(f.message)}
                for f in findings
            ],
            settings,
        )
    else:
        print_note(settings)
        for finding in findings:
            out.print(f"{finding.subject}: {t(finding.message)}")
        if not any(f.is_fault for f in findings):
            out.print(t("The database is sound and its totals add up."))
    if any(f.is_fault for f in findings):
        raise typer.Exit(1)
