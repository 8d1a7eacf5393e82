"""Somebody joins: the form, the letter, one press; and what is told to whom."""

from __future__ import annotations

import re
from html import unescape

import pytest

from copro_map.base.config import load_settings
from copro_map.members.kinds import member_types, principles
from copro_map.people import limits
from tests.by_link.conftest import OTHER, OWNER, PROJECT, form_of, opened, press

VERSION = principles(load_settings({})).version
TYPE = next(iter(member_types(load_settings({}))))
ADDRESS = "canary-join@example.org"
PROMISE = "Canary promise: we ask carers first"
BODY = {
    **{"form": "group", "type": TYPE, "name_en": "Wern Circle", "area": "W06000008"},
    **{"language": "en", "agreed": VERSION, "promise": PROMISE, "address": ADDRESS},
    **{"pounds": "1,234.50", "hours": "77", "role_partner": "1", "band": "small"},
}
PERSON = {
    **{"form": "individual", "side": "citizen", "name_en": "Mair Quillfeather"},
    **{"area": "W06000008", "language": "en", "agreed": VERSION, "address": ADDRESS},
}


def send(site, boxes, language="en", **query):
    asked = "".join(f"&{name}={value}" for name, value in query.items())
    parts = {name: (None, text) for name, text in boxes.items()}
    return site.browser().post(f"/join?lang={language}{asked}", files=parts)


def members(site, columns="state, form, name_en"):
    return site.ask(f"SELECT {columns} FROM member ORDER BY number")  # noqa: S608


def link_in(site, address=ADDRESS):
    bodies = [body for to, _, body in site.letters() if to == address]
    return re.findall(r"\[\[(/k/[\w-]+)", bodies[-1])[-1]


def join(site, boxes):
    """Fill the form in and press in the letter; return the page of thanks."""
    assert send(site, boxes).status_code == 200
    browser = site.browser()
    page = opened(browser, link_in(site, boxes["address"]))
    assert press(browser, page, "join").status_code == 303
    return browser, browser.get("/k?lang=en")


def faults_of(page):
    return re.findall(r'<li><a href="#(\w+)">', page.text)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_group_joins_in_three_steps_and_is_a_member_at_once(site, language):
    form = site.browser().get(f"/join?lang={language}")
    assert form.status_code == 200
    said = principles(load_settings({})).principles
    assert all(one.text(language) in unescape(form.text) for one in said)
    assert len(form.text) < 30_000
    sent = send(site, BODY | {"language": language}, language)
    assert sent.status_code == 200
    assert ADDRESS in sent.text
    again = {"en": "Fill in the form again", "cy": "Llenwi'r ffurflen eto"}[language]
    assert again in unescape(sent.text)
    assert members(site) == [("held", "group", "Wern Circle")]
    before = members(site, "*")
    browser = site.browser()
    page = opened(browser, link_in(site), language)
    assert PROMISE in page.text
    assert members(site, "*") == before  # a scanner of mail opens links too
    boxes = form_of(page, "join")
    assert browser.post(f"/k?lang={language}", data=boxes).status_code == 303
    thanks = browser.get(f"/k?lang={language}")
    assert "Wern Circle" in thanks.text
    kept = "state, type, principles, promise, is_promise_public, gives, pence, hours"
    assert members(site, kept) == [
        ("member", TYPE, VERSION, PROMISE, 0, "both", 123_450, 77)
    ]
    assert site.ask("SELECT role, is_wish FROM member_role") == [("partner", 1)]
    done = "SELECT subject, what, role FROM change_made WHERE subject = 'member'"
    assert site.ask(done) == [("member", "joined", "member")]
    assert [to for to, *_ in site.letters()] == [ADDRESS, ADDRESS]
    letters = " ".join(body for *_, body in site.letters())
    assert "anary promise" not in letters
    again = browser.post(f"/k?lang={language}", data=boxes)
    assert (again.status_code, len(site.letters())) == (303, 2)
    to_member = press(browser, thanks, "open_member", form_id(thanks))
    assert to_member.status_code == 303
    own = browser.get(f"/k?lang={language}")
    assert own.status_code == 200
    assert PROMISE in own.text


