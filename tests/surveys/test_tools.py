"""Files of survey tools as they come: read with nothing told, and the same replies."""

from __future__ import annotations

import json

import pytest

from copro_map.surveys.importing import import_survey
from tests.coverage.conftest import TODAY
from tests.samples import dump
from tests.surveys.survey_files import SAID
from tests.surveys.survey_samples import open_wave
from tests.surveys.test_importing import WAVE, stored
from tests.surveys.tool_files import TOOLS


def take(settings, path, **how):
    facts = {"survey": "members", "wave": "2026", "entered_by": "steward"}
    return import_survey(settings, path, today=TODAY, **facts | how)


EXPECTED = sorted(
    (
        one.role,
        f"{one.when:%Y-%m-%d}",
        "tir-coed" if one.organisation else "",
        {question: sorted(ids) for question, ids in one.answers.items()},
    )
    for one in SAID
)


def told(settings) -> list[tuple]:
    rows = [(*row[:3], json.loads(row[3])) for row in stored(settings)]
    return [(*row[:3], {q: sorted(ids) for q, ids in row[3].items()}) for row in rows]


@pytest.mark.parametrize("name", TOOLS)
def test_a_tools_file_is_read_with_nothing_told(network, tmp_path, name):
    open_wave(network, WAVE, TODAY)
    tool = TOOLS[name]
    done = take(network, tool.write(tmp_path / "x"))
    assert not done.faults, [(f.column, f.reason()) for f in done.faults]
    assert told(network) == EXPECTED
    assert done.skipped_rows == bool(tool.unfinished) + sum(
        row is not None for row in (tool.above, tool.below)
    )
    left_out = [note for note in done.notes if "finished" in note.reason()]
    assert len(left_out) == bool(tool.unfinished)
    whole = json.dumps(dump(network.database))
    assert not [x for x in ("192.0.2.1", "a@b.cy", "Ann", "Jones") if x in whole]


@pytest.mark.parametrize("name", ["qualtrics", "kobotoolbox", "limesurvey"])
def test_a_tools_file_again_in_another_order_changes_nothing(network, tmp_path, name):
    open_wave(network, WAVE, TODAY)
    tool = TOOLS[name]
    assert take(network, tool.write(tmp_path / "x")).added == len(SAID)
    again = take(network, tool.write(tmp_path / "y", SAID[::-1]))
    assert (again.added, again.changed, again.unchanged) == (0, 0, len(SAID))
