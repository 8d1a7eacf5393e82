"""The audit as a group walks it, on the page as a browser is sent it."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from copro_map.audits.drafts import keep_audit
from copro_map.audits.rules.instrument import GROUPS
from copro_map.audits.rules.steps import FIRST, WHO, last
from copro_map.base.today import current_day
from tests.audits.audit_samples import INSTRUMENT, PRINCIPLES, PROJECT, scores
from tests.opening import open_page

PAGE = "pages/audit.py"
RESULT = last(INSTRUMENT)


def html(test: AppTest) -> str:
    return " ".join(x.proto.body for x in test.get("html"))


def warnings(test: AppTest) -> str:
    return " ".join(x.value for x in test.warning)


def key_of(test: AppTest) -> str:
    return test.query_params["draft"]


def began(language: str = "en", entry: str = PROJECT) -> AppTest:
    """The first step, after a press on the button of the page before it."""
    test = open_page(PAGE, language, entry=entry)
    return test.button("audit_begin").click().run()


def opened(key: str, step: int, language: str = "en", entry: str = PROJECT) -> AppTest:
    """A step as another visit sees it that has the link."""
    return open_page(PAGE, language, entry=entry, draft=key, step=str(step))


def drafted(
    network, fields: dict[str, Any], step: int, language: str = "en"
) -> AppTest:
    """A step of an audit of which some fields were filled in by somebody else."""
    key = keep_audit(network, "", {}, fields, current_day(), PROJECT)
    return opened(key, step, language)


def complete(network, step: int = RESULT) -> AppTest:
    """A step of an audit in which nothing is missing."""
    fields = {f"{group}/{x}": "basic" for group in GROUPS for x in PRINCIPLES}
    return drafted(network, fields | {f"people/{x}": 4 for x in GROUPS}, step)


def go(test: AppTest, step: int) -> AppTest:
    """Go to a step by its name."""
    test.query_params["step"] = str(step)
    return test.run()


def step_of(principle: str) -> int:
    return FIRST + PRINCIPLES.index(principle)


def choose(test: AppTest, group: str, principle: str, level: str) -> AppTest:
    go(test, step_of(principle))
    return test.radio(key=f"audit_{group}/{principle}").set_value(level).run()


def write(test: AppTest, principle: str, words: str) -> AppTest:
    go(test, step_of(principle))
    return test.text_area(key=f"audit_note/{principle}").set_value(words).run()


def count(test: AppTest, **people: int | None) -> AppTest:
    go(test, WHO)
    for group, number in people.items():
        test.number_input(key=f"audit_people/{group}").set_value(number)
    return test.run()


def fill_in(test: AppTest, citizens: str, professionals: str) -> AppTest:
    """Score each principle at its own step, with "Next" from one to the other."""
    go(test, FIRST)
    own = scores(citizens, professionals)
    for number, principle in enumerate(PRINCIPLES, start=FIRST):
        for group in GROUPS:
            if level := own[group].get(principle):
                test.radio(key=f"audit_{group}/{principle}").set_value(level)
        test.button(f"walk_next_{number}").click().run()
    return test


def send(test: AppTest) -> AppTest:
    go(test, RESULT)
    return test.button("audit_send").click().run()
