"""The commands of events: the list of them, and a file that comes in."""

from pathlib import Path

import typer

from copro_map.base.config import load_settings
from copro_map.base.i18n import t
from copro_map.base.today import current_day, current_moment
from copro_map.files.import_options import Map, Rest, Set, Sheet, read_told
from copro_map.files.terminal import AsJson, DryRun, print_either

events = typer.Typer(no_args_is_help=True, help="Events: what is planned and was held.")


@events.command("list")
def list_command(as_json: AsJson = False) -> None:
    """List the events that everybody may see, in order of time; cancelled ones too."""
    from copro_map.events.listing import listed

    settings = load_settings()
    found = listed(settings)
    rows: list[list[object]] = [
        [
            one["id"],
            one["name_en"] or one["name_cy"],
            one["starts_on"],
            one["ends_on"],
            one["local_authority"],
            one["state"],
        ]
        for one in found
    ]
    heads = [t("Id"), t("Name"), t("First day"), t("Last day")]
    heads += [t("Area"), t("State")]
    print_either(found, heads, rows, settings, as_json=as_json)


@events.command("import")
def import_command(
    file: Path,
    columns: Map = None,
    values: Set = None,
    rest: Rest = "",
    sheet: Sheet = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Bring a file of events in: all of them, or nothing; they are public at once."""
    from copro_map.events.importing import import_events
    from copro_map.files.terminal import tell_import
    from copro_map.people.changes import FromMachine

    told = read_told(columns, None, values, rest, sheet)
    result = import_events(
        load_settings(),
        file,
        told,
        dry_run=dry_run,
        today=current_day(),
        bringing=FromMachine(current_moment()),
    )
    tell_import(result, as_json=as_json, dry_run=dry_run)
