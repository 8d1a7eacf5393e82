"""The page of what somebody sent in: opened by anybody's scanner, pressed by them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from copro_map.assets.face import Asset
from copro_map.base.store.connection import reading, writing
from copro_map.base.today import current_moment
from copro_map.base.whom import Whom
from copro_map.by_link.light.opening import Opened
from copro_map.people.consents import consents_of, keep_consents
from copro_map.people.rules.permissions import MACHINE
from copro_map.people.suppressed import add_forgotten, forgotten
from copro_map.versions.deciding import decide
from copro_map.versions.keeping import amend_version, keep_version, version_with
from copro_map.versions.rules.versions import Decision, Sent
from tests.by_link.conftest import opened, press
from tests.samples import dump

ENTRY, MAIR = "c-abcdefgh", "mair@example.org"
GIVEN = {
    "kind": "practitioner",
    "practitioner_type": "individual",
    "name_en": "Mair Quillfeather",
    "name_cy": "Mair Pluenen",
    "description_en": "A facilitator.",
    "description_cy": "Hwylusydd.",
    "themes": ("food",),
    "served": ("W06000008",),
}


@pytest.fixture
def number(site):
    asset = Asset(ENTRY, GIVEN, {"local_authority": "W06000008"})
    sent = Sent(asset, True, 0, "cy", MAIR, "computer")
    with writing(site.settings.database) as database:
        keep_consents(
            database,
            ENTRY,
            ["name"],
            "v1",
            "cy",
            current_moment().date(),
            MAIR,
            "form",
        )
        return keep_version(database, sent, current_moment())


@pytest.fixture
def page(site, number):
    """Open the page of what was sent, in a new browser."""

    def show(address: str = MAIR, language: str = "en"):
        browser = site.browser()
        link = site.link("version", address=address, entry=ENTRY, goes_to=str(number))
        return browser, opened(browser, link, language)

    return show


def decided(site, number, answer: str, words: str = "", ago: timedelta = timedelta()):
    with reading(site.settings.database) as database:
        revision = version_with(database, number).revision
    decision = Decision(answer, revision, words)
    decide(site.settings, MACHINE, number, decision, current_moment() - ago)


def test_it_says_what_was_sent_in_both_languages_and_opening_changes_nothing(
    site, page
):
    before = site.rows("version_sent"), site.rows("consent")
    _, english = page()
    for words in (
        *("Mair Quillfeather", "Mair Pluenen", "A facilitator.", "Hwylusydd."),
        *("Ceredigion", "Individual", "Was it you who sent this?"),
        "Cewch ddangos fy enw ar y map",  # the sentence in the language it was read in
    ):
        assert words in english.text, words
    assert 'lang="cy"' in english.text
    _, welsh = page(language="cy")
    assert "Unigolyn" in welsh.text
    assert "Was it you" not in welsh.text
    assert (site.rows("version_sent"), site.rows("consent")) == before


def test_yes_proves_the_address_and_once_accepted_she_is_shown(site, number, page):
    names = frozenset({"mair quillfeather", "mair pluenen"})
    whom = Whom(frozenset({MAIR}), frozenset({"c-of-before"}), names)
    add_forgotten(site.settings, whom, current_moment().date())
    browser, first = page()
    assert forgotten(site.settings).address(MAIR)  # opening it changes nothing
    for _ in range(2):
        after = press(browser, first, "yes")
        assert after.status_code == 303
    gone = forgotten(site.settings)
    assert not gone.address(MAIR)
    assert all(map(gone.name, names))  # anybody may send in any name
    second = browser.get(after.headers["location"])
    assert "Thank you. We know now that it was you" in second.text
    assert "This was not me" not in second.text
    decided(site, number, "accepted")
    gone = forgotten(site.settings)
    assert not any(map(gone.name, names))
    assert gone.entry("c-of-before")
    third = browser.get("/k?lang=en")
    assert f"/entry?id={ENTRY}" in third.text
    assert "It was accepted" in third.text
    assert "Take it back" not in third.text


def test_accepted_first_she_is_told_what_is_missing(site, number, page):
    decided(site, number, "accepted")
    browser, first = page()
    assert "once you say here that it was you" in first.text
    assert f"/entry?id={ENTRY}" not in first.text
    names = frozenset({"mair quillfeather"})
    add_forgotten(site.settings, Whom(names=names), current_moment().date())
    after = press(browser, first, "yes")
    assert f"/entry?id={ENTRY}" in browser.get(after.headers["location"]).text
    assert not any(map(forgotten(site.settings).name, names))


@pytest.mark.parametrize("accepted", [False, True])
def test_not_me_leaves_nothing_of_the_address(site, number, page, accepted):
    if accepted:
        decided(site, number, "accepted")
    browser, first = page()
    for _ in range(2):
        after = press(browser, first, "not_me")
        shown = browser.get(after.headers["location"])
        assert "your address is not kept with it" in shown.text
    assert browser.get("/k?lang=en").status_code == 404
    (row,) = site.rows("version_sent")
    assert MAIR not in str(row)
    assert ("Quillfeather" in str(row)) == accepted
    with reading(site.settings.database) as database:
        assert not consents_of(database, ENTRY)


def test_it_is_taken_back_until_it_is_decided(site, page):
    browser, first = page()
    for _ in range(2):
        after = press(browser, first, "back")
    shown = browser.get(after.headers["location"])
    assert "it is taken back" in shown.text
    assert "Quillfeather" not in shown.text
    assert "Quillfeather" not in str(site.rows("version_sent"))


def test_what_was_decided_meanwhile_is_not_taken_back(site, number, page):
    browser, first = page()
    decided(site, number, "accepted")
    answer = press(browser, first, "back")
    assert answer.status_code == 400
    assert "decided already" in answer.text
    assert "Quillfeather" in str(site.rows("version_sent"))


def test_a_question_is_answered_and_nothing_typed_is_lost(site, number, page):
    decided(site, number, "asked", "Where do you <b>meet</b>?")
    browser, first = page()
    assert "Where do you &lt;b&gt;meet&lt;/b&gt;?" in first.text
    refused = press(browser, first, "answer", words="x" * 2001)
    assert refused.status_code == 400
    assert "x" * 2001 in refused.text
    assert press(browser, first, "answer", words=" ").status_code == 400
    for _ in range(2):
        after = press(browser, first, "answer", words="In Bala hall.")
        assert after.status_code == 303
    shown = browser.get(after.headers["location"])
    assert "Your answer is with whoever asked" in shown.text
    with reading(site.settings.database) as database:
        version = version_with(database, number)
    assert version.sent.note == "In Bala hall."
    assert (version.state, version.revision, version.is_proved) == ("waiting", 2, True)
    assert version.sent.asset.given["name_en"] == "Mair Quillfeather"


def test_a_decline_says_why_in_the_readers_language(site, number, page):
    decided(site, number, "declined", "advert\nSorry.")
    _, english = page()
    assert "this map has no advertisements. Sorry." in english.text
    _, welsh = page(language="cy")
    assert "advertisements" not in welsh.text
    assert "Sorry." in welsh.text


def test_another_address_opens_nothing(site, number, page):
    for address in ("other@example.org", ""):
        _, shown = page(address)
        assert shown.status_code == 404
        assert "Quillfeather" not in shown.text
    browser, first = page()
    with writing(site.settings.database) as database:  # sent again with another
        sent = replace(version_with(database, number).sent, address="new@example.org")
        amend_version(database, number, sent, current_moment())
    for what in ("yes", "back", "answer"):
        answer = press_any(browser, first, what)
        assert answer.status_code >= 400
    (row,) = site.rows("version_sent")
    assert "waiting" in row


def press_any(browser, page, what):
    if what == "answer":
        return browser.post("/k", data={"press": what, "proof": "", "words": "a"})
    return press(browser, page, what)


def test_my_page_has_what_was_sent_agreed_and_written_and_opens_each(site, number):
    decided(site, number, "accepted")
    with writing(site.settings.database) as database:
        day = current_moment().date()
        keep_consents(database, ENTRY, ["website"], "v1", "en", day, MAIR, "my_page")
    browser = site.browser()
    mine = opened(browser, site.link("my_page", address=MAIR))
    for words in (
        *("What you sent in", "Accepted", "It waits for you", "How long it is kept"),
        *("What you agreed to", "You may show the address of my website"),
    ):
        assert words in mine.text, words
    assert "There is no entry any more" not in mine.text
    one = browser.get(f"/k?lang=en&version={number}")
    assert "Was it you who sent this?" in one.text
    after = press(browser, one, "yes", str(number))
    assert f"/entry?id={ENTRY}" in browser.get(after.headers["location"]).text
    mine = browser.get("/k?lang=en")
    assert "/contribute?lang=en&amp;entry=" + ENTRY in mine.text  # it is hers now
    assert "It waits for you" not in mine.text
    other = site.browser()
    opened(other, site.link("my_page", address="other@example.org"))
    assert other.get(f"/k?lang=en&version={number}").status_code == 404


@pytest.mark.parametrize("field", ["name", "all"])
def test_she_withdraws_on_her_page_and_shows_it_again(site, number, page, field):
    decided(site, number, "accepted")
    press(*page(), "yes")
    browser = site.browser()
    mine = opened(browser, site.link("my_page", address=MAIR))
    for _ in range(2):
        after = press(browser, mine, "withdraw", ENTRY, field=field)
        assert after.status_code == 303
    gone = browser.get(after.headers["location"])
    assert "no longer shown" in gone.text
    assert site.ask("SELECT COUNT(*) FROM asset_public WHERE id = ?", ENTRY) == [(0,)]
    press(browser, gone, "agree", ENTRY, field="name")
    shown = site.ask(
        "SELECT name_en, description_en FROM asset_public WHERE id = ?", ENTRY
    )
    assert shown == [("Mair Quillfeather", "")]
    page_now = browser.get("/k?lang=en")
    assert "Not agreed to." in page_now.text
    press(browser, page_now, "agree", ENTRY, field="description")
    ((text,),) = site.ask("SELECT description_en FROM asset_public WHERE id = ?", ENTRY)
    assert text == "A facilitator."
    stranger = site.browser()
    site.contact("solva-care", "other@example.org")
    link = site.link("my_page", address="other@example.org")
    opened(stranger, link)
    here = Opened(site.settings, current_moment(), link.rpartition("/")[2], None)
    for what in ("withdraw", "agree"):
        sent = {"press": what, "entry": ENTRY, "field": "name"}
        sent["proof"] = here.proof(what, ENTRY)
        assert stranger.post("/k?lang=en", data=sent).status_code == 400
    assert site.ask("SELECT COUNT(*) FROM asset_public WHERE id = ?", ENTRY) == [(1,)]


def test_whoever_sent_something_in_gets_the_link_to_her_page(site, number):
    assert number
    browser = site.browser()
    for address in (MAIR, "nobody@example.org"):
        form = {"address": address, "entry": ""}
        assert browser.post("/my-link?lang=en", data=form).status_code == 200
    assert [letter[0] for letter in site.letters()] == [MAIR]


def test_whoever_is_never_written_to_again_opens_nothing_of_others(site):
    """What is kept without an address is of nobody, whatever a link's address is."""
    others, own = "never@example.org", "own@example.org"
    asset = Asset("c-ijklmnop", GIVEN, {"local_authority": "W06000008"})
    with writing(site.settings.database) as database:
        mine = keep_version(
            database, Sent(asset, True, 0, "cy", others, "computer"), current_moment()
        )
    receipt = site.link("version", address=others, entry=asset.id, goes_to=str(mine))
    once_more = site.link("my_page", address=own)
    for address in (others, own):
        browser = site.browser()
        page = opened(browser, site.link("my_page", address=address), "en")
        assert "never writes" in press(browser, page, "never").text
    assert others not in str(dump(site.settings.database))
    for link in (once_more, receipt):
        browser = site.browser()
        opened(browser, link, "en")
        for asked in (f"/k?lang=en&version={mine}", f"/k?version={'9' * 5000}"):
            page = browser.get(asked)
            assert page.status_code == 404
            assert "Quillfeather" not in page.text
