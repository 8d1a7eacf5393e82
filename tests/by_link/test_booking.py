"""Booking in a browser: the form, one press, the line, and the organiser's page."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from PIL import Image

from copro_map.base.store.connection import reading, writing
from copro_map.base.today import current_day
from copro_map.events.rules.records import Booking, Event
from copro_map.events.store.events import become, rows
from tests.by_link.conftest import form_of, opened, press
from tests.events.booked import EVENT, ORGANISER, plant

NEEDS = "canary-needs: a ramp"
TYPED = {"event": EVENT["id"], "name": "Ann Lee", "language": "en", "side": "citizen"}


@pytest.fixture
def event(site):
    return plant(site.settings, **coming(20), places=1)


def coming(days: int) -> dict[str, str]:
    day = (current_day() + timedelta(days=days)).isoformat()
    return {"starts_on": day, "ends_on": day}


def typed(name: str, **more) -> dict[str, str]:
    return TYPED | {"address": f"{name}@example.org"} | more


def token_to(site, address: str) -> str:
    """The link in the newest letter to an address."""
    found = [body for to, _, body in site.letters() if to == address]
    return re.findall(r"\[\[(/k/[^?\]]+)", found[-1])[-1]


def book(site, name: str, **more):
    """Fill the form in, and press in the letter; return the browser and its page."""
    browser = site.browser()
    sent = browser.post("/book?lang=en", data=typed(name, **more))
    assert sent.status_code == 200, sent.text
    page = opened(browser, token_to(site, f"{name}@example.org"))
    assert press(browser, page, "book").status_code == 303
    return browser, browser.get("/k?lang=en")


def test_who_waits_moves_up_when_somebody_leaves(site, event):
    ann, page = book(site, "ann")
    assert "You have a place." in page.text
    assert "https://meet.example.org/secret" in page.text
    form = site.browser().get(f"/book?event={event.id}&lang=cy").text
    assert "â'r rhestr aros, yn rhif 1" in unescape(form)
    bob, page = book(site, "bob", organisation="tir COED")
    assert "You are on the waiting list, at number 1." in page.text
    assert "meet.example.org" not in page.text
    assert press(ann, ann.get("/k?lang=en"), "leave").status_code == 303
    left = ann.get("/k?lang=en").text
    assert "You have left" in left
    assert "Go on the waiting list" in left
    assert "You have a place." in bob.get("/k?lang=en").text
    assert site.ask("SELECT name, state, entry FROM booking ORDER BY number") == [
        *(("Ann Lee", "left", ""), ("Ann Lee", "in", "tir-coed"))
    ]


FULL = {
    "en": (
        "Join the waiting list",
        "you are on the waiting list",
        "not on the waiting",
    ),
    "cy": (
        "Ymuno â'r rhestr aros",
        "byddwch ar y rhestr aros",
        "Nid ydych ar y rhestr",
    ),
}


@pytest.mark.parametrize("language", ["en", "cy"])
def test_of_a_full_event_all_is_about_the_waiting_list(site, event, language):
    heading, under, sent = FULL[language]
    address = f"/book?event={event.id}&lang={language}"
    assert heading not in unescape(site.browser().get(address).text)
    ann, page = book(site, "ann")
    assert "The organiser can see it." in page.text
    form = unescape(site.browser().get(address).text)
    assert f"<h1>{heading}</h1>" in form
    assert under in form
    bob = site.browser()
    given = typed("bob", language=language)
    held = bob.post(f"/book?lang={language}", data=given)
    assert sent in unescape(held.text)
    subject, body = site.ask("SELECT subject, body FROM outbox ORDER BY number")[-1]
    assert heading[1:] in subject
    assert heading[1:] in body
    page = opened(bob, token_to(site, "bob@example.org"))
    assert press(bob, page, "book").status_code == 303
    assert "somebody who waits" in ann.get("/k?lang=en").text
    page = bob.get("/k?lang=en")
    assert "I cannot come" not in page.text
    left = press(bob, page, "leave_list").headers["location"]
    assert "You have left the waiting list." in bob.get(f"{left}&lang=en").text
    assert "gadael y rhestr aros" in bob.get(f"{left}&lang=cy").text


def test_a_link_to_join_that_is_missing_is_said(site, event):
    with writing(site.settings.database) as database:
        become(database, Event, event.number, join_link="")
    _, page = book(site, "ann")
    assert "The link comes to you by e-mail before" in page.text
    assert "The link comes to you by e-mail before" in site.letters()[-1][2]
    _, page = book(site, "bob")
    assert "The link comes" not in page.text
    assert "The link comes" not in site.letters()[-1][2]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "Write your name"),
        ({"address": "ann"}, "not an e-mail address"),
        ({"needs": NEEDS}, "Tick that the organiser may read"),
        ({"organisation": "x" * 151}, "too long"),
        ({"name": "A\u202eB"}, "hidden character"),
    ],
)
@pytest.mark.usefixtures("event")
def test_what_is_wrong_is_a_sentence_and_what_was_typed_stays(site, wrong, words):
    given = typed("ann", organisation="A group of ours") | wrong
    page = site.browser().post("/book?lang=en", data=given)
    assert page.status_code == 400
    assert words in page.text
    for name in {"name", "address", "organisation", "needs"} - set(wrong):
        assert given.get(name, "") in page.text
    assert wrong.get("needs", "") in page.text
    assert 'value="citizen" checked' in page.text
    assert site.rows("booking") == site.letters() == []


def test_what_cannot_be_booked_says_why(site, event):
    def become_now(**facts):
        with writing(site.settings.database) as database:
            become(database, Event, event.number, **facts)

    ways = (
        ({"has_booking": 0}, "just come"),
        ({"booking_ends_on": "2026-01-02"}, "2 January 2026"),
        ({"state": "cancelled", "cancelled_on": "2026-01-03"}, "is cancelled"),
    )
    for facts, words in ways:
        become_now(**facts)
        page = site.browser().get(f"/book?event={event.id}&lang=en")
        assert words in page.text
        page = site.browser().post("/book?lang=en", data=typed("ann"))
        assert words in page.text
        become_now(has_booking=1)
    for state in ("waiting", "sent", "refused"):
        become_now(state=state)
        page = site.browser().get(f"/book?event={event.id}&lang=en")
        assert page.status_code == 404
        assert event.name_en not in page.text
    assert site.rows("booking") == []


def test_needs_are_read_by_the_organiser_alone(site, event):
    browser, page = book(site, "ann", needs=NEEDS, agrees="1")
    assert NEEDS in page.text
    organiser = site.browser()
    link = site.link("event", address=ORGANISER, entry=event.id)
    seen = opened(organiser, link)
    assert NEEDS in seen.text
    assert "Ann Lee" in seen.text
    assert "ann@example.org" not in seen.text
    other = site.browser()
    of_other = site.link("event", address="ann@example.org", entry=event.id)
    assert NEEDS not in opened(other, of_other).text
    for table in ("outbox", "link", "change_made"):
        assert "canary-needs" not in str(site.rows(table))
    taken = press(browser, page, "no_needs")
    assert taken.status_code == 303
    assert "canary-needs" not in organiser.get("/k?lang=en").text


@pytest.mark.usefixtures("event")
def test_a_press_of_another_page_or_link_does_nothing(site):
    ann, page = book(site, "ann")
    bob, _ = book(site, "bob")
    boxes = form_of(page, "leave")
    for browser, sent in (
        (bob, boxes),  # her page's proof, in his browser
        (ann, boxes | {"proof": "0" * 64}),
        (ann, boxes | {"press": "came"}),
        (
            ann,
            form_of(page, "no_needs")
            if "no_needs" in page.text
            else boxes | {"entry": "x"},
        ),
    ):
        assert browser.post("/k?lang=en", data=sent).status_code == 404
    states = "SELECT state FROM booking ORDER BY number"
    assert site.ask(states) == [("in",), ("waiting",)]
    for wrong in ("/k/AAAA", "/k/" + "x" * 43):
        assert opened(site.browser(), wrong).status_code == 404


@pytest.mark.usefixtures("event")
def test_opening_a_link_changes_nothing(site):
    site.browser().post("/book?lang=en", data=typed("ann"))
    before = site.rows("booking")
    for _ in range(2):
        opened(site.browser(), token_to(site, "ann@example.org"))
    assert site.rows("booking") == before


def small_picture() -> bytes:
    file = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Camera of Ann"
    Image.new("RGB", (60, 40), "red").save(file, "JPEG", exif=exif)
    return file.getvalue()


def test_an_organiser_says_who_came_and_adds_a_picture(site, event):
    book(site, "ann", organisation="Tir Coed")
    with writing(site.settings.database) as database:
        become(database, Event, event.number, **coming(-1))
        (booking,) = rows(database, Booking)
    browser = site.browser()
    page = opened(browser, site.link("event", address=ORGANISER, entry=event.id))
    number = booking.number
    came = form_of(page, "came") | {f"shown-{number}": "1", f"came-{number}": "1"}
    assert browser.post("/k?lang=en", data=came).status_code == 303
    page = browser.get("/k?lang=en&said=came")
    assert "Saved who came." in page.text
    assert site.ask("SELECT entry FROM event_attended") == [("tir-coed",)]
    assert 'value="1"' in re.search(r'<input id="citizens"[^>]*>', page.text)[0]
    found = press(browser, page, "find", of="solva")
    assert "Solva Care" in found.text
    assert press(browser, found, "attended", "solva-care").status_code == 303
    wrong = press(browser, page, "say", citizens="many", outcome_en="A plan")
    assert "write a whole number" in wrong.text
    assert "A plan" in wrong.text
    said = press(browser, page, "say", citizens="9", outcome_en="A plan")
    assert said.status_code == 303
    assert site.ask("SELECT citizens, outcome_en FROM event") == [(9, "A plan")]
    told = form_of(page, "photo") | {"words_en": "A hall", "words_cy": "Neuadd"}
    told |= {"who_agreed": "Ann", "agreed_on": coming(-1)["starts_on"]}
    file = {"picture": ("a.jpg", small_picture(), "image/jpeg")}
    missing = browser.post("/k/picture?lang=en", data=told | {"who_agreed": ""})
    assert missing.status_code == 400
    assert 'value="A hall"' in missing.text
    assert browser.post("/k/picture", data=told, files=file).status_code == 303
    shown = re.search(r'<img src="([^"]+)"', browser.get("/k?lang=en").text)[1]
    answer = site.browser().get(shown)
    assert answer.headers["content-type"] == "image/jpeg"
    assert b"Camera of Ann" not in answer.content
    other = site.browser()
    assert other.post("/k/picture", data=told, files=file).status_code == 404
    page = browser.get("/k?lang=en")
    taken = press(browser, page, "photo_off", shown.split("/")[-1].removesuffix(".jpg"))
    assert taken.status_code == 303
    assert site.browser().get(shown).status_code == 404
    assert press(browser, page, "thank").status_code == 303
    assert "They were thanked on" in browser.get("/k?lang=en").text


def test_asking_for_the_organisers_link_tells_nobody_whose_it_is(site, event):
    pages = []
    for address in ("ann@example.org", ORGANISER):
        asked = {"event": event.id, "address": address}
        answer = site.browser().post("/organise?lang=en", data=asked)
        pages.append(answer.text.replace(address, ""))
    assert pages[0] == pages[1]
    assert [to for to, _, _ in site.letters()] == [ORGANISER]
    with reading(site.settings.database) as database:
        (found,) = rows(database, Event)
    assert found.address == ORGANISER
    page = opened(site.browser(), token_to(site, ORGANISER))
    assert "Nobody has a place yet." in page.text
    assert "Something changes, or it cannot go ahead?" in page.text
    assert "link to join online is missing" not in page.text
    for facts in ({"join_link": ""}, coming(-1), {"state": "cancelled"}):
        with writing(site.settings.database) as database:
            become(database, Event, event.number, **facts)
        page = opened(site.browser(), token_to(site, ORGANISER))
        is_ahead = "join_link" in facts
        assert ("link to join online is missing" in page.text) == is_ahead
        assert ("Nobody has a place yet." in page.text) == is_ahead
        assert ("Something changes" in page.text) == is_ahead
