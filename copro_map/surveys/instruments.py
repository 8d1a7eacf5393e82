"""Surveys: questions in both languages, who is asked them, and what they answer to."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from copro_map.base.models import load_folder
from copro_map.surveys.rules.instrument import Survey


@cache
def load_surveys(data_dir: Path) -> dict[str, Survey]:
    """Return the surveys by id, in order of id; files are read once.

    A survey is a file, ``surveys/ID.toml``; a new one needs nothing else. There may be
    none.

    Raises
    ------
    DefinitionError
        If a field is missing or wrong, or an indicator has no file; the message names
        the file and the question.
    """
    codes = sorted(one.stem for one in (data_dir / "indicators").glob("*.toml"))
    return load_folder(Survey, data_dir / "surveys", context=codes)
