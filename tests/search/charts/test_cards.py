"""Cards: whatever an entry says, it is text; only checked addresses are links."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.assets.presenting import find_entry, present
from copro_map.base.config import load_settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import language_in_force, set_language, t
from copro_map.base.names import is_web_address
from copro_map.base.said import Spoken
from copro_map.drawing.templates import environment, render
from copro_map.geography.areas import load_layers
from copro_map.search.search import all_assets
from tests.samples import HOSTILE, change

REAL = load_settings({})
DEFINITIONS = load_definitions(REAL.data_dir)
LAYERS = load_layers(REAL.boundaries_dir, REAL.data_dir)
TODAY = date(2026, 11, 21)
TAGS = {
    "article",
    "span",
    "img",
    "h1",
    "h2",
    "p",
    "a",
    "ul",
    "li",
    "dl",
    "dt",
    "dd",
    "strong",
    "div",
    "details",
    "summary",
}
ATTRIBUTES = {
    *("class", "data-entry", "lang", "href", "target", "rel", "alt", "src"),
    "aria-label",
}
BAD_ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "//evil.example/x",
    'https://a.b/"onmouseover="alert(1)',
    "https://a.b/'onmouseover='alert(1)",
    "https://a.b/<script>",
    "https://a.b@evil.example/",
    "https://",
    "https://a b.example",
    "https://a.b/\u2028",
    "https://[::1",
    "file:///etc/passwd",
]


PARTS = environment().get_template("drawing/parts.html").module
ENTRY_PARTS = environment().get_template("drawing/entry_parts.html").module


def short_card(entry):
    return render("search/card.html", entry=entry, acts=())


def full_card(entry):
    """All that an entry's own page says of it, live or light."""
    parts = ("name", "first", "acts", "known", "served", "folds")
    names = [f"report/entry_{part}.html" for part in parts]
    facts = {"acts": (), "reached": False, "served": (), "areas": ()}
    return "".join(render(name, entry=entry, **facts) for name in names)


class Page(HTMLParser):
    """What a browser would see: the tags, their attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(str(html))
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    @property
    def links(self) -> list[str]:
        return [a["href"] for tag, a in self.tags if tag == "a"]


def assert_harmless(html: str) -> Page:
    page = Page(html)
    for tag, attributes in page.tags:
        assert tag in TAGS, html
        assert set(attributes) <= ATTRIBUTES, html
    assert all(is_web_address(address) for address in page.links), html
    images = [a["src"] for tag, a in page.tags if tag == "img"]
    assert all(src.startswith("data:image/svg+xml;base64,") for src in images)
    return page


def entry_with(network, **cells):
    """An entry whose cells came into the database behind every check."""
    asset_id = "cartrefi-cymru-co-operative"
    for column, value in cells.items():
        change(
            network.database,
            f"UPDATE asset SET {column} = ? WHERE id = ?",  # noqa: S608
            value,
            asset_id,
        )
    return find_entry(all_assets(network), asset_id, DEFINITIONS, LAYERS, TODAY)


TEXTS = ("name_en", "description_en", "organisation", "place", "source_url")


@pytest.mark.parametrize("card", [short_card, full_card])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text(network, card, text):
    entry = entry_with(network, **dict.fromkeys(TEXTS, f"a {text} z"))
    page = assert_harmless(card(entry))
    assert f"a {text} z" in page.text


@pytest.mark.parametrize("card", [short_card, full_card])
@pytest.mark.parametrize("address", BAD_ADDRESSES)
def test_a_bad_address_is_never_a_link(network, card, address):
    entry = entry_with(network, website=address, source_url=address)
    assert assert_harmless(card(entry)).links == []


def test_a_good_address_is_a_link_that_tells_the_other_site_nothing(network):
    good = "https://example.org/a?b=1&quot;c=%22&lt=2"
    page = assert_harmless(full_card(entry_with(network, website=good)))
    assert good in page.links
    for tag, attributes in page.tags:
        if tag == "a":
            assert {"noopener", "noreferrer"} <= set(attributes["rel"].split())


@given(st.text())
def test_an_address_that_passes_the_check_is_plain_http(address):
    if is_web_address(address):
        assert address.lower().startswith(("http://", "https://"))
        assert not set(address) & set(" \"'<>`\\\n\t")


@given(st.sampled_from("\"'<>\\` \n\t\x00\u2028"), st.integers(0, 20))
def test_a_good_address_with_one_bad_character_is_none(character, at):
    good = "https://example.org/a"
    assert is_web_address(good)
    assert not is_web_address(good[:at] + character + good[at:])


@given(st.text(), st.sampled_from(["en", "cy"]), st.sampled_from(["en", "cy"]))
def test_any_text_is_escaped_and_its_language_marked(text, spoken, page):
    with language_in_force(page):
        html = PARTS.say(Spoken(text, spoken), "p")
    marked = f'<p lang="{spoken}">' if spoken != page else "<p>"
    assert html.startswith(marked)
    inner = html[len(marked) : -len("</p>")]
    assert not set(inner) & set("<>\"'")


@given(st.text())
def test_a_text_without_an_address_is_no_link(text):
    assert not set(PARTS.link("", text)) & set("<>\"'")


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("card", [short_card, full_card])
def test_every_real_card_is_harmless(network, card, language):
    set_language(language)
    for row in all_assets(network).itertuples():
        entry = present(row, DEFINITIONS, LAYERS, TODAY)
        page = assert_harmless(card(entry))
        assert entry.verification.label.text() in page.text


def test_english_text_on_a_welsh_page_is_marked(network):
    set_language("cy")
    entry = entry_with(network, name_cy="", description_en="English words")
    page = Page(short_card(entry))
    assert ("h2", {"lang": "en"}) in page.tags
    assert '<p lang="en">English words</p>' in full_card(entry)
    welsh = entry_with(network, name_cy="Enw", description_cy="Geiriau")
    assert ("h2", {}) in Page(short_card(welsh)).tags
    assert "lang=" not in short_card(welsh)


def test_an_offer_is_never_said_to_be_open(network):
    seen = 0
    for row in all_assets(network).itertuples():
        if row.kind in ("offer", "request"):
            entry = present(row, DEFINITIONS, LAYERS, TODAY)
            page = Page(short_card(entry))
            word = entry.ended or "Not confirmed as open"
            assert word in page.text
            assert "Not confirmed yet" in page.text
            seen += 1
    assert seen > 30


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_printed_as_text(network, text):
    entry = entry_with(network, **dict.fromkeys(TEXTS, f"a {text} z"))
    groups = [(f"b {text} y", [entry])]
    page = Page(render("search/printed.html", groups=groups, note=text))
    tags = {"table", "thead", "tbody", "tr", "th", "td", "strong", "span"}
    assert {tag for tag, _ in page.tags} <= tags
    assert page.text.count(f"a {text} z") == 4
    assert page.text.count(f"b {text} y") == 1


def test_a_named_body_says_that_nothing_more_is_known(network):
    rows = [r for r in all_assets(network).itertuples() if r.origin == "named"]
    card = full_card(present(rows[0], DEFINITIONS, LAYERS, TODAY))
    assert "nothing more is known of it" in card


def test_the_legend_names_every_kind_in_the_language():
    for language in ("en", "cy"):
        with language_in_force(language):
            kinds = DEFINITIONS.kinds.values()
            page = assert_harmless(
                render("search/key.html", kinds=kinds, stale=True, vague=True)
            )
            assert t("Somewhere in the authority") in page.text
            for kind in DEFINITIONS.kinds.values():
                assert kind.plural.text() in page.text
                assert kind.label.text() in ENTRY_PARTS.kind_mark(kind)
