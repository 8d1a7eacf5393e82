"""Texts of indicators and surveys say the numbers that the code judges by."""

from __future__ import annotations

import re
import shutil
import tomllib

import pytest

from copro_map.base.config import load_settings
from copro_map.base.errors import DefinitionError
from copro_map.base.i18n import explain
from copro_map.base.statistics import intervals
from copro_map.coverage.rules import knowledge
from copro_map.indicators.definitions import load_indicators
from copro_map.indicators.rules.indicator import numbers
from copro_map.report.rules.judged import JUDGED
from copro_map.surveys.rules import instrument
from copro_map.surveys.waves import load_surveys

DATA = load_settings({}).data_dir
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@pytest.fixture
def folder(tmp_path):
    """A copy of the files, so that nothing kept of the real ones is shown."""
    copied = tmp_path / "data"
    shutil.copytree(DATA, copied, ignore=shutil.ignore_patterns("*.parquet", "*.csv"))
    return copied


def test_another_number_in_the_code_is_another_in_the_texts(folder, monkeypatch):
    monkeypatch.setattr(knowledge, "MONTHS", 18)
    active = load_indicators(folder)["1.1"].definition
    assert "within the last 18 months" in active.en
    assert "o fewn y 18 mis diwethaf" in active.cy
    monkeypatch.setattr(instrument, "LOW", 7)
    privacy = load_surveys(folder)["members"].privacy
    assert "groups of 7 or more" in privacy.en
    assert "grwpiau o 7 neu fwy" in privacy.cy


def test_an_unknown_number_is_refused_with_those_that_there_are(folder):
    path = folder / "indicators" / "1.1.toml"
    text = path.read_text("utf-8").replace("{active_months}", "{passive_months}", 1)
    path.write_text(text, "utf-8")
    with pytest.raises(DefinitionError) as caught:
        load_indicators(folder)
    for words in (str(caught.value), explain(caught.value, "cy")):
        assert "indicators/1.1.toml" in words
        assert "definition = {passive_months}" in words
        assert "{active_months}, {minimum_replies}" in words


def texts():
    for path in sorted((DATA / "indicators").glob("*.toml")):
        entry = tomllib.loads(path.read_text("utf-8"))
        for field in ("definition", "collection", "limitations"):
            yield from entry[field].values()
    for path in sorted((DATA / "surveys").glob("*.toml")):
        yield from tomllib.loads(path.read_text("utf-8"))["privacy"].values()
    yield from (text for _, text in JUDGED)


def test_no_number_of_the_code_is_written_out_in_a_text():
    found = list(texts())
    assert sum("{" in text for text in found) >= 6
    for text in found:
        assert not set(NUMBER.findall(text)) & set(numbers().values()), text


def test_the_numbers_are_those_that_are_judged_by():
    assert numbers() == {
        "active_months": "12",
        "minimum_replies": f"{intervals.LOW}",
        "pace": "15",
    }
