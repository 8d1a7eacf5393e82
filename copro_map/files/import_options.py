"""What can be told of a file on the command line, the same for every import."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_

if TYPE_CHECKING:
    from copro_map.files.told import Told

Pairs = list[str] | None
Map = Annotated[
    Pairs,
    typer.Option(
        "--map",
        metavar="HEADING=FIELD",
        help='What a column means, by its heading or letter: "C=place", "C=ignore".',
    ),
]
Word = Annotated[
    Pairs,
    typer.Option(
        "--word",
        metavar="WORD=OURS",
        help='What a word of the file is in ours: "CIC=social_enterprise", "-=none".',
    ),
]
Set = Annotated[
    Pairs,
    typer.Option(
        "--set",
        metavar="FIELD=VALUE",
        help="What rows say that do not say it themselves.",
    ),
]
Rest = Annotated[
    str, typer.Option("--rest", metavar="ignore", help="Leave out all other columns.")
]
Sheet = Annotated[str, typer.Option("--sheet", help="Of a workbook.")]


class ImportOptionError(CoproMapError):
    """An option of an import that is not written as it should be."""


def read_pairs(
    texts: Sequence[str] | None, example: str, *, first: bool = False
) -> dict[str, str]:
    """Return what is written as NAME=VALUE; the last = parts the two, or the first.

    Raises
    ------
    ImportOptionError
        If one is not written so; the message shows the example.

    Examples
    --------
    >>> read_pairs(["a=b=c", " d = e "], "x=y")
    {'a=b': 'c', 'd': 'e'}
    """
    pairs = {}
    for text in texts or ():
        parts = text.partition("=") if first else text.rpartition("=")
        name, _, value = (part.strip() for part in parts)
        if not (name and value):
            raise ImportOptionError(
                N_("{text}: not understood. Write it like this: {example}."),
                text=text,
                example=example,
            )
        pairs[name] = value
    return pairs


def read_told(
    columns: Pairs = None,
    words: Pairs = None,
    values: Pairs = None,
    rest: str = "",
    sheet: str = "",
) -> Told:
    """Return what the options of an import tell of its file.

    An address may hold a =, so a value for all rows begins after the first one.

    Raises
    ------
    ImportOptionError
        If one is not written as it should be; the message shows an example.
    """
    from copro_map.files.told import Told

    if rest not in ("", "ignore"):
        raise ImportOptionError(
            N_("{text}: not understood. Write it like this: {example}."),
            text=rest,
            example="--rest ignore",
        )
    return Told(
        read_pairs(columns, '--map "Heading=field"'),
        read_pairs(words, '--word "Charity=third_sector"'),
        read_pairs(values, '--set "kind=organisation"', first=True),
        rest == "ignore",
        sheet,
    )
