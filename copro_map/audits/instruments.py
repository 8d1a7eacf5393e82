"""The self-audit of a project: principles on described levels, each in its file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from copro_map.audits.rules.instrument import Instrument
from copro_map.base.errors import DefinitionError
from copro_map.base.models import NO_FILE, named_after, read, read_toml

IN_USE = "principles"  # The instrument of the page; others are kept for older audits.


def _read_instrument(path: Path) -> Instrument:
    entry, where = read_toml(path), f"audits/{path.name}"
    named_after(path, entry, "id", where)
    return read(Instrument, entry, where)


@cache
def load_instruments(data_dir: Path) -> dict[str, Instrument]:
    """Return the instruments by id, in order of id; files are read once.

    Raises
    ------
    DefinitionError
        If there is none, or a field is missing or wrong; the message names both.
    """
    paths = sorted((data_dir / "audits").glob("*.toml"))
    if IN_USE not in {path.stem for path in paths}:
        raise DefinitionError(NO_FILE, file=data_dir / "audits" / f"{IN_USE}.toml")
    return {path.stem: _read_instrument(path) for path in paths}


def instrument_in_use(data_dir: Path) -> Instrument:
    """Return the instrument by which projects are audited now.

    Errors as ``load_instruments``.
    """
    return load_instruments(data_dir)[IN_USE]
