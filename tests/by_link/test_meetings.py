"""Two meet over an offer and a request: on the light pages, over real mail."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest

from copro_map.base.i18n import language_in_force
from copro_map.base.store.connection import writing
from copro_map.base.store.programme import INVENTED, mark_demonstration
from copro_map.base.today import current_moment
from copro_map.exchange.meetings import free
from copro_map.talks.talks import sweep_talks
from tests.by_link.conftest import OTHER, PROJECT, form_of
from tests.by_link.test_talks import ONE, TWO, WORDS, Reader, office  # noqa: F401
from tests.samples import change, dump

THIRD = "canary-three@example.org"


def become(site, entry, kind):
    """Let an entry be an open offer, or a request, of nobody's organisation."""
    sql = (
        "UPDATE asset SET kind = '{}', verification = 'confirmed', end_year = NULL, "
        "verified_on = '2026-11-01', organisation_id = NULL WHERE id = '{}'"
    )
    change(site.settings.database, sql.format(kind, entry))


@pytest.fixture
def two(site, office):  # noqa: F811 - the fixture
    """Whoever offers writes to whoever asks; each has an entry."""
    become(site, PROJECT, "request")
    become(site, OTHER, "offer")
    site.contact(PROJECT, TWO, language="en")
    site.contact(OTHER, ONE, language="en")
    return Reader(site, office, ONE), Reader(site, office, TWO)


def opened(reader, link):
    """Open a link in somebody's browser; return that and the page."""
    return reader.browser, reader.browser.get(f"{link}?lang=en")


def meeting(site):
    return site.ask("SELECT request, offer, state, ended_by FROM meeting")


def state(site, entry):
    return site.ask("SELECT agreement, taken FROM asset WHERE id = ?", entry)[0]


def heading(page):
    return re.search("<h1>(.*?)</h1>", page)[1]


def begun(two, **boxes):
    one, other = two
    one.write(**{"with": OTHER} | boxes)
    one.open()
    one.press("send")
    return other.open()


def test_two_agree_and_addresses_appear_to_both_only_then(site, two):
    one, other = two
    asks = one.browser.get(f"/write?entry={PROJECT}&with={OTHER}&lang=en").text
    assert "I can help" in asks
    assert "<button>Go on: look in your mail</button>" in asks
    page = unescape(begun(two).text)
    assert meeting(site) == [(PROJECT, OTHER, "tentative", "")]
    assert "They would like to help" in page
    assert heading(page) == "Somebody wrote to you"
    read = [page.index(x) for x in ("They would like to help", WORDS, "meet_yes")]
    assert read == sorted(read)  # the message before what is pressed
    assert page.count(WORDS) == 1
    assert ONE not in page + other.said()
    waits = one.browser.get("/k?lang=en").text
    assert "They have not answered yet" in waits
    assert TWO not in waits + one.said()
    shown = other.press("meet_yes").text
    assert heading(shown) == "You are in touch"
    assert ONE in shown
    assert ONE in other.mails[-1].get_content()
    assert TWO in one.open().text
    assert (state(site, PROJECT), state(site, OTHER)) == (("agreed", 1),) * 2
    letters = len(site.letters())
    told = {"thanks": "Diolch <b>", "outcome": "They met & sang", "is_story": "1"}
    page = one.press("met", **told).text
    assert heading(page) == "You have met"
    assert "You said thank you" in page
    page = unescape(other.open().text)
    assert "They say thank you" in page
    assert "Diolch <b>" in page
    assert len(site.letters()) == letters + 1
    assert site.ask("SELECT thanks, is_story FROM meeting") == [("Diolch <b>", 1)]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_pages_of_a_demonstration_alone_say_that_all_is_invented(site, two, language):
    begun(two)
    addresses = [f"/write?entry={PROJECT}&lang={language}", f"/k?lang={language}"]
    with language_in_force(language):
        note = INVENTED.text()
    for is_invented in (False, True):
        if is_invented:
            with writing(site.settings.database) as database:
                mark_demonstration(database, date(2026, 4, 1), date(2026, 11, 22))
        pages = [unescape(two[1].browser.get(one).text) for one in addresses]
        assert [note in page for page in pages] == [is_invented] * 2


def test_a_second_press_an_old_page_and_a_strange_proof_change_nothing(site, two):
    one, other = two
    page = begun(two)
    boxes = {what: form_of(page, what) for what in ("meet_yes", "meet_no")}

    def post(who, what):
        return who.browser.post("/k?lang=en", data=boxes[what])

    post(other, "meet_yes")
    before = dump(site.settings.database)
    assert post(other, "meet_yes").status_code == 200
    assert post(one, "meet_no").status_code == 404  # proof of another's page
    nobody = Reader(site, two[0].office, THIRD)
    assert post(nobody, "meet_no").status_code == 404
    assert dump(site.settings.database) == before
    post(other, "meet_no")  # its old page: they take it back
    assert meeting(site) == [(PROJECT, OTHER, "withdrawn", "asker")]
    page = other.browser.get("/k?lang=en").text
    assert "You said that it came to nothing. Thank you for telling us" in page
    assert "taken it back" not in page
    page = one.browser.get("/k?lang=en").text
    assert "They say that it did not come about." in page
    assert "taken it back" not in page
    again = post(other, "meet_yes")
    assert again.status_code == 400
    assert "cannot be done any more" in again.text
    assert (state(site, PROJECT), state(site, OTHER)) == (("", 0),) * 2


