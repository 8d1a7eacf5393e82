"""The page of members in both languages: full, and while nobody has joined."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.routing import Route
from streamlit.testing.v1 import AppTest

from copro_map.base.i18n import LANGUAGES, language_in_force, partial_date, t
from copro_map.frame import served
from copro_map.members import cached
from copro_map.members.kinds import principles
from copro_map.open_data.light import shells
from tests.english import english_words
from tests.members.many import CANARY, HOSTILE
from tests.opening import everything, open_page

PAGE = "pages/members.py"


def opened(language: str, **asked: str) -> tuple[AppTest, str]:
    page = open_page(PAGE, language, **asked)
    assert not page.exception
    drawn = " ".join(x.proto.body for x in page.get("html"))
    drawn = re.sub(r"<(style|script)\b.*?</\1>", " ", drawn, flags=re.DOTALL)
    return page, unescape(" ".join(re.sub(r"<[^>]+>", " ", drawn).split()))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("nobody")
def test_while_nobody_has_joined_it_invites(language):
    page, words = opened(language)
    with language_in_force(language):
        assert t("No member yet: be the first") in words
        for one in principles(cached.cache.settings()).principles:
            assert one.text() in words
        assert t("Kinds without a member") not in words
    assert '<details class="fold membership" open>' in everything(page).replace(
        '\\"', '"'
    )
    if language == "cy":
        assert not english_words([words])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("full")
def test_it_says_who_takes_part_and_who_is_missing(language):
    page, words = opened(language)
    found = cached.taking_part()
    with language_in_force(language):
        assert f"{found.organisations} {t('Organisations')}" in words
        assert f"{t('Kinds without a member')} ({len(found.missing_types)})" in words
        title = t("Areas without a member organisation")
        for layer in found.by_area:
            missing = len(found.missing_areas(layer))
            some, none = f"{title} ({missing})", t("Every area of this kind has one.")
            assert (some if missing else none) in opened(language, layer=layer)[1]
    assert CANARY not in everything(page)


@pytest.mark.usefixtures("full")
def test_the_list_is_asked_by_the_address_and_names_nobody_who_does_not_want_it():
    page, words = opened("en", show="list")
    assert CANARY not in everything(page)
    assert "123" not in words
    assert HOSTILE not in "".join(x.proto.body for x in page.get("html"))
    _, one = opened("en", show="list", q="person 101")
    assert "Members listed: 1" in one
    assert "Person 101" in one
    _, funders = opened("en", show="list", type="funder")
    assert HOSTILE in funders
    _, none = opened("en", show="list", q="nobody is called so")
    assert "No member answers this" in none


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("full")
def test_the_forum_and_the_board_name_only_those_who_agree(language):
    page, words = opened(language, show="governing")
    assert "Mair Enw" in words
    assert ("Gofalwyr" if language == "cy" else "Carers") in words
    assert CANARY not in everything(page)
    assert "Left Long Ago" not in words
    with language_in_force(language):
        assert t("Others sit here too who do not want to be named in public.") in words
        votes = t("Votes: in favour {n}, against {against}, abstained {abstained}")
        assert votes.format(n=7, against=1, abstained=0) in words


@pytest.mark.usefixtures("full")
def test_the_way_to_join_stands_where_the_server_answers_it():
    assert "Join the Network" not in opened("en")[1]
    served.answers([Route("/join", lambda _: None)])
    assert "Join the Network" in opened("en")[1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("full")
def test_its_plain_shell_leads_to_join_and_to_members(language):
    with language_in_force(language):
        shell = shells.shell_of("members", {})
        named = [one for one in cached.listed() if one.entry]
    assert f"/join?lang={language}" in shell
    assert f"/{language}/entry/{named[0].entry}" in shell
    assert CANARY not in shell


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("full")
def test_the_page_of_an_entry_says_that_it_is_a_members(language):
    with language_in_force(language):
        one = next(x for x in cached.listed() if x.entry)
        since = t("Member of the Network since {date}", date=partial_date(one.since))
        assert since in unescape(cached.since(one.entry))
        assert cached.since("no-such-entry") == ""
    page = open_page("pages/entry.py", language, id=one.entry)
    assert not page.exception
    assert "member-since" in everything(page)