def form_id(page):
    return re.search(r'name="entry" value="(m-\w{10})"', page.text)[1]


def test_a_person_is_private_unless_they_say_otherwise(site):
    join(site, PERSON)
    join(site, PERSON | {"name_en": "Ann Cope", "is_public": "1"})
    assert members(site, "form, type, side, is_public") == [
        ("individual", "", "citizen", 0),
        ("individual", "", "citizen", 1),
    ]


WRONG = {
    "agreed": {"agreed": ""},
    "form": {"form": ""},
    "type": {"type": "nothing"},
    "area": {"area": "E06000001"},
    "name_en": {"name_en": " "},
    "pounds": {"pounds": "lots"},
    "hours": {"hours": "9999"},
    "address": {"address": "nobody"},
    "language": {"language": "fr"},
    "promise": {"promise": "x" * 601},
    "band": {"band": "huge"},
    "roles": {"role_king": "1"},
}


@pytest.mark.parametrize("where", WRONG)
def test_what_is_wrong_is_said_in_a_sentence_and_nothing_typed_is_lost(site, where):
    boxes = BODY | WRONG[where]
    page = send(site, boxes)
    assert (page.status_code, faults_of(page)) == (400, [where])
    text = unescape(page.text)
    kept = [boxes[x] for x in ("name_en", "pounds", "hours", "address", "promise")]
    assert all(f'value="{x}"' in text or f">\n{x}<" in text for x in kept if x.strip())
    assert ('value="group" checked' in text) == (where != "form")
    assert 'name="role_partner" value="1" checked' in text
    assert (members(site), site.letters()) == ([], [])


def test_all_that_is_wrong_is_said_at_once_in_the_readers_language(site):
    page = send(site, {"form": "individual", "is_promise_public": "1"}, "cy")
    wrong = ["side", "name_cy", "area", "language", "agreed", "address"]
    assert faults_of(page) == wrong
    assert "Choose" not in page.text
    phone = send(
        site, BODY | {"promise": "Ring 029 2034 5678", "is_promise_public": "1"}
    )
    assert faults_of(phone) == ["promise"]
    older = send(site, BODY | {"agreed": "2020-1"})
    assert faults_of(older) == ["agreed"]
    assert "checked" not in re.search(r'id="agreed"[^>]*', older.text)[0]


def test_a_hidden_character_is_taken_out_and_the_rest_kept(site):
    page = send(site, BODY | {"name_en": "Wern\u202eCircle"})
    assert page.status_code == 400
    assert "\u202e" not in page.text
    assert PROMISE in page.text


def test_a_body_is_told_that_it_joined_and_a_person_only_by_letter(site):
    join(site, BODY)
    page = send(site, BODY | {"address": "else@example.org"})
    assert (page.status_code, faults_of(page)) == (400, ["name_en"])
    join(site, PERSON)
    letters = len(site.letters())
    limits._limiter.cache_clear()
    page = send(site, PERSON | {"name_en": "MAIR  QUILLFEATHER"})
    assert page.status_code == 200
    assert len(site.letters()) == letters + 1
    assert "already" in site.letters()[-1][2]
    assert [state for state, *_ in members(site)] == ["member", "member"]
    # Another person of the same name is somebody else, and learns nothing.
    assert send(site, PERSON | {"address": "b@example.org"}).status_code == 200


