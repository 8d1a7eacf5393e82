"""Somebody fills in the form of a survey, a question a screen, and sends it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import rests


def _next(page: Page) -> None:
    before = page.locator(".walk-head h2").inner_text()
    page.locator("[class*='st-key-walk_next_'] button").click()
    expect(page.locator(".walk-head h2")).not_to_have_text(before)
    rests(page)


def fill_in(page: Page, code: str, role: str, answers: dict[str, str]) -> None:
    """Open the form by a code, and answer what holds such words; leave out the rest."""
    page.locator(".st-key-survey_code input").fill(code)
    page.keyboard.press("Enter")
    page.get_by_text(role, exact=True).click()
    rests(page)
    send = page.locator(".st-key-survey_send button")
    while not send.is_visible():
        asked = page.locator(".walk-head h2").inner_text()
        for answer in (y for x, y in answers.items() if x in asked):
            page.get_by_role("radio", name=answer, exact=True).check(force=True)
            rests(page)
        _next(page)
    send.click()
