"""The list, the map and the files always show the same entries."""

import csv
import io
import itertools
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PLACES = ["", "Machynlleth", "LL57 2DG", "Y Fenni", "Powys"]
WORDS = ["", "food", "gofal"]
KINDS = ["", "offer,request"]
# Half of all combinations: each place with each word and with each kind, and each word
# with each kind.
COMBINATIONS = [
    {"near": near, "q": words, "kind": kinds, "km": "30" if near else ""}
    for number, (near, words, kinds) in enumerate(
        itertools.product(PLACES, WORDS, KINDS)
    )
    if (number // 2 + number) % 2
] + [{"theme": "timebanking"}]


def listed_ids(page) -> list[str]:
    """The ids of every page of the list, in order."""
    found: list[str] = []
    while True:
        links = page.locator("a.row").evaluate_all("a => a.map(x => x.href)")
        found += [parse_qs(urlsplit(link).query)["id"][0] for link in links]
        turn = page.locator("nav.pages button").last
        if not turn.count() or turn.is_disabled():
            return found
        turn.click()
        expect(page.locator(f'a.row[href="{page_link(links[0])}"]')).to_have_count(
            0, timeout=20_000
        )


def page_link(address: str) -> str:
    """The link as it is written in the page: relative to it."""
    parts = urlsplit(address)
    return f"{parts.path.rpartition('/')[2]}?{parts.query}"


def file_rows(page) -> list[dict[str, str]]:
    """The downloaded rows; asked for when the page has said all that it has to say.

    A run of the page gives its download buttons a new address, so a press that meets
    one on its way is answered by nobody.
    """
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.locator(".st-key-take_away button").first.click()
    with page.expect_download(timeout=30_000) as download:
        page.locator(".st-key-download_csv button").first.click()
    text = download.value.path().read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def map_ids(visit) -> set[str]:
    element = visit.page.wait_for_selector(
        "iframe[data-testid=stCustomComponentV1]", timeout=20_000
    )
    frame = element.content_frame()
    frame.wait_for_function("window.coproMap && coproMap.ids() !== undefined")
    return set(frame.evaluate("coproMap.ids()"))


def test_every_pair_of_choices_is_among_the_combinations():
    names = {"near": PLACES, "q": WORDS, "kind": KINDS}
    for one, other in itertools.combinations(names, 2):
        pairs = {(x.get(one, ""), x.get(other, "")) for x in COMBINATIONS}
        assert pairs >= set(itertools.product(names[one], names[other]))


@pytest.mark.parametrize("number", range(len(COMBINATIONS)))
def test_list_map_and_file_show_the_same_entries(visit, server, number):
    params = {k: v for k, v in COMBINATIONS[number].items() if v}
    page = visit.open(f"{server}/asset_map?lang=cy&{urlencode(params)}")
    numbers = page.locator("#result b").all_inner_texts()
    said = int(numbers[0]) if numbers else 0
    pins = map_ids(visit)  # the map's first word makes the page run once more
    rows = file_rows(page)
    assert len(rows) == said
    assert pins == {row["id"] for row in rows if row["longitude"]}
    if said == 0:
        return
    # What is close and has not all the words follows what was found.
    assert listed_ids(page)[:said] == [row["id"] for row in rows]
    assert visit.faults == []
