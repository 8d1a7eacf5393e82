"""The method in words says the numbers that the code judges by, in both languages."""

from __future__ import annotations

import re

import pytest

from copro_map.base.i18n import language_in_force, t
from copro_map.coverage.method import METHOD, method, numbers
from copro_map.coverage.rules import knowledge, low_record, where_next
from copro_map.geography.rules import border

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
CONSTANTS = [
    (low_record, "AMBER", 0.05, "Few entries", "50"),
    (low_record, "RED", 0.002, "Few entries", "2"),
    (low_record, "SIGNIFICANT_ZERO", 2.996, "None recorded", "3.00"),
    (knowledge, "MONTHS", 18, "What we know", "18"),
    (knowledge, "KM", 15, "Unmet requests", "15"),
    (border, "KM", 30, "The English border", "30"),
    (where_next, "CANDIDATES", 90, "Where next", "90"),
    (where_next, "PICKS", 7, "Where next", "7"),
]


def said(heading: str, language: str) -> list[str]:
    with language_in_force(language):
        ((_, text),) = method(heading)
    return NUMBER.findall(text)


@pytest.mark.parametrize(("module", "name", "value", "heading", "shown"), CONSTANTS)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_another_number_in_the_code_is_another_in_the_text(
    monkeypatch, module, name, value, heading, shown, language
):
    assert shown not in said(heading, language)
    monkeypatch.setattr(module, name, value)
    assert shown in said(heading, language)


def test_the_numbers_are_those_of_methods():
    assert list(numbers().values()) == [
        "25", "1", "3.69", "40", "12", "10", "20", "120", "5",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_number_of_the_code_is_written_out_in_a_text(language):
    with language_in_force(language):
        texts = [t(text) for _, text in METHOD]
    for text in texts:
        assert not set(NUMBER.findall(text)) & set(numbers().values()), text


def test_a_reader_may_be_told_a_part():
    assert [heading for heading, _ in method("Reach", "No score")] == [
        "Reach",
        "No score",
    ]
    assert len(method()) == len(METHOD)
