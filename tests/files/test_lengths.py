"""No column of any import is without a length."""

from __future__ import annotations

import csv

import pytest

from copro_map.files.columns import LONGEST_TEXT, check_rows
from copro_map.files.rows import MOST_FAULTS, Row
from tests.audits.audit_samples import PROJECT
from tests.samples import asked, dump, observed, row

AUDITED = {
    "asset_id": PROJECT,
    "date": "2026-11-01",
    "group": "citizens",
    "principle": "trust",
    "level": "basic",
    "people": "3",
    "note": "",
}
IMPORTS = {
    "import": (row(), ()),
    "outreach import": (asked(), ()),
    "observations import": (observed(), ()),
    "audits import": (AUDITED, ("--by", "officer")),
}


@pytest.mark.parametrize("command", IMPORTS)
def test_every_column_of_every_import_has_a_length(run, network, tmp_path, command):
    good, more = IMPORTS[command]
    rows = [good | {name: "x" * (LONGEST_TEXT + 1)} for name in good]
    path = tmp_path / "x.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, good)
        writer.writeheader()
        writer.writerows(rows)
    before = dump(network.database)
    answer = run(*command.split(), path, *more)
    assert answer.code == 1
    for line, name in enumerate(good, start=2):
        assert f"line {line}, {name}: Too long: at most {LONGEST_TEXT}" in answer.err
    assert "x" * 100 not in answer.err
    assert dump(network.database) == before


def test_a_file_of_nothing_but_faults_is_told_in_part():
    looked_at: list[int] = []

    def rule(one: Row):
        looked_at.append(one.number)
        yield one.fault("id", "Bad.")

    _, faults = check_rows([Row(n, {"id": "x"}) for n in range(2, 20_000)], [], [rule])
    assert len(faults) == MOST_FAULTS + 1 == len(looked_at)
    assert faults[-1].reason() == "More is wrong from here on. Mend what is told first."
