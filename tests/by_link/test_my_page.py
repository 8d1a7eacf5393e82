"""My page and the page of one entry: what is pressed, and what may not be."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from copro_map.assets.face import public_assets
from copro_map.base.store.connection import reading, writing
from copro_map.base.today import current_moment
from copro_map.by_link.light.opening import Opened
from copro_map.contribute.drafts import keep_entry
from copro_map.people.claims import claim
from copro_map.people.rules.permissions import MACHINE
from copro_map.upkeep.face import Word, say
from tests.by_link.conftest import OTHER, OWNER, PROJECT, form_of, opened, press
from tests.samples import change, dump

STATE = "SELECT verification, verified_role, status FROM asset WHERE id = ?"
DAYS = "SELECT verification, closes_on, paused_until FROM asset WHERE id = ?"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def owner(site):
    """A browser in which an owner's page is open, and that page."""
    site.contact(PROJECT)
    browser = site.browser()
    return browser, opened(browser, site.link("my_page", address=OWNER))


def state(site, entry=PROJECT):
    return site.ask(STATE, entry)[0]


def test_one_press_confirms_and_says_so(site, owner):
    browser, page = owner
    assert state(site) == ("unverified", "", "published")
    answer = press(browser, page, "right", PROJECT)
    assert answer.status_code == 303
    after = browser.get(answer.headers["location"])
    assert "It is noted that this entry is still right" in after.text
    assert state(site) == ("confirmed", "owner", "published")
    assert site.words() == [(PROJECT, "right")]


def test_two_presses_do_no_harm(site, owner):
    browser, page = owner
    first, second = (press(browser, page, "right", PROJECT) for _ in range(2))
    assert first.headers["location"] == second.headers["location"]
    assert site.words() == [(PROJECT, "right")]


def test_opening_changes_nothing_however_often(site):
    site.contact(PROJECT)
    links = [
        site.link("my_page", address=OWNER),
        site.link("entry", address=OWNER, entry=PROJECT),
        site.link("claim", address="new@example.org", entry=PROJECT),
    ]
    before = site.everything()
    for link in links:
        scanner = site.browser()
        for method in ("GET", "HEAD", "GET"):
            assert scanner.request(method, link).status_code == 303
            assert scanner.request(method, "/k").status_code == 200
        scanner.get(link, follow_redirects=True)
    assert site.everything() == before


def test_an_entry_link_opens_its_entry_alone_and_signs_nobody_in(site):
    site.contact(PROJECT)
    site.contact(OTHER)
    browser = site.browser()
    page = opened(browser, site.link("entry", address=OWNER, entry=PROJECT))
    assert "Solva Care" in page.text
    assert "Tir Coed" not in page.text
    assert press(browser, page, "right", PROJECT).status_code == 303
    assert site.words() == [(PROJECT, "right")]
    assert not site.rows("signed_in")
    assert "copro_map_session" not in browser.cookies


@pytest.mark.parametrize("purpose", ["my_page", "entry"])
def test_another_entry_is_refused_whatever_is_posted(site, purpose):
    """Whoever has a link can work its proofs out: the answers look at the entry."""
    site.contact(PROJECT)
    link = site.link(purpose, address=OWNER, entry=PROJECT)
    browser = site.browser()
    opened(browser, link)
    here = Opened(site.settings, current_moment(), link.rpartition("/")[2], None)
    sent = {"press": "right", "entry": OTHER, "proof": here.proof("right", OTHER)}
    answer = browser.post("/k", data=sent)
    assert answer.status_code == 400
    undo = {"press": "undo", "word": "1", "proof": here.proof("undo", OTHER)}
    browser.post("/k", data=sent | undo)
    assert not site.words()


def test_a_proof_is_of_one_press_and_one_link(site, owner):
    browser, page = owner
    right = form_of(page, "right", PROJECT)
    for wrong in (
        {"press": "gone", "choice": "take_off"},
        {"entry": OTHER},
        {"proof": ""},
        {"proof": "ŵ" * 64},
        {"press": "sign_in"},
    ):
        assert browser.post("/k", data=right | wrong).status_code == 404
    other = site.browser()
    opened(other, site.link("my_page", address=OWNER))
    assert other.post("/k", data=right).status_code == 404
    assert site.browser().post("/k", data=right).status_code == 404
    assert not site.words()


def test_a_page_of_another_site_cannot_press(site, owner):
    browser, page = owner
    for where in ("cross-site", "same-site"):
        own = {"sec-fetch-site": where}
        sent = form_of(page, "right", PROJECT)
        assert browser.post("/k", data=sent, headers=own).status_code == 404
    assert not site.words()


