"""The exchange of a demonstration: whatever can be seen of one, and all of it."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from copro_map.assets.rules.matching import compatible, unmet
from copro_map.assets.rules.opening import STANDS, open_exchanges, openings, stands
from copro_map.base.config import load_settings
from copro_map.base.definitions import load_definitions
from copro_map.demonstration.demonstration import make_demonstration
from copro_map.demonstration.exchange import EXCHANGED, ids_of
from copro_map.exchange.figures import figures
from copro_map.exchange.matching import match
from copro_map.exchange.rules.records import STATES
from copro_map.search.search import all_assets
from tests.samples import query

TODAY = date(2026, 11, 22)
# Each asks for what the next one offers, and the last for what the first does.
CIRCLES = (
    ("committee", "committees", "post", "posts"),
    ("room", "sea", "open_day", "hands"),
    ("listen", "listening", "evaluate", "researcher", "charity", "charities"),
    (
        *("film_night", "projector", "friendly", "growing_old"),
        *("film", "films", "chair", "chairing"),
    ),
)


@pytest.fixture(scope="module")
def made(shown_off, tmp_path_factory):
    """A demonstration as anybody gets it: only read it."""
    path = tmp_path_factory.mktemp("demonstration") / "demo.db"
    shutil.copyfile(shown_off, path)
    return replace(load_settings({}), database=path)


@pytest.fixture(scope="module")
def assets(made):
    return all_assets(made, TODAY)


@pytest.fixture(scope="module")
def own(assets):
    """The offers and requests that are beside the others, by their key."""
    keys = {id_: key for key, id_ in ids_of(1).items()}
    return assets.loc[list(keys)].rename(index=keys)


def test_every_category_way_and_language_is_offered_and_asked_for(made, own):
    terms = load_definitions(made.data_dir).terms
    for kind in ("offer", "request"):
        said = own[own["kind"] == kind]
        assert set(said["exchange_category"]) == set(terms["exchange_categories"])
        assert set(said["way"]) == set(terms["ways"])
    assert set(own["spoken"]) == set(terms["spoken"])
    assert own["capacity"].max() > 2


def test_each_way_to_stand_occurs(own, assets):
    for_all = assets[assets["kind"].isin(("offer", "request"))]
    assert {stands(one, TODAY) for one in openings(for_all)} == set(STANDS)
    assert {stands(one, TODAY) for one in openings(own)} == {*STANDS} - {"unconfirmed"}


def test_meetings_are_in_every_state_and_keep_their_entries(made, own):
    rows = query(made.database, "SELECT state, request, offer FROM meeting")
    assert {state for state, *_ in rows} == set(STATES)
    agreed = Counter(offer for state, _, offer in rows if state == "agreed")
    ids = ids_of(1)
    offers = own[own["kind"] == "offer"]
    taken = {ids[key]: n for key, n in offers["taken"].items() if n}
    assert taken == agreed
    done = {request for state, request, _ in rows if state == "done"}
    asked = own[(own["kind"] == "request") & (own["agreement"] == "done")]
    assert {ids[key] for key in asked.index} == done


@pytest.mark.parametrize("circle", CIRCLES)
def test_swaps_and_rings_are_there(own, circle):
    """Each request is met by the offer after it, whose member asks for the next."""
    requests = open_exchanges(own, "request", TODAY)
    offers = open_exchanges(own, "offer", TODAY)
    suits = compatible(requests, offers)
    asked, offered = list(requests.index), list(offers.index)
    for request, offer in zip(circle[::2], circle[1::2], strict=True):
        assert suits[asked.index(request), offered.index(offer)], (request, offer)
    members = own["organisation_id"]
    for (_, offer), (request, _) in pairwise(
        [*zip(circle[::2], circle[1::2], strict=True), circle[:2]]
    ):
        assert members[offer] == members[request] > ""


def test_some_cannot_be_met_and_others_were_before(assets):
    requests = open_exchanges(assets, "request", TODAY)
    found = unmet(requests, open_exchanges(assets, "offer", TODAY))["status"]
    ids = ids_of(1)
    for key in ("kitchen", "tools", "back_to_work"):
        assert found[ids[key]] == "isolated", key
    lifts = {found[ids[key]] for key in ("clinic", "day_centre")}
    assert lifts == {"met", "crowded_out"}
    assert found[ids["husband"]] == "met"


def test_everybody_can_be_written_to_and_nobody_is_real(made):
    reached = query(
        made.database,
        "SELECT count(*), count(DISTINCT entry), min(address LIKE '%@example.org') "
        "FROM contact WHERE entry IN (SELECT value FROM json_each(?))",
        '["' + '","'.join(ids_of(1).values()) + '"]',
    )
    assert reached == [(EXCHANGED, EXCHANGED, 1)]


def test_the_figures_have_something_to_show_and_something_to_hide(made, assets):
    found = figures(made, assets, TODAY)
    assert found.matches > 10
    assert found.waits.median
    for shares in (found.by_category, found.by_area):
        assert {one.met is None for one in shares} == {True, False}
    assert found.reciprocity.both.met
    told = "SELECT count(*) FROM meeting WHERE is_story AND outcome <> ''"
    assert query(made.database, told)[0][0] >= 3


@pytest.mark.parametrize(("today", "entries"), [(date(2028, 2, 29), 50)])
def test_it_is_there_on_any_day_with_few_entries(settings, today, entries):
    made = make_demonstration(settings, today, entries)
    assert made == query(settings.database, "SELECT count(*) FROM asset")[0][0]
    assets = all_assets(settings, today)
    both = assets[assets["kind"].isin(("offer", "request"))]
    assert {stands(x, today) for x in openings(both)} >= {*STANDS} - {"unconfirmed"}
    members = assets.loc[list(ids_of(1).values()), "organisation_id"]
    assert members[members != ""].nunique() == 16


def test_the_best_matching_has_the_circles(made, assets):
    """Whoever introduces sees them: two swaps, a ring of three and one of four."""
    ids = ids_of(1)
    rings = {
        frozenset((pair.request, pair.offer) for pair in ring.pairs)
        for ring in match(made, assets, TODAY).rings
    }
    for circle in CIRCLES:
        own = zip(circle[::2], circle[1::2], strict=True)
        assert frozenset((ids[a], ids[b]) for a, b in own) in rings
