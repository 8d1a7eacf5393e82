"""Somebody fills in the form of a survey, a question a screen, and sends it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import rests

FIRST = 3  # screens: of the role, a question with boxes, one with one answer


def _next(page: Page) -> None:
    before = page.locator(".walk-head h2").inner_text()
    page.locator("[class*='st-key-walk_next_'] button").click()
    expect(page.locator(".walk-head h2")).not_to_have_text(before)
    rests(page)


def fill_in(
    page: Page,
    code: str,
    role: str,
    answers: dict[str, str],
    look: Callable[[Page], None] = lambda _page: None,
) -> None:
    """Open the form by a code, and answer what holds such words; leave out the rest.

    ``look`` at the first screens, of a role, of several answers and of one, and at the
    last.
    """
    page.locator(".st-key-survey_code input").fill(code)
    page.keyboard.press("Enter")
    page.get_by_text(role, exact=True).click()
    look(rests(page))
    screens = 0
    send = page.locator(".st-key-survey_send button")
    while not send.is_visible():
        asked = page.locator(".walk-head h2").inner_text()
        for answer in (y for x, y in answers.items() if x in asked):
            page.get_by_role("radio", name=answer, exact=True).check(force=True)
            rests(page)
        _next(page)
        screens += 1
        if screens < FIRST or send.is_visible():
            look(page)
    send.click()
