"""Links: what they open, until when, and how often."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from copro_map.base.store.connection import reading, writing
from copro_map.base.today import WALES
from copro_map.people import links, signing_in
from copro_map.people.links import LIFETIMES, LinkError, make_link, open_link, use_link
from copro_map.people.rights import bearer
from copro_map.people.rules.permissions import PUBLIC
from copro_map.people.store import links as store
from tests.people.conftest import NOW
from tests.samples import change, dump, query

SECOND, KEPT = timedelta(seconds=1), timedelta(days=90)
# "a link mailed ... 15 minutes", "(10 minutes, from this machine ...)", "my page for 60
# minutes", "a link in a reminder (21 days)", and a claim as my page.
LASTS_S = {
    "sign_in": 15 * 60,
    "machine": 10 * 60,
    "my_page": 60 * 60,
    "entry": 21 * 24 * 60 * 60,
    "claim": 60 * 60,
    "letters": 400 * 24 * 60 * 60,
    "version": 60 * 24 * 3600,
    "message": 24 * 3600,
    "talk": 30 * 24 * 3600,
    "meeting": 30 * 24 * 3600,
    "joining": 24 * 3600,
    "member": 60 * 24 * 3600,
    "event": 400 * 24 * 3600,
    "booking": 400 * 24 * 3600,
}
MOMENTS = {
    "a day like others": datetime(2026, 11, 29, 17, 5, tzinfo=WALES),
    "before a leap day": datetime(2028, 2, 28, 23, 58, tzinfo=WALES),
    "on a leap day": datetime(2028, 2, 29, 23, 58, tzinfo=WALES),
    "before clocks go forward": datetime(2027, 3, 28, 0, 58, tzinfo=WALES),
    "before clocks go back": datetime(2027, 10, 31, 1, 58, tzinfo=WALES),
    "in the hour that comes twice": datetime(2027, 10, 31, 1, 58, fold=1, tzinfo=WALES),
    "the last minute of a year": datetime(2026, 12, 31, 23, 59, 30, tzinfo=WALES),
}


def make(settings, purpose="my_page", now=NOW, **about) -> str:
    with writing(settings.database) as database:
        return make_link(database, purpose, now, **about)


def opened(settings, token, now=NOW):
    with reading(settings.database) as database:
        return open_link(database, token, now)


def use(settings, token, now=NOW, **by):
    with writing(settings.database) as database:
        return use_link(database, token, now, **by)


def test_a_link_says_what_it_is_for_and_opening_uses_nothing_up(here):
    about = {
        "address": "a@example.org",
        "entry": "tir-coed",
        "goes_to": "/desk?lang=cy",
    }
    token = make(here, "entry", **about)
    before = dump(here.database)
    for _ in range(3):
        link = opened(here, token)
        assert (link.purpose, link.used) == ("entry", False)
        assert {name: getattr(link, name) for name in about} == about
    assert dump(here.database) == before


@pytest.mark.parametrize("purpose", LIFETIMES)
@pytest.mark.parametrize("begins", MOMENTS)
def test_it_is_open_to_the_second_before_its_end(here, purpose, begins):
    start = MOMENTS[begins]
    token = make(here, purpose, start)
    end = start.astimezone(UTC) + timedelta(seconds=LASTS_S[purpose])
    assert opened(here, token, end - SECOND).ends_at == end
    for late in (end, end + SECOND, end.astimezone(WALES), end + timedelta(days=30)):
        with pytest.raises(LinkError, match="Ask for a new one"):
            opened(here, token, late)
        with pytest.raises(LinkError, match="Ask for a new one"):
            use(here, token, late)
    assert use(here, token, end - SECOND).purpose == purpose


def test_every_purpose_lasts_as_long_as_is_promised():
    assert {x: y.total_seconds() for x, y in LIFETIMES.items()} == LASTS_S


def test_a_token_cannot_be_guessed_and_stands_nowhere(here):
    tokens = {make(here) for _ in range(20)}
    assert len(tokens) == 20
    assert all(len(token) * 6 >= 256 for token in tokens)
    kept = b"".join(x.read_bytes() for x in here.database.parent.iterdir())
    assert not [token for token in tokens if token.encode() in kept]
    for wrong in (
        "",
        "-",
        "a" * 43,
        "\ud800",
        min(tokens)[:-1],
        min(tokens).swapcase(),
    ):
        with pytest.raises(LinkError, match="not known here"):
            opened(here, wrong)


def test_a_hash_that_is_nearly_the_same_opens_nothing(here):
    token = make(here, browser="mine")
    for read, write, says in (
        (
            "SELECT token_hash FROM link",
            "UPDATE link SET token_hash = ?",
            "not known here",
        ),
        (
            "SELECT browser_hash FROM link",
            "UPDATE link SET browser_hash = ?",
            "another browser",
        ),
    ):
        ((kept,),) = query(here.database, read)
        for at in (0, 32, 63):
            near = f"{kept[:at]}{'0' if kept[at] != '0' else '1'}{kept[at + 1 :]}"
            change(here.database, write, near)
            with pytest.raises(LinkError, match=says):
                use(here, token, browser="mine")
        change(here.database, write, kept)
    use(here, token, browser="mine")


def test_it_is_used_once(here):
    token = make(here, "claim")
    assert not use(here, token).used
    assert opened(here, token).used
    with pytest.raises(LinkError, match="works once"):
        use(here, token)


def test_a_use_that_is_taken_back_was_none(here):
    token = make(here, "claim")
    with writing(here.database, keep=False) as database:
        use_link(database, token, NOW)
    assert not opened(here, token).used
    use(here, token)


def test_of_two_presses_at_once_one_signs_in(here, entered, monkeypatch):
    """Both are made to read the link before either has marked it, if they can."""
    token = make(here, "sign_in", person=entered().number)
    both, find = threading.Barrier(2), store.find_link
    answers: list[object] = []

    def slowly(database, token_hash):
        row = find(database, token_hash)
        try:
            both.wait(0.5)
        except threading.BrokenBarrierError:
            both.reset()
        return row

    def press() -> None:
        try:
            answers.append(signing_in.sign_in(here, token, NOW))
        except LinkError as error:
            answers.append(str(error))

    monkeypatch.setattr(store, "find_link", slowly)
    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    refused = [x for x in answers if isinstance(x, str)]
    assert len(answers) == 2
    assert len(refused) == 1
    assert "works once" in refused[0]
    assert query(here.database, "SELECT COUNT(*) FROM signed_in") == [(1,)]


def test_it_is_used_in_the_browser_that_asked(here):
    token = make(here, "sign_in", browser="mine")
    for other in ("", "yours", "min", "mine "):
        with pytest.raises(LinkError, match="another browser"):
            use(here, token, browser=other)
    assert use(here, token, browser="mine").purpose == "sign_in"


def test_one_that_is_printed_opens_on_this_machine_or_anywhere(here):
    token = signing_in.link_of_the_machine(here, NOW)
    with pytest.raises(LinkError, match="only on the machine"):
        signing_in.sign_in(here, token, NOW)
    assert signing_in.sign_in(here, token, NOW, is_local=True).token
    token = signing_in.link_of_the_machine(here, NOW, is_local=False)
    assert signing_in.sign_in(here, token, NOW).token


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.net/",
        "//example.net/",
        "/\\example.net/",
        "javascript:alert(1)",
        "/\t/example.net",
        "\\\\example.net",
        "/desk\r\nset-cookie: a=b",
    ],
)
def test_it_never_leads_to_another_site(here, elsewhere):
    token = make(here, "sign_in", goes_to=elsewhere)
    assert opened(here, token).goes_to == ""


def test_a_link_about_one_entry_opens_that_one(here, speaks_for):
    for entry in ("tir-coed", "cavo"):
        speaks_for("a@example.org", entry)
    speaks_for("b@example.org", "solva-care")

    def own(purpose, entry="", address="a@example.org"):
        token = make(here, purpose, address=address, entry=entry)
        with reading(here.database) as database:
            return bearer(database, open_link(database, token, NOW))

    assert own("my_page").own == {"tir-coed", "cavo"}
    one = own("entry", "cavo")
    assert (one.own, one.role, one.person) == ({"cavo"}, "owner", None)
    # Of an entry that the address does not speak for, or of none: nothing at all.
    assert own("entry", "solva-care") == PUBLIC
    assert own("entry") == PUBLIC
    assert own("my_page", address="") == PUBLIC
    for purpose in ("sign_in", "machine", "claim"):
        assert own(purpose, "cavo") == PUBLIC


def test_what_is_long_past_is_swept(here, entered):
    person = entered().number
    old = make(here, "my_page", NOW - KEPT - timedelta(hours=2))
    late = make(here, "my_page", NOW - timedelta(days=1))
    make(here, "entry")
    with writing(here.database) as database:
        for ago in (timedelta(hours=13), timedelta(hours=11)):
            signing_in.begin_session(database, person, NOW - ago)
    assert links.sweep_links(here, NOW) == 2
    assert links.sweep_links(here, NOW) == 0
    with pytest.raises(LinkError, match="not known"):
        opened(here, old)
    with pytest.raises(LinkError, match="past its time"):
        opened(here, late)
    assert query(here.database, "SELECT COUNT(*) FROM signed_in") == [(1,)]


def test_nothing_is_swept_or_made_where_there_is_no_database(settings):
    assert links.sweep_links(settings, NOW) == 0
    assert not settings.database.exists()
