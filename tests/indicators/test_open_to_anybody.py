"""Beside a figure of a survey that was open to anybody it stands that it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from copro_map.indicators.files import figures_table
from copro_map.indicators.progress import progress
from copro_map.indicators.words import sentence
from tests.surveys.survey_samples import WAVE, answer, invite, reply


@pytest.mark.usefixtures("years_later")
@pytest.mark.parametrize(("code", "said"), [(WAVE.code, True), ("", False)])
def test_a_figure_says_that_anybody_could_reply(network, code, said):
    invite(network, replace(WAVE, code=code))
    chosen = [{"knowledge_base": (x,)} for x in ("good", "poor")]
    answer(network, *(reply(n, answers=chosen[n % 2]) for n in range(20)))
    shown = progress(network, date(2027, 4, 30))
    (standing,) = (x for x in shown.standings if x.indicator.code == "2.1")
    assert standing.value == 50
    assert ("Open to anybody" in sentence(standing)) == said
    table = figures_table(shown).set_index("code")
    assert ("Open to anybody" in table.loc["2.1", "In words"]) == said
    rows = {row["code"]: row for row in shown.as_json()["indicators"]}
    assert {x for x, row in rows.items() if row["open_to_anybody"]} == (
        {"2.1"} if said else set()
    )
