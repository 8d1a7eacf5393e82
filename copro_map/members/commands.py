"""The commands of members."""

from pathlib import Path

import typer

from copro_map.base.config import load_settings
from copro_map.base.today import current_day, current_moment
from copro_map.files.import_options import Map, Rest, Set, Sheet, read_told
from copro_map.files.terminal import AsJson, DryRun, print_either

members = typer.Typer(no_args_is_help=True, help="The members of the Network.")
COLUMNS = ("id", "name_en", "name_cy", "type", "joined_on")


@members.command("list")
def list_command(as_json: AsJson = False) -> None:
    """List the members that are named in public: nobody's address."""
    from copro_map.members.listing import as_rows, listed
    from copro_map.search.face import all_assets

    settings = load_settings()
    found = as_rows(listed(settings, all_assets(settings).index, current_day()))
    print_either(found, COLUMNS, found, settings, as_json=as_json)


@members.command("import")
def import_command(
    file: Path,
    columns: Map = None,
    values: Set = None,
    rest: Rest = "",
    sheet: Sheet = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Bring in a file of members: all of its rows, or nothing. Nobody is written to."""
    from copro_map.files.terminal import tell_import
    from copro_map.members.importing import import_members
    from copro_map.people.changes import FromMachine

    told = read_told(columns, None, values, rest, sheet)
    result = import_members(
        load_settings(),
        file,
        told,
        dry_run=dry_run,
        today=current_day(),
        bringing=FromMachine(current_moment()),
    )
    tell_import(result, as_json=as_json, dry_run=dry_run)