def test_what_has_changed_is_written_and_nothing_typed_is_lost(site, owner):
    browser, page = owner
    empty = press(browser, page, "change", PROJECT, note=" ")
    assert empty.status_code == 400
    assert "Write what has changed" in empty.text
    long = press(browser, page, "change", PROJECT, note="<b>tŷ</b>" + "x" * 3000)
    assert long.status_code == 400
    assert "&lt;b&gt;tŷ&lt;/b&gt;xxx" in long.text
    assert press(browser, page, "change", PROJECT, note="New tŷ").status_code == 303
    assert site.words() == [(PROJECT, "change")]
    assert "New tŷ" in browser.get("/k").text


@pytest.mark.parametrize(
    ("choice", "day", "expected"),
    [
        ("ended", "2026-03", ("confirmed", "owner", "published")),
        ("not_us", "", ("unverified", "", "published")),
        ("take_off", "", ("unverified", "", "archived")),
    ],
)
def test_quiet_choices_and_the_way_back(site, owner, choice, day, expected):
    browser, page = owner
    press(browser, page, "gone", PROJECT, choice=choice, day=day)
    assert state(site) == expected
    page = browser.get("/k?lang=en")
    assert "Solva Care" in page.text
    for _ in range(2):
        sent = form_of(page, "undo", PROJECT)
        assert browser.post("/k?lang=en", data=sent).status_code == 303
    assert state(site) == ("unverified", "", "published")


@pytest.mark.parametrize(
    "boxes", [{"choice": "ended", "day": "soon"}, {"choice": "x"}, {}]
)
def test_what_cannot_be_is_refused_with_a_sentence(site, owner, boxes):
    browser, page = owner
    answer = press(browser, page, "gone", PROJECT, **boxes)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert "<details open>" in answer.text
    assert not site.words()


def test_an_offer_is_open_until_a_day_or_paused(site):
    change(site.settings.database, "UPDATE asset SET kind = 'offer'")
    site.contact(PROJECT)
    browser = site.browser()
    page = opened(browser, site.link("my_page", address=OWNER))
    until = (current_moment().date() + timedelta(30)).isoformat()
    assert press(browser, page, "open", PROJECT, choice="until").status_code == 400
    press(browser, page, "open", PROJECT, choice="until", day=until)
    assert site.ask(DAYS, PROJECT) == [("confirmed", until, "")]
    press(browser, page, "open", PROJECT, choice="paused", day=until)
    assert site.ask(DAYS, PROJECT)[0][2] == until
    press(browser, page, "open", PROJECT, choice="open")
    assert site.ask(DAYS, PROJECT) == [("confirmed", "9999-12-31", "")]
    with reading(site.settings.database) as database:  # until further notice
        assert public_assets(database, PROJECT).closes_on.item() == ""


def test_what_is_kept_is_shown_of_oneself_alone(site):
    site.contact(
        PROJECT, origin="found", found_at="https://example.org/contact", language="cy"
    )
    site.contact(PROJECT, "somebody.else@example.org")
    browser = site.browser()
    page = opened(browser, site.link("my_page", address=OWNER))
    for fact in (
        OWNER,
        "https://example.org/contact",
        "Welsh",
        "Legitimate interests",
        "A steward found it",
    ):
        assert fact in page.text
    assert "somebody.else" not in page.text


def test_never_again_leaves_the_address_in_no_table(site, owner):
    browser, page = owner
    day, here = current_moment().date(), site.settings.database
    keep_entry(site.settings, "", {}, {"address": OWNER}, day)
    made = "INSERT INTO import_made (number, subject, name, at) VALUES (1, ?, ?, ?)"
    change(here, made, "contacts", "a.csv", "2026-11-30T09:00:00Z")
    row = "INSERT INTO import_row (number, of, key, was) VALUES (1, ?, '[1]', ?)"
    change(here, row, "contact", json.dumps({"contact": {"address": OWNER}}))
    assert OWNER in str(dump(here)["import_row"] + dump(here)["draft"])
    press(browser, page, "never")
    assert OWNER not in str(dump(here))


def test_never_again_forgets_the_address_and_closes_the_page(site, owner):
    browser, page = owner
    link = site.link("my_page", address=OWNER)
    assert press(browser, page, "never").status_code == 200
    assert len(site.rows("never_write")) == 1
    assert not site.rows("contact")
    later = opened(site.browser(), link)
    assert "no entry any more" in later.text
    assert "Solva Care" not in later.text


def test_the_link_in_an_invitation_ends_letters_and_opens_no_entry(site):
    invited = "gwahoddwyd@example.org"
    site.contact(PROJECT, invited)
    browser = site.browser()
    page = opened(browser, site.link("entry", address=invited))
    assert "There is no entry" not in page.text
    assert PROJECT not in page.text
    press(browser, page, "never")
    assert site.ask("SELECT count(*) FROM never_write") == [(1,)]


def test_one_press_in_a_mail_program_unsubscribes_without_a_cookie(site):
    site.contact(PROJECT)
    link = site.link("entry", address=OWNER, entry=PROJECT)
    program = site.browser(sec_fetch_site="cross-site", origin="null")
    for _ in range(2):
        assert program.post(link, data=ONE_CLICK).status_code == 200
    assert len(site.rows("never_write")) == 1


