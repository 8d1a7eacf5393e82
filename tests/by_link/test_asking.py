"""Asking for a link, signing in and out: what is sent, and what is not said."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from copro_map.base.store.connection import writing
from copro_map.base.today import current_moment
from copro_map.base.whom import Whom
from copro_map.people.contacts import never_write
from copro_map.people.sessions import SESSION_COOKIE, who
from copro_map.people.suppressed import add_forgotten, forgotten
from tests.by_link.conftest import (
    OTHER,
    OWNER,
    PROJECT,
    STEWARD,
    opened,
    press,
)

STRANGER = "nobody@example.org"
LINK = re.compile(r"\[\[(/k/[\w-]+)\?lang=(\w\w)\]\]")
EVIL = (
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "///evil.example",
    "javascript:alert(1)",
    "/a\r\nSet-Cookie: a=b",
    "/\t/evil.example",
    "https:evil.example",
    "/" + "x" * 5000,
)


def ask(site, address, entry="", language="en", browser=None, path="/my-link", **more):
    browser = browser or site.browser()
    boxes = {"address": address, "entry": entry} | more
    return browser.post(f"{path}?lang={language}", data=boxes)


def links(site) -> list[str]:
    return [found[1] for _, _, body in site.letters() for found in LINK.finditer(body)]


def purposes(site) -> list[str]:
    """The pages to which the links of all letters lead, by their titles."""
    return [
        re.search(r"<h1>(.*?)</h1>", opened(site.browser(), link).text)[1]
        for link in links(site)
    ]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_known_address_gets_its_page_in_the_language_of_this_one(site, language):
    site.contact(PROJECT)
    assert ask(site, "INFO@example.org ", language=language).status_code == 200
    ((address, spoken, body),) = site.letters()
    assert (address.casefold(), spoken) == (OWNER, language)
    (link,) = LINK.finditer(body)
    assert link[2] == language
    assert "Solva Care" in opened(site.browser(), link[1]).text


def test_an_unknown_address_may_claim_the_entry_it_asks_beside(site):
    ask(site, STRANGER)
    assert site.letters() == []
    ask(site, STRANGER, PROJECT)
    assert purposes(site) == ["Is this entry yours?"]


def test_a_known_address_beside_another_entry_gets_both(site):
    site.contact(PROJECT)
    ask(site, OWNER, PROJECT)
    assert purposes(site) == ["Your page"]
    ask(site, OWNER, OTHER)
    assert purposes(site)[1:] == ["Your page", "Is this entry yours?"]


@pytest.mark.parametrize("entry", ["", PROJECT, "no-such-entry"])
def test_the_answer_is_the_same_whoever_asks(site, entry):
    known, never = "known@example.org", "never@example.org"
    site.contact(PROJECT, known)
    with writing(site.settings.database) as database:
        never_write(database, never, current_moment().date())
    said = set()
    for address in (known, STRANGER, never):
        for _ in range(7):  # beyond the limit too
            answer = ask(site, address, entry)
            assert answer.status_code == 200
            said.add(answer.text.replace(address, "address"))
    assert len(said) == 1
    to = [address for address, _, _ in site.letters()]
    assert to.count(known) == 5
    assert to.count(never) == 0
    assert to.count(STRANGER) == (5 if entry == PROJECT else 0)


def test_whoever_is_unknown_costs_as_many_writes(site):
    """Each answer writes one link, so it takes as long."""
    site.contact(PROJECT)
    before = len(site.rows("link"))
    ask(site, OWNER)
    ask(site, STRANGER)
    assert len(site.rows("link")) == before + 2
    assert STRANGER not in str(site.everything())


@pytest.mark.parametrize(
    "typed", ["", "x", "a@b", "a@b.cymru, c@d.cymru", "a@b.cymru\nBcc: c@d.cymru"]
)
@pytest.mark.parametrize("path", ["/my-link", "/sign-in"])
def test_what_is_no_address_is_told(site, path, typed):
    answer = ask(site, typed, path=path)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert site.letters() == []


def test_a_computer_that_asks_without_end_is_told_to_wait(site):
    browser = site.browser()
    answers = [
        ask(site, f"n{n}@example.org", browser=browser).status_code for n in range(61)
    ]
    assert answers == [200] * 60 + [400]


def test_a_claim_is_proved_by_a_press_and_waits_for_a_steward(site):
    ask(site, STRANGER, PROJECT, "cy")
    (link,) = links(site)
    browser = site.browser()
    page = opened(browser, link)
    assert site.rows("claim") == []
    whom = Whom(frozenset({STRANGER}))
    add_forgotten(site.settings, whom, current_moment().date())
    for _ in range(2):
        answer = press(browser, page, "claim")
        assert answer.status_code == 200
        assert "A steward of the map decides" in answer.text
    assert "A steward of the map decides" in browser.get("/k?lang=en").text
    ((number, entry, address, *_),) = site.rows("claim")
    assert (number, entry, address) == (1, PROJECT, STRANGER)
    assert not forgotten(site.settings).address(STRANGER)
    assert site.rows("contact") == []


def sign_in(site, browser, to=""):
    ask(site, STEWARD, browser=browser, path="/sign-in", to=to)
    return opened(browser, links(site)[-1])


@pytest.mark.parametrize("to", ["", "/desk?part=people&lang=cy", "desk?part=outbox"])
def test_a_link_signs_in_the_browser_that_asked_once(site, steward, to):
    browser = site.browser()
    page = sign_in(site, browser, to)
    assert site.rows("signed_in") == []
    answer = press(browser, page, "sign_in")
    assert answer.status_code == 303
    way = "/" + (to or "desk?").lstrip("/")
    assert answer.headers["location"] == (
        way if "lang=" in way else f"{way}&lang=en".replace("?&", "?")
    )
    session = browser.cookies[SESSION_COOKIE]
    actor = who(site.settings, session, current_moment())
    assert (actor.person, actor.role) == (steward.number, "steward")
    again = opened(browser, links(site)[-1])
    assert press(browser, again, "sign_in").status_code == 404
    assert len(site.rows("signed_in")) == 1


@pytest.mark.usefixtures("steward")
def test_another_browser_is_refused(site):
    sign_in(site, site.browser())
    other = site.browser()
    answer = press(other, opened(other, links(site)[-1]), "sign_in")
    assert answer.status_code == 404
    assert "another browser" in answer.text
    assert 'href="/sign-in' in answer.text
    assert SESSION_COOKIE not in other.cookies
    assert site.rows("signed_in") == []


@pytest.mark.usefixtures("steward")
def test_asking_twice_leaves_both_links_good(site):
    browser = site.browser()
    sign_in(site, browser)
    sign_in(site, browser)
    first, _ = links(site)
    page = opened(browser, first)
    assert press(browser, page, "sign_in").status_code == 303


@pytest.mark.usefixtures("steward")
@pytest.mark.parametrize("address", [STRANGER, "off@example.org"])
def test_nobody_else_gets_a_link_to_sign_in(site, address):
    known, unknown = (
        ask(site, one, path="/sign-in").text.replace(one, "")
        for one in (STEWARD, address)
    )
    assert known == unknown
    for one in (STEWARD, address):
        answers = [ask(site, one, path="/sign-in").status_code for _ in range(6)]
        assert answers == [200] * 4 + [400] * 2
    assert {to for to, _, _ in site.letters()} == {STEWARD}


def test_a_link_of_the_machine_is_for_the_machine(site, steward):
    link = site.link("machine", person=steward.number, is_local=True)
    for far in ({"x_forwarded_for": "203.0.113.9"}, {"forwarded": "for=203.0.113.9"}):
        browser = site.browser(**far)
        assert press(browser, opened(browser, link), "sign_in").status_code == 404
    assert site.rows("signed_in") == []


@pytest.mark.usefixtures("steward")
@pytest.mark.parametrize("to", EVIL)
def test_no_way_leads_out_of_this_site(site, to):
    browser = site.browser()
    page = browser.get("/sign-in", params={"to": to, "lang": "en"})
    assert page.status_code == 200
    assert 'name="to" value=""' in page.text or "evil" not in to
    assert not re.findall(r'(?:href|action)="(?!/(?!/))', page.text)
    out = browser.get("/sign-out", params={"to": to, "lang": "cy"})
    assert re.fullmatch(r"/[\w?=&-]*", out.headers["location"][:60])
    if "\r" not in to and "\t" not in to:
        ask(site, STEWARD, browser=browser, path="/sign-in", to=to)
        page = opened(browser, links(site)[-1])
        answer = press(browser, page, "sign_in")
        assert answer.headers["location"] == "/desk?lang=en"


@pytest.mark.usefixtures("steward")
def test_signing_out_ends_it_in_the_database_and_in_the_browser(site):
    browser = site.browser()
    press(browser, sign_in(site, browser), "sign_in")
    session = browser.cookies[SESSION_COOKIE]
    for name in ("_streamlit_user", "_streamlit_user_tokens", "other"):
        browser.cookies.set(name, "x" * 30, domain="localhost.local", path="/")
    answer = browser.get("/sign-out?to=/desk%3Fpart%3Dpeople&lang=cy")
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/desk?part=people&lang=cy",
    )
    assert who(site.settings, session, current_moment()).role == "public"
    gone = {
        one.partition("=")[0]
        for one in answer.headers.get_list("set-cookie")
        if "Max-Age=0" in one
    }
    assert {SESSION_COOKIE, "_streamlit_user", "_streamlit_user_tokens"} <= gone
    assert "other" not in gone
    assert browser.get("/sign-out").status_code == 303


@pytest.mark.usefixtures("steward")
def test_cookies_are_kept_from_scripts_and_other_sites(site, monkeypatch):
    browser = site.browser()
    link = site.link("my_page", address=OWNER)
    cookie = browser.get(link).headers["set-cookie"]
    token = link.rpartition("/")[2]
    assert cookie.startswith(f"copro_map_link={token};")
    for part in ("HttpOnly", "Path=/k", "SameSite=lax"):
        assert part in cookie
    assert "Secure" not in cookie
    answer = press(browser, sign_in(site, browser), "sign_in")
    session = answer.headers.get_list("set-cookie")[0]
    for part in (SESSION_COOKIE, "HttpOnly", "Path=/", "SameSite=strict", "43200"):
        assert part in session
    monkeypatch.setenv("COPRO_MAP_ADDRESS", "https://map.example.org")
    assert "Secure" in browser.get(link).headers["set-cookie"]


@pytest.mark.parametrize("token", ["short", "a" * 300, "a%0d%0aSet-Cookie:x=y" * 3])
def test_no_other_text_becomes_a_cookie(site, token):
    answer = site.browser().get(f"/k/{token}")
    assert answer.status_code in (303, 404)
    assert "x=y" not in answer.headers.get("set-cookie", "")
    if answer.status_code == 303:
        assert 'copro_map_link=""' in answer.headers["set-cookie"]


def pages(site, steward):
    site.contact(PROJECT)
    site.contact(OTHER)
    claim = site.link("claim", address=STRANGER, entry=OTHER)
    sign = site.link("sign_in", address=STEWARD, person=steward.number)
    mine = site.link("my_page", address=OWNER)
    one = site.link("entry", address=OWNER, entry=PROJECT)
    past = site.link("my_page", address=OWNER, ago=timedelta(1))
    return [
        *("/my-link", f"/my-link?entry={PROJECT}", "/sign-in", "/k"),
        *(claim, sign, mine, one, past, f"/k/{'u' * 43}"),
    ]


def test_every_page_is_small_plain_and_for_one_reader_alone(site, steward):
    for path in pages(site, steward):
        for language in ("en", "cy"):
            browser = site.browser()
            at = f"{path}{'&' if '?' in path else '?'}lang={language}"
            page = browser.get(at, follow_redirects=True)
            first = page.history[0] if page.history else page
            for answer in (first, page):
                assert answer.headers["cache-control"] == "no-store"
                assert answer.headers["referrer-policy"] == "no-referrer"
                assert answer.headers["x-robots-tag"] == "noindex"
                assert answer.headers["x-frame-options"] == "DENY"
            assert f'<html lang="{language}">' in page.text
            assert len(page.content) < 30_000
            assert "<script" not in page.text
            assert page.text.count("<h1") == 1
            assert not path.startswith("/k/") or path[3:] not in page.text
            assert 'name="robots" content="noindex"' in page.text
