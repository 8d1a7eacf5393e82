"""Files with a column for each field, brought in: the same way for each subject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from copro_map.base.config import Settings
from copro_map.base.i18n import in_both
from copro_map.base.today import WALES, current_day
from copro_map.files.bringing import Files
from copro_map.files.intake import take
from copro_map.files.rows import ImportResult
from copro_map.files.told import Told
from copro_map.imports.importer import Given, Meaning, Tried
from copro_map.imports.tried import tried

SKIP = "skip"


def told_of(given: Given) -> Told:
    """Return what was told of a file, with the lines that are left out.

    Examples
    --------
    >>> from pathlib import Path
    >>> told_of(Given(Path("a.csv"), rows={3: "skip", 4: "both"})).without
    frozenset({3})
    """
    skipped = (line for line, what in given.rows.items() if what == SKIP)
    return replace(given.told, without=frozenset(skipped))


def meanings_of(
    settings: Settings, files: Files, labels: Mapping[str, str]
) -> tuple[Meaning, ...]:
    """Return what a column can be, in the order of ``labels``."""
    words = files.words(settings, current_day())
    must = {one.name for one in files.wanted if one.must}
    return tuple(
        Meaning(name, in_both(label), name in must, words.get(name, {}))
        for name, label in labels.items()
    )


def bring_plainly(  # noqa: PLR0913 - which file, of what, and how it is brought in
    settings: Settings,
    files: Files,
    labels: Mapping[str, str],
    given: Given,
    now: datetime,
    how: Mapping[str, Any],
) -> Tried:
    """Bring a file in, or only look at it; return what it is, and what was done.

    ``how`` is handed on to the import of its subject.
    """
    told, today = told_of(given), now.astimezone(WALES).date()
    if given.look:
        intake = take(
            settings, given.path, files.subject, files.wanted, told, today=today
        )
        done = ImportResult(faults=intake.columns.faults, **intake.how())
    else:
        done = files.bring(settings, given.path, told=told, **how)
    return tried(done, meanings_of(settings, files, labels))
