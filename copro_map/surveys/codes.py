"""Codes for those who are invited: made once, written to one file, kept nowhere."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from urllib.parse import urlencode, urlsplit

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.i18n import (
    LANGUAGES,
    N_,
    current_language,
    language_in_force,
    long_date,
    t,
)
from copro_map.base.said import said
from copro_map.base.store.connection import Database, reading, writing
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
from copro_map.surveys.keys import key_in
from copro_map.surveys.rules.codes import code_mark, made_code
from copro_map.surveys.rules.instrument import Survey
from copro_map.surveys.rules.records import SurveyError, Wave
from copro_map.surveys.store.invitations import add_codes, forget
from copro_map.surveys.store.surveys import waves
from copro_map.surveys.waves import find_survey, find_wave, open_to_anybody

MOST_CODES = 5_000
LETTER: tuple[Language, ...] = ("cy", "en")  # one below the other
# Makes a file of codes: for a wave, and the address of the map.
Maker = Callable[[Settings, Wave, Sequence[str], str], bytes]


def _wave(database: Database, survey: Survey, name: str, today: date) -> Wave:
    """Return a wave for which codes can be made: not closed, and never for anybody."""
    known = waves(database)
    wave = find_wave(known, survey, name)
    if open_to_anybody(known, survey.id, name):
        raise SurveyError(
            N_("{wave}: this wave is open to anybody. Open another wave for codes."),
            wave=name,
        )
    if wave.closes_on <= today.isoformat():
        raise SurveyError(
            N_(
                "{wave}: this wave has closed. Codes are made while it is open, or "
                "before."
            ),
            wave=name,
        )
    return wave


def _check_site(site: str) -> None:
    """Refuse what is no address of a server: it stands in every invitation."""
    parts = urlsplit(site)
    plain = not (parts.query or parts.fragment or parts.username)
    if parts.scheme not in ("http", "https") or not parts.hostname or not plain:
        raise SurveyError(
            N_("{text}: not an address of the map. Write it like this: {example}."),
            text=site,
            example="https://map.example.org",
        )


def make_codes(  # noqa: PLR0913 - each says one thing about the codes
    settings: Settings,
    survey: str,
    wave: str,
    *,
    number: int,
    site: str,
    make: Maker,
    write: Callable[[bytes], object],
    today: date,
) -> None:
    """Make single-use codes for a wave, and hand the file with them to ``write``.

    ``site`` is the address of the map. Only their marks are kept. If the file cannot be
    written no code is kept either. More can be made later; those before stay good.

    Raises
    ------
    SurveyError
        If there is no such survey or wave, it has closed, it is or was open to anybody,
        the number is not from 1 to 5,000, or the site is no web address.
    DatabaseError
        If there is no database, or it cannot be written.
    """
    found = find_survey(settings, survey)
    _check_site(site)
    if not 1 <= number <= MOST_CODES:
        message = N_("{number}: ask for 1 to {most} codes at a time.")
        raise SurveyError(message, number=number, most=MOST_CODES)
    with reading(settings.database):
        pass  # there is one: waves are opened first
    with writing(settings.database) as database:
        forget(database, today)
        one = _wave(database, found, wave, today)
        key = key_in(database, one)
        codes = [made_code(secrets.choice) for _ in range(number)]
        add_codes(
            database, survey, wave, (code_mark(key, survey, wave, x) for x in codes)
        )
        write(make(settings, one, codes, site))


def _address(site: str, **params: str) -> str:
    return f"{site.rstrip('/')}/survey?{urlencode(params)}"


def codes_csv(settings: Settings, wave: Wave, codes: Sequence[str], site: str) -> bytes:
    """Return a CSV file for a mail merge: a row for each code, in no order.

    Columns ``code``, to be typed, and ``link_cy`` and ``link_en``, the same in each
    row: no link holds a code.
    """
    of = {"survey": wave.survey, "wave": wave.name}
    links = {f"link_{x}": _address(site, lang=x, **of) for x in sorted(LANGUAGES)}
    table = pd.DataFrame({"code": list(codes)}).assign(**links)
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


def letters_pdf(
    settings: Settings, wave: Wave, codes: Sequence[str], site: str
) -> bytes:
    """Return letters to print: a page for each code, in Welsh and in English."""
    survey = find_survey(settings, wave.survey)
    editions = []
    for code in codes:
        for language in LETTER:
            with language_in_force(language):
                parts = _letter(settings, survey, wave, code, site)
                section = Section(parts, new_page=language == LETTER[0])
                name = survey.label.text()
                called = said(wave.name, wave.name_cy).text
                editions.append(Edition(language, name, called, (section,)))
    return pdf_of(Document(date.fromisoformat(wave.opens_on), tuple(editions)))
