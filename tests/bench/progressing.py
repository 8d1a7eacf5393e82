"""Progress on three years of demonstration data: the report, and the page redrawn."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Locator, Page, sync_playwright

from copro_map.base.config import Settings
from copro_map.base.today import current_day
from copro_map.demonstration.demonstration import make_demonstration
from copro_map.indicators.page.rows import row_html
from copro_map.indicators.progress import progress
from copro_map.report.report import report_file
from tests.bench import serving
from tests.bench.measure import WALL, Job, Row, in_turns, length, spread
from tests.bench.window import RESTS, launch

ENTRIES = 20_000
REPORT_S, REDRAW_S, ROWS_S = 10.0, 1.0, 0.05
REPEATS = 7
FIRST_S = 1.5  # of the server, for all that the page says first
# The figure of 1.1 on its bar, and whether it is another one.
FIGURE = "document.querySelector('.standing .bar-now').textContent"
CHANGED = f"(before) => {FIGURE} !== before && {RESTS}"


def _told(what: str, seconds: list[float], bar: float | None) -> Row:
    met = None if bar is None else statistics.median(seconds) < bar
    target = "-" if bar is None else f"under {length(bar)}"
    return Row(what, spread(seconds), target=target, met=met)


def _first(settings: Settings) -> list[Row]:
    """The server's time for what the page says first, of a database just opened."""

    def work() -> None:
        found = progress(settings, current_day())
        found.first_page()
        for bullet in found.bullets():
            row_html(found, bullet, "", "", is_open=False)

    seconds = in_turns({"first": Job(work, REPEATS)}, WALL)["first"]
    found = progress(settings, current_day())
    drawn, _ = found.bullets(), found.trends
    rows = {
        "rows": Job(
            lambda: [row_html(found, x, "", "", is_open=False) for x in drawn], REPEATS
        )
    }
    return [
        _told("First opening: verdict, what changed, eleven rows", seconds, FIRST_S),
        _told("Eleven rows drawn", in_turns(rows, WALL)["rows"], ROWS_S),
    ]


def _files(settings: Settings) -> list[Row]:
    day = current_day()
    jobs = {
        name: Job(lambda name=name: report_file(progress(settings, day), name), 3)
        for name in ("pdf", "html", "xlsx")
    }
    seconds = in_turns(jobs, WALL)
    return [
        _told("The board's report as PDF", seconds["pdf"], REPORT_S),
        _told("The board's report as HTML", seconds["html"], REPORT_S),
        _told("Every figure as a workbook", seconds["xlsx"], REPORT_S),
    ]


def _seconds(act: Callable[[], None]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start


def _row(page: Page, code: str) -> Locator:
    return page.locator(f"#row-{code.replace('.', '-')}")


def _unfold(page: Page, code: str) -> None:
    _row(page, code).click()
    page.get_by_text("What was promised", exact=True).wait_for(state="visible")
    page.wait_for_function(RESTS)


def _fold(page: Page, code: str) -> None:
    _row(page, code).click()
    page.get_by_text("What was promised", exact=True).wait_for(state="hidden")
    page.wait_for_function(RESTS)


def _a_month_before(page: Page) -> None:
    """Ask for the same day of the month before; wait for its figures."""
    before = page.evaluate(FIGURE)
    page.locator(".st-key-as_at_fold button").first.click()
    month = page.get_by_test_id("stDateInput").get_by_role("spinbutton").nth(1)
    month.press("ArrowDown")
    page.locator("h1").click()  # the field tells its day when it is left
    page.wait_for_function(CHANGED, arg=before)


def _page(address: str) -> list[Row]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        opened = _seconds(lambda: _open(page, address))
        folds: list[float] = []
        _unfold(page, "2.2")  # the courses of all indicators are worked out once
        _fold(page, "2.2")
        for _ in range(REPEATS):
            folds.append(_seconds(lambda: _unfold(page, "2.2")))
            _fold(page, "2.2")
        asked = [_seconds(lambda: _a_month_before(page)) for _ in range(REPEATS)]
        browser.close()
    return [
        _told("The page opened for the first time after a start", [opened], None),
        _told("An indicator unfolded: chart, replies, records", folds, REDRAW_S),
        _told("Another day, asked for the first time", asked, REDRAW_S),
    ]


def _open(page: Page, address: str) -> None:
    page.goto(f"{address}/indicators?lang=en")
    page.wait_for_selector("footer.footer", timeout=60_000)
    page.wait_for_function(RESTS)


def measure(settings: Settings, folder: Path) -> list[Row]:
    """Return the rows of progress, on a demonstration made in ``folder``."""
    here = replace(settings, database=folder / "demonstration.db")
    make_demonstration(here, current_day(), ENTRIES)
    rows = _first(here) + _files(here)
    with serving.serve(serving.OURS, here.database) as server:
        return rows + _page(server.address)
