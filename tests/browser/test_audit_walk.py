"""A group walks the audit on a phone, looks something up on the map, and goes on."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from copro_map.audits.drafts import keep_audit
from copro_map.audits.rules.instrument import GROUPS
from copro_map.base.config import load_settings
from copro_map.base.today import current_day
from tests.audits.audit_samples import PRINCIPLES, PROJECT
from tests.browser.conftest import rests
from tests.browser.test_every_page import axe_faults

pytestmark = pytest.mark.browser
MOST_SHIFT = 0.02
SHIFTS = """() => { window.shifted = 0;
new PerformanceObserver((seen) => { for (const one of seen.getEntries())
  if (!one.hadRecentInput) window.shifted += one.value; }
).observe({ type: "layout-shift" }); }"""
CHOSEN = {2: (0, 2), 3: (1, 1)}  # level by group, at the steps that are walked
BEFORE = {
    **{f"{group}/{x}": "intermediate" for group in GROUPS for x in PRINCIPLES[2:]},
    **{f"people/{group}": 4 for group in GROUPS},
}


@pytest.fixture
def phone(chromium: Browser):
    context = chromium.new_context(
        viewport={"width": 375, "height": 740}, has_touch=True, is_mobile=True
    )
    yield context.new_page()
    context.close()


def at_step(page: Page, number: int) -> None:
    expect(page.locator(f".st-key-walk_audit_{number}")).to_be_visible(timeout=15_000)


def score(page: Page, step: int) -> None:
    """Choose what each group says, by its description."""
    groups = page.get_by_role("radiogroup").all()
    for group, level in zip(groups, CHOSEN[step], strict=True):
        group.get_by_role("radio").nth(level).check(force=True)


def stands(page: Page, step: int) -> None:
    groups = page.get_by_role("radiogroup")
    for number, level in enumerate(CHOSEN[step]):
        radio = groups.nth(number).get_by_role("radio").nth(level)
        expect(radio).to_be_checked(timeout=15_000)


def test_a_visit_to_the_map_and_back_loses_nothing_and_the_result_is_there(
    phone, server, shared
):
    page, settings = phone, load_settings({"COPRO_MAP_DB": str(shared)})
    key = keep_audit(settings, "", {}, BEFORE, current_day(), PROJECT)
    page.goto(f"{server}/audit?lang=en&entry={PROJECT}&draft={key}&step=2")
    at_step(page, 2)
    rests(page)
    page.evaluate(SHIFTS)
    score(page, 2)
    expect(page.locator(".audit-saved")).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    assert page.evaluate("window.shifted") < MOST_SHIFT
    assert axe_faults(page) == []
    page.get_by_role("button", name="Next").tap()
    at_step(page, 3)
    expect(page.locator(".walk-head h2")).to_be_focused()
    score(page, 3)
    page.locator("textarea").fill("Half typed – tŷ")
    page.get_by_role("link", name="Find").tap()  # from the field, at once
    expect(page).to_have_url(re.compile(r"/asset_map\?lang=en$"), timeout=15_000)
    expect(page.locator("textarea")).to_have_count(0, timeout=15_000)
    page.go_back()
    expect(page.locator("textarea")).to_have_value("Half typed – tŷ", timeout=15_000)
    stands(page, 3)
    rests(page)
    page.go_back()
    at_step(page, 2)
    stands(page, 2)
    page.get_by_role("link", name="The result").click()
    at_step(page, 7)
    level, widest = page.locator(".audit-levels"), page.locator(".audit-widest")
    expect(level).to_have_text("Level of the project: Intermediate")
    expect(widest).to_have_text(
        "Widest difference: Strengths. Citizens: Basic. Professionals: Transformative."
    )
    assert page.evaluate("document.body.scrollWidth <= window.innerWidth")
