"""My page: all that is kept is taken away as a file, and somebody is forgotten."""

from __future__ import annotations

import pytest

from copro_map.base.i18n import Label
from copro_map.base.store.connection import reading
from copro_map.base.today import current_day, current_moment
from copro_map.by_link.light.opening import Opened
from copro_map.contribute.drafts import keep_entry
from copro_map.contribute.sending import send
from copro_map.people.links import open_link
from copro_map.people.rules.permissions import MACHINE
from copro_map.people.settling import settle
from copro_map.search.face import all_assets
from tests.by_link.conftest import OTHER, PROJECT, form_of, opened, press
from tests.opening import everything, open_page
from tests.persons import ADDRESS, ID, WORDS, put_person

ELSE, TROLLS = "somebody.else@example.org", "https://troll.example"
SURE = {"sure": "yes"}
TABLES = """
SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'
"""


@pytest.fixture
def mair(site):
    """The page of a person on the map, who speaks for a project with somebody else."""
    put_person(site.settings, "name", "description", "where", "website")
    site.contact(ID, ADDRESS)
    site.contact(PROJECT, ADDRESS)
    site.contact(PROJECT, ELSE)
    site.contact(OTHER, ELSE)
    browser = site.browser()
    return browser, opened(browser, site.link("my_page", address=ADDRESS))


def test_the_file_is_downloaded_and_looking_changes_nothing(site, mair):
    browser, page = mair
    assert 'href="/k?lang=en&amp;kept=1" download' in page.text
    before = site.everything()
    for language, name in (("en", "my-data-"), ("cy", "fy-nata-")):
        answer = browser.get(f"/k?lang={language}&kept=1")
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        said = answer.headers["content-disposition"]
        assert said.startswith(f'attachment; filename="{name}20')
        assert f'<html lang="{language}">' in answer.text
        assert ELSE not in answer.text
    browser.get("/k?lang=en&forget=1")
    assert site.everything() == before


def test_she_reads_first_what_goes_and_what_stays(mair):
    browser, _ = mair
    page = browser.get("/k?lang=en&forget=1")
    assert "cannot be taken back" in page.text
    goes, _, stays = page.text.partition("What stays")
    assert "Mair Quillfeather" in goes
    assert "Solva Care" in stays
    assert "Quillfeather" not in stays
    assert "35 days" in stays


def test_she_is_forgotten_and_nobody_else(site, mair):
    browser, page = mair
    second = site.link("my_page", address=ADDRESS)
    visit = open_page("pages/asset_map.py", "cy", q=WORDS["name"][0])
    assert WORDS["name"][1] in everything(visit)
    page = browser.get("/k?lang=en&forget=1")
    done = press(browser, page, "forget", **SURE)
    assert "All that was kept about you is deleted" in done.text
    assert ADDRESS not in done.text
    assert 'copro_map_link=""' in done.headers["set-cookie"]
    assert WORDS["name"][1] not in everything(visit.run())
    assert not visit.exception
    assert ID not in all_assets(site.settings).index
    assert {PROJECT, OTHER} <= {*all_assets(site.settings).index}
    contacts = site.ask("SELECT entry, address FROM contact WHERE left_on IS NULL")
    assert sorted(contacts) == [(PROJECT, ELSE), (OTHER, ELSE)]
    kept = str([site.rows(name) for (name,) in site.ask(TABLES)])
    assert ADDRESS not in kept
    assert not any(word in kept for words in WORDS.values() for word in words)
    for link in (second, site.link("my_page", address=ADDRESS)):
        later = opened(site.browser(), link)
        assert "Quillfeather" not in later.text
    assert opened(site.browser(), second).status_code == 404
    noted = site.ask("SELECT subject, what, was, now, why, role FROM change_made")
    assert noted[-1] == ("erasure", "forgotten", "", "", "", "owner")


def test_without_the_tick_nothing_is_deleted(site, mair):
    browser, _ = mair
    page = browser.get("/k?lang=en&forget=1")
    before = site.everything()
    again = press(browser, page, "forget")
    assert again.status_code == 400
    assert "Nothing is deleted yet" in again.text
    form_of(again, "forget")  # and it can be pressed there
    assert site.everything() == before


