"""The page of a membership: promise, hours, roles, what is public, leaving."""

from __future__ import annotations

from html import unescape

import pytest

from copro_map.base.store.connection import writing
from copro_map.base.today import current_day, current_moment
from copro_map.members.ledger import give
from copro_map.members.promises import by_the_clock
from copro_map.members.roles import take_on
from copro_map.members.rules.records import Asked, Gift, Member, Taken
from tests.by_link.conftest import form_of
from tests.members.planted import kept, plant_member

WHO = "tirion@example.org"


@pytest.fixture
def member(site):
    return plant_member(site.settings, joined_on="2026-05-01", entered_on="2026-05-01")


@pytest.fixture
def page(site, member):
    """Open the link of the letter about the promise; return the browser."""
    assert member.promise
    assert by_the_clock(site.settings, current_moment()) == 1
    ((_, _, body),) = site.letters()
    browser = site.browser()
    link = body.partition("[[/k/")[2].partition("?")[0]
    browser.get(f"/k/{link}?lang=en")
    return browser


def press(browser, what, entry="", **boxes):
    shown = browser.get("/k?lang=en")
    sent = browser.post("/k", data=form_of(shown, what, entry) | boxes)
    if sent.status_code == 303:
        return browser.get(sent.headers["location"])
    return sent


def now(site) -> Member:
    return kept(site.settings, Member)[0]


def test_a_promise_is_answered_and_its_history_stands_there(site, page):
    assert "We asked you: how is it going?" in page.get("/k?lang=en").text
    shown = press(page, "promise", how="under_way", words="Half of the <b> groups")
    assert "We ask again in six months" in shown.text
    assert "<strong>Under way</strong>. Half of the &lt;b&gt; groups" in shown.text
    press(page, "promise", how="kept")
    assert [(x.how, x.words) for x in kept(site.settings, Asked)] == [("kept", "")]
    assert by_the_clock(site.settings, current_moment()) == 0


def test_what_was_not_chosen_is_said_and_what_was_typed_stays(site, page):
    shown = press(page, "promise", words="I have forgotten to tick")
    assert shown.status_code == 400
    assert "Choose first how it goes" in shown.text
    assert "I have forgotten to tick" in shown.text
    shown = press(page, "hours", day="2099-01-01", hours="2.5", **{"for": "Van"})
    assert "none to come" in shown.text
    assert 'value="2.5"' in shown.text
    shown = press(page, "hours", hours="a lot", **{"for": "Van"})
    assert "Hours are a number" in unescape(shown.text)
    assert not kept(site.settings, Gift)
    long = press(page, "reword", promise="x" * 601)
    assert "At most 600 characters" in long.text
    shown = press(page, "reword", promise="Ring 029 2034 5678", is_public="1")
    assert shown.status_code == 400
    assert now(site).promise == "A seat for citizens in each group"


def test_own_hours_are_noted_summed_and_taken_back_but_not_the_desks(site, page):
    today = current_day()
    with writing(site.settings.database) as database:
        paid = give(database, 1, "2026-06-01", today, pence=12050, person=7)
    shown = press(page, "hours", day=today.isoformat(), hours="2:30")
    assert "2 h 30 min · £120.50" in shown.text
    own = kept(site.settings, Gift)[-1].number
    assert f'name="entry" value="{paid}"' not in shown.text
    shown = press(page, "hours_back", str(own))
    assert "counts no more" in shown.text
    assert [bool(x.withdrawn_on) for x in kept(site.settings, Gift)] == [False, True]


def test_roles_are_wished_for_and_one_that_is_taken_is_no_wish(site, page):
    with writing(site.settings.database) as database:
        take_on(database, 1, "lead", "", current_day())
    shown = press(page, "roles", role_partner="1", role_evaluator="1", role_king="1")
    assert "<li>Project lead</li>" in shown.text
    assert "role_lead" not in shown.text
    wished = [x.role for x in kept(site.settings, Taken) if x.is_wish]
    assert wished == ["partner", "evaluator"]


def test_what_others_may_read_is_looked_at_again_and_a_person_hides(site):
    facts = {"form": "individual", "side": "citizen", "type": "", "is_public": 1}
    one = plant_member(site.settings, **facts, seen_on="2026-06-02")
    browser = site.browser()
    browser.get(site.link("member", address=WHO, entry=one.id))
    press(browser, "shown")
    assert not now(site).is_public
    press(browser, "reword", promise="Listen", is_public="")
    assert (now(site).seen_on, now(site).is_promise_public) == ("2026-06-02", False)
    press(browser, "reword", promise="Listen more", is_public="1")
    assert (now(site).seen_on, now(site).is_promise_public) == ("", True)


def test_leaving_and_coming_back_is_one_press_each(site, page):
    before = site.rows("member")
    shown = press(page, "leave")
    assert "You left the Network on" in shown.text
    assert "My hours" not in shown.text
    assert now(site).state == "left"
    shown = press(page, "come_back")
    assert "as if you had never left" in shown.text
    assert site.rows("member") == before


def test_somebody_elses_proof_and_a_line_of_another_change_nothing(site, page):
    other = plant_member(site.settings, "other", promise="")
    with writing(site.settings.database) as database:
        line = give(database, other.number, "2026-11-01", current_day(), minutes=60)
    boxes = form_of(page.get("/k?lang=en"), "leave")
    strange = page.post("/k", data=boxes | {"proof": "0" * 64})
    assert strange.status_code == 404
    own = press(page, "hours", day="2026-11-02", hours="1")
    assert f'name="entry" value="{line}"' not in own.text
    assert now(site).state == "member"


@pytest.mark.usefixtures("page")
def test_a_mail_programs_one_press_ends_all_letters_and_the_membership_stays(site):
    ((way,),) = site.ask("SELECT unsubscribe FROM outbox")
    site.browser().post(way, data={"List-Unsubscribe": "One-Click"})
    assert site.ask("SELECT COUNT(*) FROM never_write") == [(1,)]
    assert now(site).state == "member"
    assert WHO not in str([site.rows(x) for x in ("outbox", "member")])


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_page_is_light_private_and_in_both_languages(site, member, language):
    browser = site.browser()
    browser.get(site.link("member", address=WHO, entry=member.id))
    shown = browser.get(f"/k?lang={language}")
    assert len(shown.content) < 30_000
    assert shown.headers["cache-control"] == "no-store"
    title = {"en": "Your membership", "cy": "Eich aelodaeth"}[language]
    assert f"<h1>{title}</h1>" in shown.text
    assert WHO not in shown.text


def test_a_membership_that_is_gone_says_so(site):
    browser = site.browser()
    browser.get(site.link("member", address=WHO, entry="m-aaaaaaaaaa"))
    assert browser.get("/k?lang=en").status_code == 404
