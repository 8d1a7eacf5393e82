"""What a whole file says of itself, in both languages: what, of when, on terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from copro_map.base.config import Settings
from copro_map.base.i18n import LANGUAGES, N_, language_in_force, long_date, t
from copro_map.base.store.programme import demonstration_note
from copro_map.files.marking import DEMONSTRATION
from copro_map.frame.heads import own_address
from copro_map.geography.sources import licence_lines, terms
from copro_map.open_data.columns import Dataset

PACKAGE = "/open/datapackage.json"
TITLE_OF_SHEET = N_("About the data")


def about(settings: Settings, data_set: Dataset, day: date) -> dict[str, Any]:
    """Return what a file says of itself, each text in both languages, for programs.

    Whoever has a demonstration before them is told so, in one text, under the same name
    as in every other file.
    """
    told: dict[str, Any] = {
        "name": data_set.name,
        "date": day.isoformat(),
        "described_by": f"{own_address()}{PACKAGE}",
    }
    notes = []
    for language in LANGUAGES:
        with language_in_force(language):
            notes.append(demonstration_note(settings))
            said = {
                "title": data_set.title.text(),
                "description": data_set.about.text(),
                "missing": data_set.missing.text(),
                **terms(settings),
            }
        told |= {f"{name}_{language}": text for name, text in said.items()}
    return ({DEMONSTRATION: " ".join(notes)} if any(notes) else {}) | told


def _lines(
    settings: Settings, data_set: Dataset, day: date
) -> Iterator[tuple[str, str]]:
    """Yield what a file says of itself in the language in force, for people."""
    yield data_set.title.text(), ""
    if note := demonstration_note(settings):
        yield t("Note"), note
    yield t("Date"), long_date(day)
    yield t("What it holds"), data_set.about.text()
    yield t("What it does not hold"), data_set.missing.text()
    yield t("What its columns mean"), f"{own_address()}{PACKAGE}"
    for column in data_set.columns:
        yield column.name, column.label.text()
    yield from licence_lines(settings)


def about_sheets(
    settings: Settings, data_set: Dataset, day: date
) -> Mapping[str, list[tuple[str, str]]]:
    """Return the sheets about the data by their names, one a language."""
    found = {}
    for language in LANGUAGES:
        with language_in_force(language):
            found[t(TITLE_OF_SHEET)] = [*_lines(settings, data_set, day)]
    return found
