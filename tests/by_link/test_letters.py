"""The link that ends a letter: one press, on the page or in the mail program."""

from __future__ import annotations

from datetime import timedelta

import pytest

from copro_map.base.today import current_moment
from copro_map.people.persons import sign_out_everywhere
from copro_map.people.rules.permissions import MACHINE
from copro_map.people.wanted import stopped_letters, write_again
from tests.by_link.conftest import OTHER, opened, press
from tests.english import english_words, texts_of_html

ONE_CLICK = {"List-Unsubscribe": "One-Click"}
STOPPED = "SELECT person, letter FROM letter_stopped"
NOTED = """
SELECT record, role, person, what, was, now FROM change_made
WHERE what LIKE 'letter%' ORDER BY id
"""


@pytest.fixture
def link(site, steward):
    return site.link("letters", person=steward.number, entry="monthly")


def test_one_press_ends_a_letter_and_another_begins_it_again(site, steward, link):
    browser = site.browser()
    page = opened(browser, link)
    assert "The letter on the first of the month" in page.text
    assert site.ask(STOPPED) == []  # opening does nothing
    for _ in range(2):  # pressed twice by somebody who is in a hurry
        press(browser, page, "no_more")
    assert site.ask(STOPPED) == [(steward.number, "monthly")]
    page = browser.get("/k?lang=en")
    assert "is not written to you any more" in page.text
    press(browser, page, "again")
    assert site.ask(STOPPED) == []
    own = (str(steward.number), "steward", steward.number, "letter_monthly")
    assert site.ask(NOTED) == [
        (*own, "written", "stopped"),
        (*own, "stopped", "written"),
    ]


@pytest.mark.parametrize("ago", [timedelta(), timedelta(days=480)])
def test_a_mail_program_ends_it_by_itself_late_too(site, steward, ago):
    link = site.link("letters", person=steward.number, entry="monday", ago=ago)
    answer = site.browser().post(link, data=ONE_CLICK)
    assert answer.status_code == 200  # no way on: RFC 8058, 3.1
    assert site.ask(STOPPED) == [(steward.number, "monday")]
    assert site.rows("never_write") == []


def test_another_kind_of_link_does_it_not_and_this_one_nothing_else(site, link):
    site.contact(OTHER)
    browser = site.browser()
    own = opened(browser, site.link("my_page", address="info@example.org"))
    proof = {"press": "no_more", "entry": "", "proof": "0" * 64}
    assert browser.post("/k?lang=en", data=proof).status_code == 404
    page = opened(browser, link)
    assert press(browser, own, "never").status_code == 404  # of the page before
    assert press(browser, page, "no_more", press="never").status_code == 404
    assert site.rows("never_write") == site.rows("signed_in") == []
    assert site.ask(STOPPED) == []


def test_signing_out_everywhere_leaves_the_link(site, steward, link):
    sign_out_everywhere(site.settings, MACHINE, steward.number, now=current_moment())
    assert site.browser().post(link, data=ONE_CLICK).status_code == 200
    (found,) = stopped_letters(site.settings, MACHINE).values()
    assert list(found) == ["monthly"]
    write_again(site.settings, MACHINE, steward.number, "monthly", current_moment())
    assert site.ask(STOPPED) == []


def test_the_page_in_welsh_has_no_english_word(site, link):
    browser = site.browser()
    page = opened(browser, link, "cy")
    assert not english_words(texts_of_html(page.text))
    press(browser, page, "no_more")
    page = browser.get("/k?lang=cy")
    assert not english_words(texts_of_html(page.text))
