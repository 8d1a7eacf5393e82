"""Coverage in a real browser: the map of areas leads on, files are what is shown."""

from __future__ import annotations

import csv
import io

import pypdf
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_an_area_on_the_map_is_reached_by_keyboard_and_leads_to_its_page(visit, server):
    page = visit.open(f"{server}/coverage?lang=cy")
    areas = page.locator("svg [data-area]")
    expect(areas).to_have_count(22)
    powys = page.locator("svg a[data-area=W06000023]")
    assert "Cofnodion: " in powys.get_attribute("aria-label")
    powys.focus()
    expect(page.locator("svg .ring")).not_to_have_count(0)
    row = page.locator("tr[data-row=W06000023]")
    expect(row).to_have_class("lit")
    page.locator("tr[data-row=W06000015]").hover()
    expect(row).not_to_have_class("lit")
    powys.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Powys")).to_be_visible()
    assert visit.faults == []
    assert visit.strangers == []


def test_another_layer_draws_its_own_areas_and_keeps_the_view(visit, server):
    page = visit.open(f"{server}/coverage?lang=en&show=gaps&layer=health_board")
    expect(page.locator("tr[data-row]")).to_have_count(7)
    expect(page.locator("svg [data-area]")).to_have_count(7)
    gaps = page.locator(".gap-table tbody tr").filter(has_text="Powys Teaching")
    expect(gaps).to_have_count(1)
    page.get_by_text("Themes", exact=True).first.click()
    page.wait_for_url("**show=themes**")
    assert "layer=health_board" in page.url


def test_the_files_are_those_of_the_question(visit, server):
    page = visit.open(f"{server}/coverage?lang=en&layer=health_board&kind=project")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV").click()
    rows = list(
        csv.DictReader(io.StringIO(waiting.value.path().read_text("utf-8-sig")))
    )
    assert len(rows) == 7
    shown = page.locator("tr[data-row]")
    expect(shown).to_have_count(7)
    kept = {row["name_en"]: row for row in rows}
    for row in shown.all():
        found = kept[row.locator("th").inner_text()]
        assert row.locator("td.dots-cell").first.inner_text() == found["entries"]
        words = {"fewer": "Fewer", "usual": "As usual", "more": "More"}
        says = words.get(found["for_its_size"], "Cannot be judged")
        assert row.locator(".dots-says").inner_text().strip() == says


def test_the_brief_of_an_area_is_two_pages(visit, server):
    page = visit.open(f"{server}/area?lang=cy&code=CVC-GAVO")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="PDF").click()
    brief = pypdf.PdfReader(waiting.value.path())
    assert len(brief.pages) == 2
    assert "Gwent" in brief.pages[0].extract_text()
    assert visit.faults == []
