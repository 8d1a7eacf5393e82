"""The self-audit of a project: principles on described levels, each in its file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from copro_map.audits.rules.instrument import Instrument
from copro_map.base.errors import DefinitionError
from copro_map.base.models import NO_FILE, load_folder

IN_USE = "principles"  # The instrument of the page; others are kept for older audits.


@cache
def load_instruments(data_dir: Path) -> dict[str, Instrument]:
    """Return the instruments by id, in order of id; files are read once.

    Raises
    ------
    DefinitionError
        If there is none, or a field is missing or wrong; the message names both.
    """
    instruments = load_folder(Instrument, data_dir / "audits")
    if IN_USE not in instruments:
        raise DefinitionError(NO_FILE, file=data_dir / "audits" / f"{IN_USE}.toml")
    return instruments


def instrument_in_use(data_dir: Path) -> Instrument:
    """Return the instrument by which projects are audited now.

    Errors as ``load_instruments``.
    """
    return load_instruments(data_dir)[IN_USE]