def test_sent_twice_the_newest_letter_counts_and_of_two_presses_one(site):
    send(site, BODY)
    first = link_in(site)
    send(site, BODY | {"name_en": "WERN circle"})
    assert members(site, "state, name_en") == [("held", "WERN circle")]
    browser = site.browser()
    assert opened(browser, first).status_code == 404
    other = BODY | {"address": "else@example.org"}
    send(site, other)
    pages = []
    for address in (ADDRESS, "else@example.org"):
        browser = site.browser()
        page = opened(browser, link_in(site, address))
        pages.append(press(browser, page, "join"))
    assert [page.status_code for page in pages] == [303, 400]
    assert "is a member already" in pages[1].text
    assert sorted(members(site, "state")) == [("held",), ("member",)]


def test_nobody_is_flooded_and_nobody_fills_the_table(site):
    for _ in range(3):
        assert send(site, BODY).status_code == 200
    page = send(site, BODY)
    assert page.status_code == 400
    assert PROMISE in page.text
    assert len(site.letters()) == 3


def test_an_entry_begins_the_form_and_joins_once(site):
    page = site.browser().get(f"/join?entry={OTHER}&lang=en")
    (name,) = site.ask("SELECT name_en FROM asset WHERE id = ?", OTHER)[0]
    assert f'value="{name}"' in unescape(page.text)
    boxes = BODY | {"form": "organisation", "entry": OTHER, "name_en": name}
    join(site, boxes)
    assert members(site, "entry") == [(OTHER,)]
    another = boxes | {"name_en": "Quite another name", "address": "b@example.org"}
    assert faults_of(send(site, another)) == ["name_en"]
    strange = site.browser().get("/join?entry=c-nothere1&lang=en")
    assert strange.status_code == 200


def test_an_organisation_joins_from_its_own_page_leaves_and_comes_back(site):
    site.contact(OTHER, OWNER)
    browser = site.browser()
    page = opened(browser, site.link("my_page", address=OWNER))
    given = {"which": OTHER, "form": "organisation", "agreed": VERSION}
    wrong = press(browser, page, "join_entry", **given)
    assert wrong.status_code == 400
    strange = press(browser, page, "join_entry", **given | {"which": PROJECT})
    assert strange.status_code == 400
    assert members(site) == []
    given["type"] = TYPE
    assert press(browser, page, "join_entry", **given).status_code == 303
    assert members(site, "state, entry, channel") == [("member", OTHER, "my_page")]
    page = browser.get(f"/k?lang=en&said=join_entry&of={OTHER}")
    assert "Thank you for joining" in page.text
    which = form_id(page)
    assert press(browser, page, "open_member", which).status_code == 303
    browser = site.browser()
    page = opened(browser, site.link("my_page", address=OWNER))
    assert press(browser, page, "leave_network", which).status_code == 303
    assert members(site, "state") == [("left",)]
    page = browser.get("/k?lang=en")
    assert press(browser, page, "back_to_network", which).status_code == 303
    assert members(site, "state, left_on") == [("member", "")]
    noted = "SELECT what FROM change_made WHERE subject = 'member' ORDER BY id"
    assert site.ask(noted) == [("joined",), ("left",), ("came_back",)]
    assert len(site.letters()) == 2


def test_the_page_of_one_entry_that_may_be_passed_on_joins_nothing(site):
    site.contact(OTHER, OWNER)
    browser = site.browser()
    mine = opened(browser, site.link("my_page", address=OWNER))
    boxes = form_of(mine, "join_entry")
    page = opened(browser, site.link("entry", address=OWNER, entry=OTHER))
    assert "join_entry" not in page.text
    given = {"which": OTHER, "form": "organisation", "agreed": VERSION, "type": TYPE}
    assert browser.post("/k?lang=en", data=boxes | given).status_code == 404
    assert members(site) == []


def test_whoever_joined_is_sent_the_link_to_their_page(site):
    join(site, PERSON)
    letters = len(site.letters())
    for address in (ADDRESS, "nobody@example.org"):
        asked = site.browser().post("/my-link?lang=en", data={"address": address})
        assert asked.status_code == 200
    assert len(site.letters()) == letters + 1
    browser = site.browser()
    assert "Mair Quillfeather" in opened(browser, link_in(site)).text
