"""The table of days: each sweep goes by it, and leaves what is a day younger."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from copro_map.base.config import load_settings
from copro_map.base.errors import DefinitionError
from copro_map.base.retention import days, lines

WRONG = {
    "no end": ("days = 14\n", "", "form_drafts"),
    "two ends": ("until = {", "days = 3\nuntil = {", "contacts"),
    "not a number": ("days = 14", 'days = "14"', "form_drafts.*days"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_in_the_file_is_named(tmp_path, case):
    old, new, message = WRONG[case]
    here = load_settings({})
    file = tmp_path / "retention.toml"
    shutil.copy(here.data_dir / file.name, file)
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(DefinitionError, match=f"(?s)retention.toml.*{message}"):
        lines(replace(here, data_dir=tmp_path))


@pytest.mark.parametrize("line", ["contacts", "nothing"])
def test_a_sweep_without_days_is_refused(line):
    with pytest.raises(DefinitionError, match=line):
        days(load_settings({}), line)
