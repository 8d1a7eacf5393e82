"""Twelve files of different tools, brought in by what a page offers, and taken back."""

from __future__ import annotations

import pytest

from copro_map.imports.undoing import undo_import
from tests.imports.bringing import (
    NOW,
    ONLY_ADDED_TO,
    STEWARD,
    bring,
    check_offered,
    given_of,
    records,
)
from tests.imports.made_files import CASES
from tests.samples import query


@pytest.mark.parametrize("name", CASES)
def test_a_file_comes_in_once_with_what_the_page_offers_and_goes_again(
    here, tmp_path, name
):
    case, given = given_of(name, tmp_path)
    if case.subject == "contacts":
        bring(here, "entries", given_of("cvc_list.csv", tmp_path)[1])
    check_offered(here, case, given)
    before, in_force = records(here), query(here.database, case.query)
    tried, _ = bring(here, case.subject, given, dry_run=True)
    assert (tried.faults, tried.asks, records(here)) == ((), (), before)
    assert tried.preview
    assert tried.result.added >= tried.rows - 1  # a total may be among them
    done, number = bring(here, case.subject, given)
    assert done.result == tried.result
    assert done.result.unchanged >= 0
    assert query(here.database, case.query) == case.found
    once = records(here)
    again, _ = bring(here, case.subject, given)
    assert (again.result.added, again.result.changed) == (0, 0)
    assert records(here) == once
    undo_import(here, STEWARD, number, NOW)
    assert query(here.database, case.query) == in_force
    after = records(here)
    changed = {x for x in after if after[x] != before[x]}
    assert changed <= {*ONLY_ADDED_TO, "wave_key"}
