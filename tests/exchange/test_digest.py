"""The text for a newsletter: which requests, in both languages, and no address."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import timedelta

import pytest

from copro_map.exchange.digest import digest
from copro_map.exchange.rules.needs import Need
from copro_map.exchange.unmet import unmet_needs
from copro_map.search.face import all_assets
from tests.exchange.introduced import ACROSS, ALONE, DAY, PLANTED, THERE, plant
from tests.samples import query

SITE = "https://map.example"
LINK = re.compile(rf"{SITE}/entry\?id=([\w-]+)&lang=(\w\w)")
CONTACTS = "SELECT address FROM contact"


@pytest.fixture
def board(settings, once, blank):
    """A board that was planted once for all tests, to write on."""

    def make(path):
        shutil.copyfile(blank, path)
        plant(replace(settings, database=path))

    shutil.copyfile(once("introduced", make), settings.database)
    return settings


def test_it_names_what_nobody_can_meet_in_both_languages(board):
    assets = all_assets(board, DAY)
    needs = unmet_needs(board, assets, DAY)
    assert [one.request for one in needs] == [ALONE]
    made = digest(board, assets, needs, DAY, SITE)
    assert (made.named, made.more) == (1, 0)
    english, welsh = made.text.en, made.text.cy
    for text, language, words in (
        (english, "en", ("Request of Eta · Conwy · asked on 1 October 2026", "VENUE")),
        (welsh, "cy", ("Cais Eta · Conwy", "1 Hydref 2026", "LLE CYFARFOD")),
    ):
        assert LINK.findall(text) == [(ALONE, language)]
        for one in words:
            assert one in text
    file = made.as_file().decode()
    assert file.startswith(welsh)
    assert file.rstrip().endswith(english)


def test_it_has_no_address_of_anybody(board):
    every = tuple(
        Need(one.id, "isolated", "", "", (), n) for n, one in enumerate(PLANTED)
    )
    made = digest(board, all_assets(board, DAY), every, DAY, SITE, most=99)
    addresses = query(board.database, CONTACTS)
    assert addresses
    assert made.named == len(PLANTED)
    assert "@" not in made.as_file().decode()


@pytest.mark.parametrize("most", [1, 2, 3])
def test_a_newsletter_bears_the_longest_and_says_how_many_more(board, most):
    assets = all_assets(board, DAY)
    needs = [
        Need(one.id, "isolated", category, "W06000003", (), days)
        for one, category, days in zip(
            PLANTED, ("venue", "", "venue"), (5, 40, 30), strict=False
        )
    ]
    gone = Need("not-there", "isolated", "", "", (), 400)
    made = digest(board, assets, [gone, *needs], DAY, SITE, most=most)
    longest = sorted(needs, key=lambda one: -one.days)[:most]
    found = [entry for entry, _ in LINK.findall(made.text.en)]
    assert set(found) == {one.request for one in longest}
    assert (made.named, made.more) == (most, 3 - most)
    is_said = f"{SITE}/exchange?kind=request&lang=cy" in made.text.cy
    assert is_said == (made.more > 0)
    for one in longest:
        since = DAY - timedelta(days=one.days)
        assert f"asked on {since.day} {since:%B} {since.year}" in made.text.en
    if most == 3:  # by category, those that say none last
        assert found == [PLANTED[2].id, PLANTED[0].id, PLANTED[1].id]


@pytest.mark.parametrize("most", [2, 3, 4])
def test_those_that_can_be_written_to_are_named_first(board, most):
    days = {ALONE: 400, "request-epsilon": 300, ACROSS[0]: 20, THERE[0]: 30}
    kinds = {ALONE: "advice", "request-epsilon": "venue", THERE[0]: "venue"}
    needs = [
        Need(one, "isolated", kinds.get(one, "transport"), "W06000003", (), n)
        for one, n in days.items()
    ]
    made = digest(board, all_assets(board, DAY), needs, DAY, SITE, most=most)
    for text in (made.text.en, made.text.cy):
        # By category, those with somebody to write to first; so also in a category.
        order = [ACROSS[0], THERE[0], "request-epsilon", ALONE]
        chosen = [THERE[0], ACROSS[0], ALONE, "request-epsilon"][:most]
        found = [entry for entry, _ in LINK.findall(text)]
        assert found == [one for one in order if one in chosen]


def test_its_head_is_true_also_of_who_cannot_be_written_to(board):
    assets = all_assets(board, DAY)
    needs = unmet_needs(board, assets, DAY)  # nobody can be written to about it
    made = digest(board, assets, needs, DAY, SITE)
    assert "there it says how to help, or whom to ask" in made.text.en
    assert "I can help" not in made.text.en


def test_of_nothing_it_says_nothing_more(board):
    made = digest(board, all_assets(board, DAY), (), DAY, SITE)
    assert (made.named, made.more) == (0, 0)
    assert SITE not in made.text.en
