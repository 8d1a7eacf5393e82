"""Somebody writes to an entry, and is answered: over real mail, on the light pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape

import pytest
from starlette.testclient import TestClient

from copro_map.base.i18n import Label
from copro_map.base.store.connection import writing
from copro_map.base.today import current_day, current_moment
from copro_map.base.whom import Whom
from copro_map.people.contacts import never_write
from copro_map.people.rules.permissions import MACHINE
from copro_map.people.settling import settle
from copro_map.people.suppressed import add_forgotten, forgotten
from copro_map.talks import often
from copro_map.talks.talks import can_be_written_to, sweep_talks
from tests.by_link.conftest import OTHER, PROJECT, form_of
from tests.people import post_office
from tests.samples import change, dump

ONE, TWO = "canary-one@example.org", "canary-two@example.org"
WORDS, ANSWER = "Helo! Canary words, tŷ & <b>", "Canary answer: croeso"
SENT_IN = """
INSERT INTO version_sent (entry, is_new, content, language, address, address_key,
    sent_at) VALUES ('c-abcdefgh', 1, '{}', 'en', ?, ?, '2026-11-29T10:00:00Z')
"""
LINK = re.compile(rf"{re.escape(post_office.SITE)}(/k/[\w-]+\?lang=(\w\w))")


@dataclass
class Reader:
    """Somebody with a browser, who opens the newest letter to their address."""

    site: object
    office: post_office.PostOffice
    address: str
    language: str = "en"
    browser: TestClient = field(init=False)

    def __post_init__(self):
        self.browser = TestClient(self.site.app, post_office.SITE)

    def write(self, words=WORDS, entry=PROJECT, **boxes):
        given = {"entry": entry, "words": words, "address": self.address} | boxes
        parts = {name: (None, text) for name, text in given.items()}
        return self.browser.post(f"/write?lang={self.language}", files=parts)

    @property
    def mails(self):
        return [mail for mail in self.office.mails if mail["To"] == self.address]

    def said(self) -> str:
        """Everything that was ever mailed to them, headers and all, decoded."""
        return "\n".join(f"{mail.items()}\n{mail.get_content()}" for mail in self.mails)

    def open(self):
        (link, language) = LINK.findall(self.mails[-1].get_content())[-1]
        assert language == self.language
        return self.browser.get(link)

    def press(self, what, **boxes):
        page = self.browser.get(f"/k?lang={self.language}")
        boxes = form_of(page, what) | boxes
        return self.browser.post(f"/k?lang={self.language}", data=boxes)


# The source of boundaries/county_voluntary_council.toml.
ALL_COUNCILS = "https://thirdsectorsupport.wales"


@pytest.fixture
def office(monkeypatch, site):  # noqa: ARG001 - it sets the environment first
    with post_office.opened() as (office, port):
        post_office.send_there(monkeypatch, port)
        yield office


@pytest.fixture
def two(site, office):
    site.contact(PROJECT, TWO, language="en")
    return Reader(site, office, ONE), Reader(site, office, TWO)


@pytest.fixture
def begun(two):
    """Two between whom a conversation is open, each on its page."""
    one, other = two
    one.write()
    one.open()
    one.press("send")
    other.open()
    return one, other


def talk(site):
    (row,) = site.ask("SELECT state, one_gives, other_gives FROM talk")
    return row


@pytest.mark.parametrize("language", ["en", "cy"])
def test_neither_sees_the_others_address_until_both_give_theirs(site, office, language):
    site.contact(PROJECT, TWO, language=language)
    one, other = (Reader(site, office, x, language) for x in (ONE, TWO))
    pages = [one.browser.get(f"/write?entry={PROJECT}&lang={language}"), one.write()]
    assert ONE in pages[1].text
    assert other.mails == []
    (letter,) = one.mails
    assert letter["Content-Language"] == language
    pages += [one.open(), one.press("send")]
    assert unescape(pages[2].text).count(WORDS) == 1
    pages += [other.open(), other.press("answer", words=ANSWER)]
    pages += [one.open(), one.press("give"), other.open()]
    assert ANSWER in pages[6].text
    theirs = [pages[n].text for n in (0, 1, 2, 3, 6, 7)]
    assert TWO not in "".join(theirs) + one.said()
    assert ONE not in "".join(pages[n].text for n in (4, 5, 8)) + other.said()
    assert all("Reply-To" not in mail for mail in office.mails)
    said = one.said() + other.said()
    assert "anary words" not in said
    assert "anary answer" not in said
    assert (len(one.mails), len(other.mails)) == (2, 2)
    shown = other.press("give").text
    assert ONE in shown
    assert TWO in one.open().text
    assert (TWO in one.mails[-1].get_content(), ONE in other.said()) == (True, True)
    assert talk(site) == ("open", 1, 1)
    bodies = site.ask("SELECT DISTINCT body FROM outbox WHERE state = 'sent'")
    assert bodies == [("",)]  # nothing of it is kept of a letter that left


def test_nothing_leaves_before_its_sender_presses_and_then_once(site, two):
    one, other = two
    one.write()
    before = dump(site.settings.database)
    page = one.open()
    assert other.mails == []
    assert dump(site.settings.database) == before
    boxes = form_of(page, "send")
    stranger = Reader(site, one.office, "else@example.org")
    assert stranger.browser.post("/k?lang=en", data=boxes).status_code == 404
    assert (other.mails, talk(site)[0]) == ([], "held")
    whom = Whom(frozenset({ONE, "else@example.org"}))
    add_forgotten(site.settings, whom, current_moment().date())
    assert "Your message was sent" in one.press("send").text
    gone = forgotten(site.settings)
    assert not gone.address(ONE)
    assert gone.address("else@example.org")
    one.open()
    again = one.browser.post("/k?lang=en", data=boxes)
    assert "It was sent" in again.text
    assert len(other.mails) == 1
    assert "may give" not in other.open().text


def test_a_tick_at_the_beginning_gives_once_the_other_does(site, two):
    one, other = two
    one.write(gives="1")
    one.open()
    one.press("send")
    page = other.open()
    assert "They would give you their address" in page.text
    assert ONE not in page.text
    assert ONE in other.press("give").text
    assert TWO in one.open().text
    assert talk(site) == ("open", 1, 1)


def test_giving_is_taken_back_until_the_other_gave_too(site, begun):
    one, other = begun
    one.browser.get("/k?lang=en")
    one.press("give")
    one.press("keep")
    assert ONE not in other.press("give").text
    assert talk(site) == ("open", 0, 1)
    late = form_of(other.browser.get("/k?lang=en"), "keep")
    assert TWO in one.press("give").text
    other.browser.post("/k?lang=en", data=late)  # what both gave was read
    assert talk(site) == ("open", 1, 1)


def test_no_thank_you_ends_it_kindly(site, begun):
    one, other = begun
    assert "told so kindly" in other.press("no_thanks").text
    assert "no, thank you" in one.mails[-1].get_content()
    page = one.browser.get("/k?lang=en")
    assert "They said: no, thank you" in page.text
    assert 'name="words"' not in page.text
    assert talk(site)[0] == "no_thanks"


def test_whoever_wrote_first_ends_it_too(site, begun):
    one, other = begun
    boxes = form_of(other.browser.get("/k?lang=en"), "answer") | {"words": ANSWER}
    one.press("end")
    assert "has ended" in other.mails[-1].get_content()
    late = other.browser.post("/k?lang=en", data=boxes)
    assert late.status_code == 400
    assert "nothing more is passed on" in late.text
    assert len(site.ask("SELECT * FROM talk_word")) == 1


def test_never_again_ends_it_and_forgets_the_address(site, begun):
    one, other = begun
    change(site.settings.database, SENT_IN, TWO, TWO)
    assert "never writes to this address again" in other.press("never").text
    assert "no, thank you" in one.mails[-1].get_content()
    assert TWO not in str(dump(site.settings.database))
    assert not can_be_written_to(site.settings, PROJECT)
    assert other.browser.get(LINK.findall(other.said())[0][0]).status_code == 404


def test_what_is_kept_back_says_so(site, begun):
    one, other = begun
    other.press("abuse")
    assert "A steward of the map looks at it" in one.browser.get("/k?lang=en").text
    one.write("Once more")
    one.open()
    assert "is not sent yet" in one.press("send").text
    assert "It was not sent" in one.open().text
    assert (len(one.mails), len(other.mails)) == (2, 1)
    assert site.ask("SELECT state FROM talk") == [("abuse",), ("kept_back",)]


def test_the_same_words_twice_are_one_press(site, begun):
    one, other = begun
    for _ in range(2):
        other.press("answer", words=ANSWER)
    assert len(site.ask("SELECT * FROM talk_word")) == 2
    assert len(one.mails) == 2


def test_what_tells_how_to_be_reached_is_pointed_out_first(site, two):
    one, _ = two
    words = "Ring me\n07700 900123 <i>"
    page = one.write(words, gives="1")
    assert "<mark>07700 900123</mark>" in page.text
    assert site.rows("talk") == []
    kept = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.text))
    assert (unescape(kept["words"]), kept["gives"]) == (words, "1")
    back = one.write(words, press="change", gives="1")
    assert (
        f">\n{words}".replace("<", "&lt;").replace("&lt;i>", "&lt;i&gt;")[2:]
        in back.text
    )
    assert "checked" in back.text
    assert "One more step" in one.write(words, press="as_it_is").text


def test_an_answer_is_looked_at_in_the_same_way(begun):
    one, other = begun
    words = "Ffoniwch 01970 123456"
    page = other.press("answer", words=words)
    assert "<mark>01970 123456</mark>" in page.text
    assert len(one.mails) == 1
    boxes = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.text))
    del boxes["sure"]
    back = other.browser.post("/k?lang=en", data=boxes | {"sure": "change"})
    assert f"{words}</textarea>" in back.text
    other.browser.post("/k?lang=en", data=boxes | {"sure": "as_it_is"})
    assert len(one.mails) == 2
    assert words in one.open().text


@pytest.mark.parametrize(
    ("boxes", "said"),
    [
        ({"words": "  "}, "Write what you want to say"),
        ({"words": "🙂" * 10_000}, "at most 2000 can be sent"),
        ({"words": "x" * 10_000}, "10000 characters"),
        ({"address": "nobody"}, "this is not an e-mail address"),
        ({"words": "a \u202eb"}, "held a hidden character"),
    ],
)
def test_nothing_typed_is_lost(site, two, boxes, said):
    one, _ = two
    given = {"words": WORDS, "address": ONE, "gives": "1"} | boxes
    page = one.write(**given)
    assert page.status_code == 400
    assert said in page.text
    stands = unescape(page.text)
    assert given["words"].replace("\u202e", "") in stands
    assert given["address"] in stands
    assert "checked" in stands
    assert site.rows("talk") == []


def test_at_rest_nothing_is_kept_and_the_words_stay(site, two):
    days = {"from_on": current_day(), "now": current_moment()}
    settle(site.settings, MACHINE, "read_only", Label("1", "1"), **days)
    page = two[0].write()
    assert page.status_code == 503
    assert WORDS in unescape(page.text)


def test_limits_by_the_minute_the_hour_and_the_day(site, two):
    one, _ = two
    for n in range(3):
        assert "One more step" in one.write(f"{WORDS} {n}").text
    refused = one.write(f"{WORDS} 3")
    assert refused.status_code == 400
    assert "Wait a minute" in refused.text
    assert f"{WORDS} 3" in unescape(refused.text)
    one.language = "cy"
    assert "Arhoswch funud" in one.write().text
    assert len(site.rows("talk")) == 3


def test_nobody_fills_anothers_mailbox(site, two, monkeypatch):
    monkeypatch.setattr(often, "A_MINUTE", "1000 per minute")
    one, _ = two
    site.contact(OTHER, TWO)
    for n in range(5):
        one.write(f"{WORDS} {n}", entry=(PROJECT, OTHER)[n % 2])
    refused = one.write()
    assert refused.status_code == 400
    assert "are not sent yet" in refused.text
    assert len(one.mails) == 5
    one.open()
    one.press("send")
    assert "One more step" in one.write().text


def test_another_site_sends_nothing_from_here(site, two):
    one, _ = two
    given = {"entry": PROJECT, "words": WORDS, "address": ONE}
    headers = {"sec-fetch-site": "cross-site"}
    assert one.browser.post("/write", data=given, headers=headers).status_code == 400
    assert site.rows("talk") == []


@pytest.mark.parametrize("how", ["none", "left", "never", "ended"])
def test_an_entry_that_cannot_be_written_to_says_who_is_asked(site, two, how):
    one, _ = two
    database = site.settings.database
    entry = OTHER if how == "none" else PROJECT
    if how == "left":
        change(database, "UPDATE contact SET left_on = '2026-01-01'")
    if how == "never":
        with writing(database) as opened:
            never_write(opened, TWO, current_day())
    if how == "ended":
        change(database, "UPDATE asset SET ended_on = '2020' WHERE id = ?", entry)
    page = one.browser.get(f"/write?entry={entry}&lang=en")
    assert page.status_code == 200
    assert 'name="words"' not in page.text
    council = "Ceredigion Association" if entry == OTHER else "Pembrokeshire Assoc"
    assert council in page.text
    assert TWO not in page.text
    late = one.write(entry=entry)
    assert WORDS in unescape(late.text)
    assert site.rows("talk") == []


def test_a_council_with_an_entry_is_written_to_through_the_map(site):
    page = site.browser().get("/write?entry=powys-recovery-college&lang=cy")
    assert "Cymdeithas Mudiadau Gwirfoddol Powys" in page.text
    assert 'href="/entry?id=pavo&amp;lang=cy"' in page.text
    assert "/write?" not in page.text.partition("<h1>")[2]
    assert ALL_COUNCILS in page.text  # as no website of theirs is known
    site.contact("pavo", TWO)
    page = site.browser().get("/write?entry=powys-recovery-college&lang=cy")
    assert 'href="/write?lang=cy&amp;entry=pavo"' in page.text
    assert ALL_COUNCILS not in page.text
    assert TWO not in page.text


def test_of_all_wales_the_network_is_asked(site, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_CONTACT", "map@example.org")
    page = site.browser().get("/write?entry=offer-copronet-membership&lang=en")
    assert "Co-production Network for Wales</h2>" in page.text
    assert "https://copronet.wales" in page.text
    assert ALL_COUNCILS not in page.text
    assert "mailto:map@example.org" in page.text


def test_an_entry_that_is_not_on_the_map_has_nobody(site):
    assert site.browser().get("/write?entry=nothing&lang=en").status_code == 404


def test_a_contact_that_left_meanwhile_is_not_written_to(site, two):
    one, other = two
    one.write()
    change(site.settings.database, "UPDATE contact SET left_on = '2026-01-01'")
    one.open()
    page = one.press("send")
    assert "Who to ask" in page.text
    assert WORDS in unescape(page.text)
    assert other.mails == []
    assert talk(site)[0] == "held"


def test_whoever_lost_the_letter_finds_it_on_their_page(site, begun):
    one, _ = begun
    link = site.link("my_page", address=ONE)
    page = one.browser.get(f"{link}?lang=en")
    assert "Conversations</h2>" in page.text
    assert TWO not in page.text
    assert "no entry any more" not in page.text
    (mark,) = site.ask("SELECT mark FROM talk")
    boxes = form_of(page, "talk", f"{mark[0]} one")
    assert WORDS in unescape(one.browser.post("/k?lang=en", data=boxes).text)
    one.browser.get(f"{link}?lang=en")
    theirs = boxes | {"entry": f"{mark[0]} other"}
    assert one.browser.post("/k?lang=en", data=theirs).status_code == 404
    before = len(one.mails)
    one.browser.post("/my-link?lang=en", data={"address": ONE, "entry": ""})
    assert len(one.mails) == before + 1
    other = {"address": "else@example.org", "entry": ""}
    one.browser.post("/my-link?lang=en", data=other)
    assert one.office.mails[-1]["To"] == ONE


def test_what_cannot_be_seen_in_an_answer_is_taken_out_and_the_rest_stays(begun):
    page = begun[1].press("answer", words="Croeso \u202ei chi")
    assert page.status_code == 400
    assert "Croeso i chi</textarea>" in page.text


def test_words_go_after_30_days_and_the_fact_after_a_year(site, begun):
    one, other = begun
    one.write("Canary held")
    now, kept = current_moment(), site.settings
    assert len(site.ask("SELECT * FROM talk")) == 2
    assert sweep_talks(kept, now + timedelta(days=1)) == 0
    assert sweep_talks(kept, now + timedelta(days=3)) == 1  # what was held
    assert talk(site)[0] == "open"
    assert sweep_talks(kept, now + timedelta(days=29)) == 0
    assert sweep_talks(kept, now + timedelta(days=31)) == 1
    assert site.rows("talk_word") == []
    (row,) = site.rows("talk")
    assert "canary" not in str(row)
    assert other.browser.get("/k?lang=en").status_code == 404
    assert sweep_talks(kept, now + timedelta(days=360)) == 0
    assert sweep_talks(kept, now + timedelta(days=366)) == 1
    assert site.rows("talk") == []