def test_a_letter_that_is_read_late_is_unsubscribed_from_too(site):
    site.contact(PROJECT)
    link = site.link("entry", address=OWNER, entry=PROJECT, ago=timedelta(60))
    assert opened(site.browser(), link).status_code == 404
    assert site.browser().post(link, data=ONE_CLICK).status_code == 200
    assert len(site.rows("never_write")) == 1


def test_a_mail_program_may_send_it_in_parts(site):
    site.contact(PROJECT)
    link = site.link("entry", address=OWNER, entry=PROJECT)
    parts = {"List-Unsubscribe": (None, "One-Click")}
    assert site.browser().post(link, files=parts).status_code == 200
    assert len(site.rows("never_write")) == 1


def test_anything_else_that_is_posted_to_a_link_does_nothing(site, steward):
    site.contact(PROJECT)
    links = [
        site.link("sign_in", address=OWNER, person=steward.number),
        site.link("claim", address=OWNER, entry=PROJECT),
        "/k/unknown",
    ]
    before = site.everything()
    for link in links:
        assert site.browser().post(link, data=ONE_CLICK).status_code == 404
        assert site.browser().post(link, data={"press": "never"}).status_code == 303
    assert site.everything() == before


def test_whoever_speaks_for_it_no_more_can_press_no_more(site, owner):
    browser, page = owner
    change(site.settings.database, "UPDATE contact SET left_on = '2026-01-01'")
    assert press(browser, page, "right", PROJECT).status_code == 400
    assert not site.words()


@pytest.mark.parametrize(
    ("purpose", "lasts"), [("my_page", timedelta(hours=1)), ("entry", timedelta(21))]
)
def test_a_link_that_is_past_says_what_to_do(site, purpose, lasts):
    site.contact(PROJECT)
    link = site.link(purpose, address=OWNER, entry=PROJECT, ago=lasts)
    for language, words in (("en", "past its time"), ("cy", "Gofynnwch")):
        page = opened(site.browser(), link, language)
        assert page.status_code == 404
        assert words in page.text
        assert 'action="/my-link' in page.text
    almost = lasts - timedelta(minutes=1)
    link = site.link(purpose, address=OWNER, entry=PROJECT, ago=almost)
    assert opened(site.browser(), link).status_code == 200


def test_a_link_that_was_opened_meanwhile_is_told_apart(site, owner):
    browser, page = owner
    site.contact(OTHER, "other@example.org")
    opened(browser, site.link("my_page", address="other@example.org"))
    answer = press(browser, page, "right", PROJECT)
    assert answer.status_code == 404
    assert "not of the link that is open" in answer.text
    assert not site.words()


def test_an_address_with_many_entries_has_pages_that_stay_small(site):
    entries = [x for (x,) in site.ask("SELECT id FROM asset ORDER BY id LIMIT 12")]
    for entry in entries:
        site.contact(entry, found_at="https://example.org/" + "x" * 80, origin="found")
    browser = site.browser()
    opened(browser, site.link("my_page", address=OWNER))
    seen = []
    for number in (1, 2, 3):
        page = browser.get(f"/k?lang=en&page={number}")
        assert len(page.content) < 30_000
        seen += re.findall(
            r'name="press" value="right"><input [^>]*value="([^"]*)"', page.text
        )
    assert sorted(seen) == entries
    last = browser.get("/k?lang=en&page=3")
    answer = press(browser, last, "right", seen[-1])
    after = browser.get(answer.headers["location"])
    assert "It is noted that this entry is still right" in after.text
    for strange in ("0", "4", "-1", "x", "²", "9" * 400):
        assert "Page 1 of 3" in browser.get("/k", params={"page": strange}).text


def test_what_waits_for_a_steward_is_said_until_they_answer(site, owner):
    browser, page = owner
    press(browser, page, "change", PROJECT, note="New name")
    assert "A steward has not answered yet" in browser.get("/k?lang=en").text
    word = Word("right", how="asked by telephone")
    say(site.settings, MACHINE, PROJECT, word, current_moment())
    assert "A steward has not answered yet" not in browser.get("/k?lang=en").text


def test_what_was_asked_for_is_shown_until_it_is_decided(site, owner):
    browser, _ = owner
    with writing(site.settings.database) as database:
        claim(database, OTHER, OWNER, "en", current_moment())
        claim(
            database, "cpn-wales", "somebody.else@example.org", "en", current_moment()
        )
    page = browser.get("/k?lang=en").text
    assert "You asked to speak for" in page
    assert page.count("Tir Coed") == 1
    change(site.settings.database, "UPDATE claim SET decided_at = 'x', agreed = 0")
    assert "You asked to speak for" not in browser.get("/k?lang=en").text
