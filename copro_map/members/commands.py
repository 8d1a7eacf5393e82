"""The commands of members."""

import typer

from copro_map.base.config import load_settings
from copro_map.base.today import current_day
from copro_map.files.terminal import AsJson, print_either

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