def test_the_press_is_proved_and_of_this_link_alone(site, mair):
    browser, _ = mair
    sent = form_of(browser.get("/k?lang=en&forget=1"), "forget") | SURE
    before = site.everything()
    other = site.browser()
    opened(other, site.link("my_page", address=ELSE))
    elsewhere = {"sec-fetch-site": "cross-site"}
    for answer in (
        other.post("/k", data=sent),
        site.browser().post("/k", data=sent),
        browser.post("/k", data=sent | {"proof": ""}),
        browser.post("/k", data=sent, headers=elsewhere),
    ):
        assert answer.status_code == 404
    assert site.everything()[1:] == before[1:]  # but for the new link


@pytest.mark.usefixtures("mair")
def test_a_link_of_one_entry_neither_tells_nor_forgets(site):
    browser = site.browser()
    page = opened(browser, site.link("entry", address=ADDRESS, entry=ID))
    assert "This link is for one entry" in page.text
    assert "forget=1" not in page.text
    assert "kept=1" not in page.text
    for asked in ("kept", "forget"):
        answer = browser.get(f"/k?lang=en&{asked}=1")
        assert "attachment" not in answer.headers.get("content-disposition", "")
        assert "Is this still right?" in answer.text
    sent = form_of(page, "never") | {"press": "forget"} | SURE
    assert browser.post("/k", data=sent).status_code == 404
    assert ID in all_assets(site.settings).index


def test_at_rest_she_is_told_so_and_nothing_is_half_done(site, mair):
    browser, _ = mair
    page = browser.get("/k?lang=en&forget=1")
    days = {"from_on": current_day(), "now": current_moment()}
    settle(site.settings, MACHINE, "read_only", Label("1", "1"), **days)
    before = site.everything()
    answer = press(browser, page, "forget", **SURE)
    assert answer.status_code == 503
    assert "The map is being mended. Nothing was kept" in answer.text
    form_of(answer, "forget")  # to be pressed again later
    assert site.everything() == before
    assert not site.settings.secret_file.exists()  # nor is she on the list


def test_whoever_works_here_sees_it_and_is_let_go_by_an_administrator(site, steward):
    browser = site.browser()
    page = opened(browser, site.link("my_page", address=steward.address))
    assert "kept=1" in page.text
    page = browser.get("/k?lang=en&forget=1")
    assert "Ask an administrator" in page.text
    assert 'type="checkbox"' not in page.text


@pytest.mark.usefixtures("mair")
def test_who_suggests_a_correction_of_her_entry_reads_and_deletes_nothing_of_hers(site):
    filled = {"entry": ID, "website": TROLLS, "address": ELSE, "consents": ["contact"]}
    key = keep_entry(site.settings, "", {}, filled, current_day())
    send(site.settings, key, current_moment(), "computer")
    assert site.ask("SELECT held, entry FROM consent WHERE channel = 'form'") == [
        (1, ID)
    ]
    browser = site.browser()
    page = opened(browser, site.link("my_page", address=ELSE))
    kept = browser.get("/k?lang=en&kept=1").text
    for text in (page.text, kept):
        assert "Quillfeather" not in text
        assert not any(word in text for word in WORDS["where"])
    assert TROLLS in kept
    press(browser, browser.get("/k?lang=en&forget=1"), "forget", **SURE)
    assert ID in all_assets(site.settings).index
    assert not site.ask("SELECT 1 FROM version_sent WHERE address <> ''")


@pytest.mark.usefixtures("mair")
@pytest.mark.parametrize("what", ["withdraw", "agree"])
def test_a_link_of_one_entry_withdraws_and_agrees_to_nothing_of_another(site, what):
    browser, path = site.browser(), site.link("entry", address=ADDRESS, entry=PROJECT)
    opened(browser, path)
    token = path.rpartition("/")[2]  # whoever has it can make its proof
    with reading(site.settings.database) as database:
        link = open_link(database, token, current_moment())
    here = Opened(site.settings, current_moment(), token, link)
    before = site.rows("consent")
    for entry in (ID, OTHER, "nothing"):
        sent = {"press": what, "entry": entry, "field": "name"}
        proved = sent | {"proof": here.proof(what, entry)}
        assert browser.post("/k", data=proved).status_code == 404
    assert site.rows("consent") == before
    assert ID in all_assets(site.settings).index
    own = site.link("entry", address=ADDRESS, entry=ID)
    page = opened(browser, own)
    assert press(browser, page, "withdraw", ID, field="name").status_code == 303
    assert ID not in all_assets(site.settings).index
