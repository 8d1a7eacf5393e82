"""What is printed: the questions, to read first; codes, as letters or a mail merge."""

from __future__ import annotations

from collections.abc import Sequence
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
    Heading,
    Key,
    Language,
    Mark,
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
BOX = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><rect x="3" y="3" '
    'width="14" height="14" rx="{round}" fill="none" stroke="#52606D" '
    'stroke-width="1.4"/></svg>'
)
ONE, MANY = BOX.format(round=7), BOX.format(round=2)  # as on a screen


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


def _question(words: str, options: Sequence[str], box: str, asked_of: str) -> Section:
    """Return a question with its answers, each with a box to tick."""
    choices = Key(tuple(Mark(one, box) for one in options))
    parts = (Heading(words, 3), Text(asked_of, "muted"), choices)
    return Section(parts, whole=True)


def _questions(settings: Settings, survey: Survey, *, baseline: bool) -> list[Part]:
    """Return the sheet of the questions in the language in force."""
    note, roles = demonstration_note(settings), survey.roles
    told = t("To read and to talk about first: replies come in on the page alone.")
    who = [role.text() for role in roles.values()]
    parts: list[Part] = [
        Title(t("Co-production Network for Wales"), survey.label.text(), note=note),
        Text(survey.introduction.text()),
        Text(told, "strong"),
        Text(survey.privacy.text(), "muted"),
        _question(t("Who are you in this reply?"), who, ONE, ""),
    ]
    for one in survey.asked(baseline=baseline):
        asked_of = t("Asked of: {roles}", roles=survey.names(one.roles))
        parts.append(
            _question(
                one.text.text(),
                [option.label.text() for option in one.options],
                ONE if one.kind == "one" else MANY,
                asked_of if len(one.roles) < len(roles) else "",
            )
        )
    return parts


def questions_pdf(
    settings: Settings, survey: Survey, day: date, *, baseline: bool
) -> bytes:
    """Return every question to print, in Welsh and in English; ``day`` is today's."""
    editions, marks = [], []
    for language in LETTER:
        with language_in_force(language):
            parts = tuple(_questions(settings, survey, baseline=baseline))
            name = survey.label.text()
            section = Section(parts, new_page=True)
            editions.append(Edition(language, name, "", (section,)))
            marks.append(demonstration_note(settings) or name)
    return pdf_of(Document(day, tuple(editions), " · ".join(marks)))
