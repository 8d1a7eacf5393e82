"""Activities on the desk, as a steward presses them."""

# ruff: noqa: F811 - fixtures
from __future__ import annotations

from copro_map.base.today import current_day
from copro_map.plan.activities import activities
from tests.at_the_desk import at_desk, drawn, here, press, told  # noqa: F401
from tests.english import english_words, texts_of_page
from tests.opening import everything, open_page


def state_of(here, code: str) -> str:
    found = {one.code: one.state for one in activities(here, current_day())}
    return found.get(code, "")


def test_a_steward_says_where_an_activity_is_and_everybody_sees_it(at_desk, here):
    test = at_desk("steward", part="plan", number="2.2")
    key = "activity_2.2_0"
    test.button_group(key=f"{key}_state").set_value("dropped")
    test.selectbox(key=f"{key}_owner").set_value("board")
    press(test, "say_activity")
    assert "Write why it is dropped" in told(test)
    assert state_of(here, "2.2") == "not_begun"
    test.text_area(key=f"{key}_words_en").set_value("A canary does it now.")
    press(test, "say_activity")
    assert state_of(here, "2.2") == "dropped"
    page = everything(open_page("pages/plan.py", "en", activity="2.2"))
    assert "A canary does it now." in page
    assert "Project Board" in page


def test_an_activity_is_added_and_left_out_again(at_desk, here):
    test = at_desk("steward", part="plan")
    press(test, "add_activity")
    assert "Write what is to be done" in told(test)
    key = "new_activity_0"
    test.text_area(key=f"{key}_label_en").set_value("Ask canaries")
    test.selectbox(key=f"{key}_year").set_value(3)
    test.multiselect(key=f"{key}_indicators").set_value(["3.3"])
    press(test, "add_activity")
    assert state_of(here, "3.8") == "not_begun"
    press(at_desk("steward", part="plan", number="3.8"), "leave_out_activity")
    assert not state_of(here, "3.8")


def test_who_may_not_keep_the_plan_has_no_form(at_desk):
    for role in ("officer", "board"):
        test = at_desk(role, part="plan", number="2.2")
        assert "say_activity" not in {one.key for one in test.button}


def test_it_is_in_welsh(at_desk):
    test = at_desk("steward", "cy", part="plan", number="2.2")
    left = english_words(texts_of_page(test))
    assert not set(left) & {"the", "The", "and", "Where", "Save", "Choose", "Which"}
