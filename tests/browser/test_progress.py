"""Progress in a real browser, on a demonstration: charts, records, a form, a file."""

from __future__ import annotations

import re
import shutil
from datetime import timedelta

import pypdf
import pytest
from playwright.sync_api import expect

from copro_map.base.config import load_settings
from copro_map.base.store.connection import writing
from copro_map.base.today import current_day
from copro_map.surveys.rules.records import Wave
from copro_map.surveys.store.surveys import add_waves, replies
from tests.browser.conftest import serve
from tests.browser.surveying import fill_in
from tests.browser.test_every_page import PICTURES, axe_faults, english_left
from tests.surveys.codes import codes_for

pytestmark = pytest.mark.browser
UNFOLDED = "&open=1.1,2.2,3.2"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
HEIGHT = "document.querySelector('[data-testid=stMain]').scrollHeight + 20"


@pytest.fixture(scope="module")
def surveyed(demonstration, tmp_path_factory):
    """A demonstration with one more wave of the survey, whose form is open."""
    path = tmp_path_factory.mktemp("surveyed") / "demonstration.db"
    shutil.copy(demonstration, path)
    today = current_day()
    wave = Wave(
        survey="members",
        name="open",
        opens_on=(today - timedelta(3)).isoformat(),
        closes_on=(today + timedelta(9)).isoformat(),
        baseline=False,
        invited={"citizen": 40, "provider": 40},
        entered_by="demonstration",
        entered_on=today.isoformat(),
    )
    with writing(path) as database:
        add_waves(database, [wave])
    return path


@pytest.fixture(scope="module")
def code(surveyed):
    """The code of an invitation to that wave."""
    settings = load_settings({"COPRO_MAP_DB": str(surveyed)})
    return codes_for(settings, 1, wave="open", today=current_day())[0]


@pytest.fixture(scope="module")
def own_server(surveyed):
    with serve(surveyed) as address:
        yield address


@pytest.mark.parametrize(("width", "language"), [(320, "cy"), (1280, "en")])
def test_the_unfolded_page_is_accessible_and_fits(visit, own_server, language, width):
    visit.page.set_viewport_size({"width": width, "height": 900})
    page = visit.open(f"{own_server}/indicators?lang={language}{UNFOLDED}")
    expect(page.locator("[data-testid=stVegaLiteChart] canvas, .vega-embed svg")).to_have_count(3)  # fmt: skip  # noqa: E501
    word = {"en": "demonstration", "cy": "Arddangosiad"}[language]
    expect(page.locator("p.demonstration")).to_contain_text(word)
    assert page.evaluate(SIDEWAYS) <= 0
    assert axe_faults(page) == []
    assert visit.faults == []
    assert visit.strangers == []
    tall = min(page.evaluate(HEIGHT), 12_000)
    page.set_viewport_size({"width": width, "height": tall})
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"progress-full-{language}-{width}.png")


def test_a_record_behind_a_figure_opens(visit, own_server):
    page = visit.open(f"{own_server}/indicators?lang=en&open=3.1")
    row = page.locator("a.row").first
    name = row.locator(".name").inner_text()
    row.click()
    # The page before may stand there for a moment.
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    assert re.search(r"/entry\?id=(demo|c)-", page.url)


def test_unfolding_is_part_of_the_address(visit, own_server):
    page = visit.open(f"{own_server}/indicators?lang=en")
    row = page.locator("#row-2-2")
    row.focus()
    page.keyboard.press("Enter")
    roles = page.get_by_role("rowheader", name="Service provider")
    expect(roles).to_be_visible()
    assert "open=2.2" in page.url
    expect(row).to_be_focused()
    expect(row).to_have_attribute("aria-expanded", "true")
    page.reload()
    expect(roles).to_be_visible()
    row.click()
    expect(roles).to_have_count(0)
    page.go_back()
    expect(roles).to_be_visible()


def test_the_report_is_downloaded_and_says_what_it_is(visit, own_server):
    page = visit.open(f"{own_server}/indicators?lang=cy")
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name="Adroddiad y bwrdd: PDF").click()
    assert waiting.value.suggested_filename.startswith("demonstration-")
    pages = pypdf.PdfReader(waiting.value.path()).pages
    assert all("rddangosiad" in one.extract_text() for one in pages)


def test_an_invited_citizen_replies_once(visit, own_server, surveyed, code):
    page = visit.open(f"{own_server}/survey?lang=cy&survey=members&wave=open")
    page.set_viewport_size({"width": 375, "height": 740})

    def look(screen):
        assert axe_faults(screen) == []
        assert english_left(screen) == []
        assert screen.evaluate(SIDEWAYS) <= 0

    fill_in(page, code.lower(), "Dinesydd", {"sylfaen wybodaeth": "Da iawn"}, look)
    expect(page.get_by_role("heading", name="Diolch")).to_be_focused()
    with writing(surveyed) as database:
        held = replies(database)
    own = held[held["wave"] == "open"]
    assert own["role"].tolist() == ["citizen"]
    assert code not in page.url.upper()
    page.reload()
    page.get_by_label("gwahoddiad").fill(code)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stAlert")).to_be_visible()
    assert page.get_by_role("radiogroup").count() == 0
    assert axe_faults(page) == []
    assert visit.faults == []
