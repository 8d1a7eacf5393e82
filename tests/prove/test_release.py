"""Two thousand waves at random: what is published of them gives nobody away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.conftest import PROJECT
from tests.surveys.waves_at_random import given_away, survey_folder

pytestmark = pytest.mark.prove
WAVES, AT_ONCE = 2_000, 50


@pytest.mark.parametrize("first", range(1_000, 1_000 + WAVES, AT_ONCE))
def test_no_three_numbers_give_anybody_away(tmp_path, monkeypatch, first):
    here = replace(PROJECT, data_dir=survey_folder(tmp_path / "data"))
    for seed in range(first, first + AT_ONCE):
        assert not given_away(seed, here, monkeypatch), seed
