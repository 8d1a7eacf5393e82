"""A hostile entry is shown as its own text, and nothing of it runs anywhere."""

import csv

import pytest
from playwright.sync_api import expect

from copro_map.assets.importing import import_network
from copro_map.base.config import load_settings
from tests.browser.conftest import rests, serve

pytestmark = pytest.mark.browser
PAYLOADS = [
    "{{7*7}}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{% x %}",
    "{# gone #}",
    "<img src=x onerror=window.top.hacked=1>",
    "<script>window.top.hacked=1</script>",
    "`${window.top.hacked=1}`",
    "'\"><svg onload=window.top.hacked=1>",
    "![](https://example.org/x.png)",
    ":material/home: $x^2$ **bold**",
]


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    settings = load_settings({"COPRO_MAP_DB": str(folder / "hostile.db")})
    with settings.network_file.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    rows = [
        dict.fromkeys(header, "")
        | {
            "id": f"hostile-{number}",
            "kind": "project",
            "name_en": text,
            "description_en": text,
            "organisation": text,
            "place": text,
            "local_authority": "Powys",
            "source_url": "https://example.org/source",
        }
        for number, text in enumerate(PAYLOADS)
    ]
    target = folder / "hostile.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(rows)
    assert not import_network(settings, target).faults
    with serve(settings.database) as address:
        yield address


def test_hostile_names_are_listed_as_text(visit, hostile_server):
    page = visit.open(f"{hostile_server}/asset_map?lang=en&kind=project")
    visit.map()
    rests(page)
    names = page.locator("a.row .name").all_inner_texts()
    assert sorted(names) == sorted(PAYLOADS)
    assert page.evaluate("window.hacked") is None
    assert visit.strangers == []
    assert visit.faults == []


def test_a_hostile_entry_is_read_as_text(visit, hostile_server):
    for number, text in enumerate(PAYLOADS):
        page = visit.open(f"{hostile_server}/entry?lang=cy&id=hostile-{number}")
        rests(page)
        expect(page.locator("h1").first).to_have_text(text, use_inner_text=True)
        assert page.evaluate("window.hacked") is None
    assert visit.strangers == []
    assert visit.faults == []


def test_a_hostile_entry_is_opened_beside_the_map_as_text(visit, hostile_server):
    page = visit.open(f"{hostile_server}/asset_map?lang=en&kind=project")
    for text in PAYLOADS:
        page.locator("a.row .name").get_by_text(text, exact=True).click()
        card = page.locator("article.card h2")
        expect(card).to_have_text(text, use_inner_text=True, timeout=20_000)
        assert page.evaluate("window.hacked") is None
    assert visit.strangers == []
    assert visit.faults == []
