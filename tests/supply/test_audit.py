"""What could not be looked up is never taken for safe."""

from __future__ import annotations

import json
import sys

import pytest

from tests.catalogue import ROOT
from tests.supply.audit import LOCKS, NOT_REACHED, VULNERABLE, main, verdict, wanted

NAMES = {"altair", "h11"}
GOOD = [{"name": x, "version": "1", "vulns": []} for x in sorted(NAMES)]
SKIPPED = [{"name": x, "skip_reason": "Dependency not found on PyPI"} for x in NAMES]
HOLE = {"id": "PYSEC-2099-1", "fix_versions": ["2"], "description": "x"}


def told(answers) -> str:
    return json.dumps({"dependencies": answers, "fixes": []})


@pytest.mark.parametrize(
    "answer", ["", "Traceback", "[]", "{}", told([]), told(SKIPPED), told(GOOD[:1])]
)
def test_what_was_not_looked_up_is_a_failure(answer):
    code, words = verdict(NAMES, answer)
    assert code == NOT_REACHED
    assert "Try again where pypi.org can be reached." in words


def test_a_hole_is_named_with_what_mends_it():
    code, words = verdict(NAMES, told([GOOD[0], {**GOOD[1], "vulns": [HOLE]}]))
    assert code == VULNERABLE
    assert "h11 1: PYSEC-2099-1. Mended in: 2" in words


def test_all_looked_up_and_nothing_known_is_well():
    assert verdict(NAMES, told(GOOD))[0] == 0


def test_a_name_is_a_name_however_it_is_written():
    answer = told([{"name": "Streamlit_Folium", "version": "1", "vulns": []}])
    assert verdict({"streamlit-folium"}, answer)[0] == 0


def test_both_locks_are_asked_and_what_is_for_other_systems_is_not():
    first, second = (wanted((ROOT / x).read_text("utf-8")) for x in LOCKS)
    assert {"streamlit", "h11", "watchdog"} <= first
    assert "pytest" in second
    assert "colorama" not in first


def test_a_program_that_fails_is_a_failure(tmp_path, capsys):
    program = tmp_path / "pip-audit"
    program.write_text(f"#!{sys.executable}\nraise SystemExit('no network')\n", "utf-8")
    program.chmod(0o755)
    assert main(str(program)) == NOT_REACHED
    assert capsys.readouterr().out.startswith("The list of vulnerabilities was not")