def test_what_is_theirs_counts_only_once_the_address_speaks_for_it(site, two):
    stranger = Reader(site, two[0].office, THIRD)
    begun((stranger, two[1]))
    assert meeting(site) == [(PROJECT, "", "tentative", "")]
    assert state(site, OTHER) == ("", 0)


@pytest.mark.parametrize("case", ["same address", "same body"])
def test_nobody_meets_themselves_and_what_they_wrote_stays(site, two, case):
    one, other = two
    if case == "same address":
        site.contact(PROJECT, ONE, language="en")
    else:
        body = "UPDATE asset SET organisation_id = 'tir-coed' WHERE id IN (?, ?)"
        body = body.replace("(?, ?)", f"('{PROJECT}', '{OTHER}')")
        change(site.settings.database, body)
    one.write()
    one.open()
    before = len(site.letters())
    page = unescape(one.press("send").text)
    assert "your own" in page
    assert WORDS in page
    assert len(site.letters()) == before
    assert other.mails == []
    assert meeting(site) == [(PROJECT, "", "held", "")]


@pytest.mark.parametrize("when", ["before", "after"])
def test_what_somebody_else_has_is_refused_with_what_was_typed(site, two, when):
    one, _ = two
    full = "UPDATE asset SET agreement = 'agreed', taken = 1 WHERE id = 'solva-care'"
    if when == "before":
        change(site.settings.database, full)
        page = one.write().text
    else:
        one.write()
        one.open()
        change(site.settings.database, full)
        page = one.press("send").text
    assert "nobody more is needed" in page
    assert WORDS in unescape(page)


def test_ending_the_conversation_or_saying_abuse_frees_both(site, two):
    begun(two)
    two[1].press("abuse")
    assert meeting(site) == [(PROJECT, OTHER, "declined", "asker")]
    assert state(site, OTHER) == ("", 0)
    assert len(two[0].mails) == 1  # whoever wrote it is told nothing of it


def test_what_was_never_sent_is_no_meeting_any_more(site, two):
    two[0].write()
    assert meeting(site) == [(PROJECT, "", "held", "")]
    later = current_moment() + timedelta(days=3)
    sweep_talks(site.settings, later)
    free(site.settings, later)
    assert meeting(site) == []


@pytest.mark.parametrize("press", ["meet_no", "answer"])
def test_nobody_reads_that_somebody_wrote_once_they_have_answered(two, press):
    begun(two)
    page = two[1].press(press, words="Croeso", sure="as_it_is").text
    assert heading(page) == "Your conversation"


def test_my_page_leads_whoever_wrote_it_to_the_meeting_and_nobody_else(site, two):
    begun(two)
    site.contact(PROJECT, THIRD, language="en")
    browser, page = opened(two[1], site.link("my_page", address=TWO))
    assert "Answer" in page.text
    number = site.ask("SELECT number FROM meeting")[0][0]
    boxes = form_of(page, "meet", f"{number} asker")
    browser.post("/k?lang=en", data=boxes)
    assert "Yes, let us meet" in browser.get("/k?lang=en").text
    _, others = opened(two[0], site.link("my_page", address=THIRD))
    assert "waits for an answer" in others.text
    assert 'value="meet"' not in others.text
    _, alone = opened(two[0], site.link("entry", address=TWO, entry=PROJECT))
    assert 'value="meet"' not in alone.text


def test_saying_that_it_has_ended_tells_the_other_at_once(site, two):
    begun(two)
    browser, page = opened(two[1], site.link("my_page", address=TWO))
    boxes = form_of(page, "gone", PROJECT) | {"choice": "take_off"}
    browser.post("/k?lang=en", data=boxes)
    assert meeting(site) == [(PROJECT, OTHER, "withdrawn", "asker")]
    last = site.letters()[-1]
    assert (last[0], "no longer there" in last[2]) == (ONE, True)


def test_what_was_agreed_over_an_entry_that_is_gone_did_not_come_to_nothing(site, two):
    begun(two)
    two[1].press("meet_yes")
    browser, page = opened(two[1], site.link("my_page", address=TWO))
    boxes = form_of(page, "gone", PROJECT) | {"choice": "take_off"}
    browser.post("/k?lang=en", data=boxes)
    assert meeting(site) == [(PROJECT, OTHER, "withdrawn", "asker")]
    page = two[0].browser.get("/k?lang=en").text
    assert "is not there any more: it ended" in page
    assert "did not come about" not in page


def test_a_meeting_alone_can_be_said_to_be_done_and_an_old_link_opens_nothing(
    site, two
):
    begun(two)
    two[1].press("meet_yes")
    sweep_talks(site.settings, current_moment() + timedelta(days=31))
    number = site.ask("SELECT number FROM meeting")[0][0]
    link = site.link("meeting", address=ONE, entry=f"{number} offerer")
    browser, page = opened(two[0], link)
    assert TWO not in page.text
    assert "You can write to each other now" not in page.text
    assert heading(page.text) == "Did you meet?"
    assert "Did it come about?" in page.text
    assert "Their address is in our letter of that day" in page.text
    boxes = form_of(page, "met") | {"outcome": "x" * 201}
    refused = browser.post("/k?lang=en", data=boxes)
    assert refused.status_code == 400
    assert "x" * 201 in refused.text
    browser.post("/k?lang=en", data=boxes | {"outcome": "Good."})
    assert meeting(site)[0][2:] == ("done", "offerer")
    with writing(site.settings.database) as database:
        database.execute("DELETE FROM meeting")
    assert browser.get("/k?lang=en").status_code == 404
