"""The part of the desk with what is said to be abuse, as a steward finds it."""

# ruff: noqa: F811 - fixtures
from __future__ import annotations

from copro_map.base.i18n import Label
from copro_map.base.store.connection import writing
from copro_map.base.today import current_moment
from copro_map.people.contacts import Given, keep_contact
from copro_map.people.links import make_link, open_link
from copro_map.talks.conversing import say_abuse
from copro_map.talks.rules.talks import First
from copro_map.talks.store.talks import talks
from copro_map.talks.talks import hold_message, send_held
from tests.at_the_desk import at_desk, drawn, here, press, told  # noqa: F401
from tests.samples import query

ENTRY, NAME = "solva-care", Label("Solva Care", "")
ADDRESSES = "canary-one@example.org", "canary-two@example.org"


def accuse(here, words: str) -> None:
    """Let somebody write to an entry, and its contact say that it is abuse."""
    now = current_moment()
    with writing(here.database) as database:
        given = Given(ADDRESSES[1], "cy", "telephone")
        keep_contact(database, ENTRY, given, now.date())
    first = First(ENTRY, words, ADDRESSES[0], gives=False, language="en")
    hold_message(here, first, NAME, now, client="")
    with writing(here.database) as database:
        mark = talks(database)[-1].mark
        held = make_link(database, "message", now, entry=f"{mark} one")
        answers = make_link(database, "talk", now, entry=f"{mark} other")
        link = open_link(database, answers, now)
    send_held(here, held, NAME, now)
    say_abuse(here, link, now)


def test_a_steward_reads_it_and_decides_and_takes_it_back(here, at_desk):
    accuse(here, "Canary <b>words</b>")
    test = at_desk("steward")
    assert "Messages that are said to be abuse: 1" in drawn(test)
    test = at_desk("steward", part="talks")
    assert "Canary &lt;b&gt;words&lt;/b&gt;" in drawn(test)
    assert "Solva Care" in drawn(test)
    assert not any(address in drawn(test) for address in ADDRESSES)
    press(test, "talk_1_blocked")
    assert "passed on any more" in told(test)
    assert "Nobody says that" in drawn(test)
    assert query(here.database, "SELECT judged FROM talk") == [("blocked",)]
    test = at_desk("steward", part="happened", state="talk")
    assert "What is said to be abuse: decided" in drawn(test)
    assert "Blocked" in drawn(test)
    (back,) = (x.key for x in test.button if str(x.key).startswith("take_back_"))
    press(test, back)
    assert query(here.database, "SELECT judged FROM talk") == [("",)]
    other = at_desk("officer", part="talks")
    assert "not for your role" in told(other)
    assert "Canary" not in drawn(other)
