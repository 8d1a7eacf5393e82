"""The sheet to print first, and the result on paper."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from copro_map.audits.papers import audit_page, audit_pdf, sheet_page, sheet_pdf
from copro_map.audits.rules.instrument import GROUPS
from copro_map.base.i18n import language_in_force
from tests.audits.audit_samples import INSTRUMENT, TODAY, answers

LANGUAGES = ("en", "cy")


def letters(text: str) -> str:
    """A text without what a line break changes."""
    return re.sub(r"\s", "", text)


def read(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def asked(language: str) -> list[str]:
    """Everything that a group must be able to read on the sheet."""
    groups = INSTRUMENT.groups.values()
    found = [x.text(language) for one in groups for x in (one.label, one.who)]
    found += [INSTRUMENT.rule.text(language)]
    for one in INSTRUMENT.principles.values():
        found += [one.label.text(language), one.question.text(language)]
        found += [
            f"{INSTRUMENT.levels[level].text(language)}. {words.text(language)}"
            for level, words in one.levels.items()
        ]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_has_every_description_and_a_box_for_each_group(network, language):
    with language_in_force(language):
        pdf, page = sheet_pdf(network, TODAY), sheet_page(network, TODAY).decode()
    on_paper = letters(read(pdf))
    for words in asked(language):
        assert letters(words) in on_paper
        assert words.replace("'", "&#39;") in page
    assert f'<html lang="{language}">' in page
    levels = len(INSTRUMENT.levels) * len(INSTRUMENT.principles)
    rows = re.findall(r"<tr>\s*<th scope=\"row\">.*?</tr>", page, re.S)
    assert len(rows) == levels
    assert all(row.count('class="mark"') == len(GROUPS) for row in rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_is_one_leaf_of_paper(network, language):
    with language_in_force(language):
        pdf = sheet_pdf(network, TODAY)
    assert len(PdfReader(BytesIO(pdf)).pages) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_result_says_the_same_on_paper_and_as_a_page(network, language):
    own = answers("iiibb", "ittbb")
    with language_in_force(language):
        pdf, page = letters(read(audit_pdf(network, own))), audit_page(network, own)
    networks = INSTRUMENT.principles["networks"].short.text(language)
    intermediate, high = (
        INSTRUMENT.levels[x].text(language) for x in ("intermediate", "transformative")
    )
    citizens, others = (x.label.text(language) for x in INSTRUMENT.groups.values())
    widest = f"{networks}. {citizens}: {intermediate}. {others}: {high}."
    for words in (widest, "Minutes of the steering group – tŷ"):
        assert letters(words) in pdf
        assert words in page.decode()
