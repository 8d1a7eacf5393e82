"""The money on the desk: the board reads it, stewards enter and withdraw."""

# ruff: noqa: F811 - fixtures
from __future__ import annotations

import pytest

from copro_map.people.rules.permissions import MACHINE
from copro_map.plan.money import budget
from tests.at_the_desk import at_desk, drawn, here, press, told  # noqa: F401
from tests.english import english_words, texts_of_page
from tests.plan.spent import DAY, SPENT, ahead, spend

PART = {"part": "money"}
FORM = "new_spend_0_"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("COPRO_MAP_TODAY", DAY.isoformat())


@pytest.mark.parametrize(("role", "language"), [("board", "cy"), ("steward", "en")])
def test_with_nothing_entered_it_says_so(at_desk, role, language):
    test = at_desk(role, language, **PART)
    assert "£522,666" in drawn(test)
    keys = {one.key for one in test.button}
    assert ("spend" in keys) == (role == "steward")
    if language == "cy":
        left = english_words(texts_of_page(test))
        assert not set(left) & {"the", "The", "Nothing", "spent", "planned", "Year"}


def test_the_board_reads_all_of_it_and_has_no_form(at_desk, here):
    spend(here)
    ahead(here, "marketing", "2", "25000")
    test = at_desk("board", **PART)
    shown = drawn(test)
    for words in ("£113,831.07", "£20,133", "£25,000", "Salary", "£1,300 of £12,000"):
        assert words in shown
    assert shown.index("£0.07") < shown.index("Salary")  # the newest first
    assert not test.text_input
    assert not [x for x in test.button if x.key.startswith(("withdraw", "spend"))]


def test_a_steward_enters_a_sum_and_withdraws_it(at_desk, here):
    test = at_desk("steward", **PART)
    test = press(test, "spend")
    assert "Choose the line" in told(test)
    test.selectbox(key=f"{FORM}line").set_value("expenses")
    test.text_input(key=f"{FORM}amount").set_value("twelve")
    test = press(test, "spend")
    assert "not a sum of money: twelve" in told(test)
    assert test.selectbox(key=f"{FORM}line").value == "expenses"
    item = next(x for x, one in _items(here).items() if one.helps_to_attend)
    test.selectbox(key=f"{FORM}item").set_value(item)
    test.text_input(key=f"{FORM}amount").set_value("£1,234.50").run()
    test.text_input(key=f"{FORM}helped").set_value("14")
    test = press(test, "spend")
    assert "Entered" in told(test)
    (one,) = budget(here, MACHINE, DAY).spends
    assert (one.pence, one.year, one.helped, one.item) == (123_450, 2, 14, item)
    assert one.person is not None
    assert "People helped: 14" in drawn(test)
    test = press(test, f"withdraw_spend_{one.number}")
    assert "Withdrawn" in told(test)
    assert budget(here, MACHINE, DAY).spends == ()
    happened = at_desk("steward", part="happened")
    assert "1,234" not in drawn(happened)
    back = [x.key for x in happened.button if x.key.startswith("take_back")]
    press(happened, back[0])
    assert len(budget(here, MACHINE, DAY).spends) == 1


def test_a_forecast_is_entered_and_withdrawn(at_desk, here):
    test = at_desk("steward", **PART)
    test.selectbox(key="new_forecast_0_line").set_value("rent")
    test.text_input(key="new_forecast_0_amount").set_value("19,000")
    test = press(test, "expect")
    assert "this forecast counts" in told(test)
    assert "Forecasts that count" in drawn(test)
    test = press(test, "withdraw_forecast_1")
    assert budget(here, MACHINE, DAY).forecasts == ()


def test_many_are_shown_some_at_a_time(at_desk, here):
    spend(here, *SPENT, *SPENT[:5])
    test = at_desk("steward", **PART)
    assert "What was entered: 11" in drawn(test)
    assert drawn(test).count("Salary") == 1
    test = press(test, "money_more")
    assert drawn(test).count("Salary") == 2


def _items(here) -> dict:
    return dict(budget(here, MACHINE, DAY).known_items)
