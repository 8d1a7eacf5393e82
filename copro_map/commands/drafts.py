"""The commands of the drafts: which there are, and an end to those past their day."""

import typer

from copro_map.base.config import load_settings
from copro_map.base.i18n import t
from copro_map.base.today import current_day
from copro_map.files.terminal import AsJson, out, print_json, print_table

drafts = typer.Typer(no_args_is_help=True, help="Forms that are half filled in.")
LISTED = ("subject", "kept_until")


@drafts.command("list")
def list_command(as_json: AsJson = False) -> None:
    """Say what each is about and until when it is kept, never what it says."""
    from copro_map.base.store.connection import reading
    from copro_map.people.drafts import drafts as listed

    with reading(load_settings().database) as database:
        rows = listed(database)
    if as_json:
        print_json(rows)
    elif rows:
        print_table(LISTED, rows)
    else:
        out.print(t("No drafts are kept."))


@drafts.command("sweep")
def sweep_command() -> None:
    """Delete those whose day is past, as the server does when it starts."""
    from copro_map.people.drafts import sweep_drafts

    out.print(t("Drafts deleted: {n}", n=sweep_drafts(load_settings(), current_day())))
