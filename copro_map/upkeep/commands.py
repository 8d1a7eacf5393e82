"""The command of upkeep: somebody's word on an entry."""

from typing import Annotated

import typer

from copro_map.base.config import load_settings
from copro_map.base.i18n import t
from copro_map.files.terminal import AsJson, out, print_json, print_note, read_day


def confirm_command(  # noqa: PLR0913 - one option for each thing that can be said
    entry_id: Annotated[str, typer.Argument(metavar="ID")],
    by: Annotated[
        str, typer.Option("--by", help="Who said it: a person's address, or a role.")
    ],
    how: Annotated[str, typer.Option(help="How they know. Private.")],
    on: Annotated[str, typer.Option(help="The day it was said; else today.")] = "",
    ended: Annotated[
        str, typer.Option(help="No longer there since: 2024, 2024-05, 2024-05-31.")
    ] = "",
    word: Annotated[
        str, typer.Option(help="What was said, if not that it is right.")
    ] = "",
    note: Annotated[str, typer.Option(help="What is to change. Private.")] = "",
    until: Annotated[str, typer.Option(help="The last day of a pause.")] = "",
    opens: Annotated[str, typer.Option(help="Open from this day on.")] = "",
    closes: Annotated[
        str, typer.Option(help="Open until this day; else until further notice.")
    ] = "",
    place: Annotated[str, typer.Option(help="Where it has moved to.")] = "",
    as_json: AsJson = False,
) -> None:
    """Write down what somebody said of an entry: that it is right, or has ended ..."""
    from copro_map.base.today import current_moment
    from copro_map.people.rules.permissions import MACHINE
    from copro_map.upkeep.answering import confirmed
    from copro_map.upkeep.confirming import say
    from copro_map.upkeep.rules.words import Word
    from copro_map.upkeep.speaking import speaker

    settings = load_settings()
    said = Word(
        word or ("ended" if ended else "right"),  # type: ignore[arg-type] # it is checked
        how=how,
        note=note,
        ended_on=ended,
        until=until,
        opens_on=opens,
        closes_on=closes,
        place=place,
        said_on=read_day(on) if on else None,
    )
    actor = speaker(settings, by, entry_id)
    say(settings, MACHINE, entry_id, said, current_moment(), by=actor)
    answer = confirmed(settings, entry_id)
    if as_json:
        print_json(answer, settings)
        return
    print_note(settings)
    told = t("Written down: {id}, {verification}.", **answer | {"id": entry_id})
    out.print(told)
