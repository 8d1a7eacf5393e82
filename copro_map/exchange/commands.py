"""The command of the exchange: the best matching of what is offered and asked for."""

from typing import Annotated

import typer

from copro_map.base.config import load_settings
from copro_map.base.today import current_day
from copro_map.files.terminal import AsJson, out, print_json, print_note, print_table

Edges = Annotated[bool, typer.Option("--edges", help="Every pair that could be, too.")]


def match_command(edges: Edges = False, as_json: AsJson = False) -> None:
    """Match what is asked for with what is offered; show rings, and what is not met."""
    from copro_map.exchange import matches

    settings = load_settings()
    told = matches.told(settings, current_day())
    if as_json:
        print_json(matches.as_json(settings, told, edges=edges), settings)
        return
    print_note(settings)
    out.print(matches.summary(told))
    for heading, heads, rows in matches.tables(settings, told, edges=edges):
        out.print(f"\n{heading}")
        print_table(heads, rows)
