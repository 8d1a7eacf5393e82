"""What codes are handed on by: a file for a mail merge, and letters to print."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlencode

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.i18n import (
    LANGUAGES,
    current_language,
    language_in_force,
    long_date,
    t,
)
from copro_map.base.said import said
from copro_map.base.store.programme import demonstration_note
from copro_map.drawing.document import (
    Document,
    Edition,
    Figure,
    Figures,
    Language,
    Part,
    Section,
    Text,
    Title,
)
from copro_map.drawing.on_paper import pdf_of
from copro_map.files.marking import table_file
from copro_map.surveys.codes import NewCodes
from copro_map.surveys.rules.instrument import Survey
from copro_map.surveys.rules.records import Wave
from copro_map.surveys.waves import find_survey

LETTER: tuple[Language, ...] = ("cy", "en")  # one below the other


def _address(site: str, **params: str) -> str:
    return f"{site.rstrip('/')}/survey?{urlencode(params)}"


def codes_csv(settings: Settings, made: NewCodes) -> bytes:
    """Return a CSV file for a mail merge: a row for each code, in no order.

    Columns ``code``, to be typed, and ``link_cy`` and ``link_en``, the same in each
    row: no link holds a code.
    """
    of = {"survey": made.wave.survey, "wave": made.wave.name}
    links = {f"link_{x}": _address(made.site, lang=x, **of) for x in sorted(LANGUAGES)}
    table = pd.DataFrame({"code": list(made.codes)}).assign(**links)
    return table_file(settings, table, "csv")


def _letter(
    settings: Settings, survey: Survey, wave: Wave, code: str, site: str
) -> tuple[Part, ...]:
    """Return the part of a letter that is in the language in force."""
    last = date.fromisoformat(wave.closes_on) - timedelta(days=1)
    address = _address(site, lang=current_language())
    note = demonstration_note(settings)
    typing = t("Capitals, spaces and dashes make no difference.")
    own = t("Your code is for one reply. It is not kept with your reply.")
    return (
        Title(t("Co-production Network for Wales"), survey.label.text(), note=note),
        Text(t("You are invited to reply. Open this page, and type your code there:")),
        Text(address, "strong"),
        Figures((Figure(code, t("Your code"), typing),)),
        Text(t("Last day to reply: {day}", day=long_date(last))),
        Text(own, "muted"),
    )


def letters_pdf(settings: Settings, made: NewCodes) -> bytes:
    """Return letters to print: a page for each code, in Welsh and in English."""
    wave, survey = made.wave, find_survey(settings, made.wave.survey)
    editions = []
    for code in made.codes:
        for language in LETTER:
            with language_in_force(language):
                parts = _letter(settings, survey, wave, code, made.site)
                section = Section(parts, new_page=language == LETTER[0])
                name = survey.label.text()
                called = said(wave.name, wave.name_cy).text
                editions.append(Edition(language, name, called, (section,)))
    return pdf_of(Document(date.fromisoformat(wave.opens_on), tuple(editions)))
