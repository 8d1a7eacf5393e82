"""The command that makes a demonstration programme, in a database of its own."""

import os
import shlex
from collections.abc import Mapping
from typing import Annotated

import typer

from copro_map.base.config import Settings, load_settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, t
from copro_map.base.today import current_day
from copro_map.files.terminal import AsJson, out, print_json


def demonstration_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings for a demonstration: never the database of real entries.

    It goes to ``demonstration.db`` beside that database, or to the file that
    COPRO_MAP_DB names.

    Examples
    --------
    >>> demonstration_settings({}).database.name
    'demonstration.db'
    >>> demonstration_settings({"COPRO_MAP_DB": "other.db"}).database.name
    'other.db'
    """
    own = load_settings(environment).database.with_name("demonstration.db")
    return load_settings({"COPRO_MAP_DB": str(own), **environment})


def init_demonstration(empty: bool, entries: int | None, as_json: bool) -> None:
    """Make the demonstration and say how to open it.

    Raises
    ------
    CoproMapError
        If an empty database is asked for as well.
    """
    from copro_map.demonstration.demonstration import ENTRIES, make_demonstration

    if empty:
        raise CoproMapError(
            N_("Choose one: --empty for no entries, or --demo for invented ones.")
        )
    settings = demonstration_settings()
    made = make_demonstration(settings, current_day(), entries or ENTRIES)
    file = shlex.quote(str(settings.database))
    command = f"COPRO_MAP_DB={file} python -m copro_map.server"
    if as_json:
        print_json({"entries": made, "open": command}, settings)
        return
    out.print(t("Demonstration: every record is invented. Entries: {n}", n=made))
    out.print(t("To open it: {command}", command=command))


def synth_command(
    n: Annotated[int, typer.Option("--n", help="How many entries.")],
    seed: Annotated[int, typer.Option(help="The same seed, the same entries.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Fill an empty database (COPRO_MAP_DB) with labelled synthetic entries."""
    from copro_map.demonstration.synthetic import make_synthetic

    added = make_synthetic(load_settings(), n, seed)
    if as_json:
        print_json({"added": added})
    else:
        out.print(t("Synthetic entries added: {n}", n=added))
