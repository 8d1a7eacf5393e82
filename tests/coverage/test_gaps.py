"""Coverage of the real entries, recounted by hand, and of planted ones."""

from __future__ import annotations

import shutil
from collections import defaultdict
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from copro_map.base.definitions import load_definitions
from copro_map.base.errors import CoproMapError, UnknownAreaError
from copro_map.base.names import ALL_WALES
from copro_map.coverage.gaps import Ask, UnknownTermError, check_ask, cover
from copro_map.coverage.ledger import import_outreach
from copro_map.coverage.tables import published
from copro_map.coverage.words import gaps_in_words
from copro_map.geography.areas import load_layers
from copro_map.search.search import all_assets
from tests.conftest import PROJECT
from tests.samples import live_ids, query

TODAY = date(2026, 11, 22)
POWYS, CEREDIGION, CARDIFF = "W06000023", "W06000008", "W06000015"
LAYERS = list(load_layers(PROJECT.boundaries_dir, PROJECT.data_dir))
BASES = "SELECT asset_id, area_code FROM asset_area WHERE layer = 'local_authority'"


@pytest.fixture
def assets(network):
    return all_assets(network)


def recount(settings, layers, kind):
    """Share out every entry by hand, from the tables: authority -> number."""
    members = {c: a.members for x in layers.values() for c, a in x.areas.items()}
    bases = dict(query(settings.database, BASES))
    served = defaultdict(set)
    for asset_id, code in query(
        settings.database, "SELECT asset_id, area_code FROM asset_served"
    ):
        served[asset_id] |= {ALL_WALES} if code == ALL_WALES else set(members[code])
    counts, apart = defaultdict(float), {"all_wales": 0, "unlocated": 0}
    ids = live_ids(settings.database, TODAY, kind)
    for asset_id in ids:
        codes = (
            served[asset_id] or {bases[asset_id]}
            if asset_id in bases
            else served[asset_id]
        )
        if ALL_WALES in codes:
            apart["all_wales"] += 1
        elif not codes:
            apart["unlocated"] += 1
        for code in codes - {ALL_WALES} if ALL_WALES not in codes else ():
            counts[code] += 1 / len(codes)
    return counts, apart, len(ids)


@pytest.mark.parametrize("layer_id", LAYERS)
@pytest.mark.parametrize("kind", ["", "project"])
def test_the_counts_are_a_recount_from_the_tables(
    network, layers, assets, layer_id, kind
):
    counts, apart, total = recount(network, layers, kind)
    found = cover(network, Ask(layer_id, kind), assets, TODAY)
    for code, area in layers[layer_id].areas.items():
        expected = sum(counts[member] for member in area.members)
        assert found.table.at[code, "count"] == pytest.approx(expected), code
    assert found.apart.all_wales == apart["all_wales"]
    assert found.apart.unlocated == apart["unlocated"]
    assert found.apart.total == total > 90
    assert found.table["count"].sum() == pytest.approx(found.apart.placed)
    assert found.table["expected"].sum() == pytest.approx(found.apart.placed)
    assert found.wales["count"] == pytest.approx(found.apart.placed)


def test_what_is_published_is_rounded_and_no_more(network, assets):
    found = cover(network, Ask(), assets, TODAY)
    shown = published(found)
    for name in ("count", "expected", "rate_per_100k", "reach_percent_10km"):
        assert (shown[name] - found.table[name]).abs().max() <= 0.05, name


def test_reach_of_wales_is_that_of_its_areas(network, assets):
    found = cover(network, Ask("health_board"), assets, TODAY)
    people = found.table["population"]
    for km in (5, 10, 20):
        shares = found.table[f"reach_percent_{km}km"]
        wales = (shares * people).sum() / people.sum()
        assert found.wales[f"reach_percent_{km}km"] == pytest.approx(wales)
    assert found.table["reach_percent_5km"].le(found.table["reach_percent_20km"]).all()


def entry(number, authority, **fields):
    """An entry of an authority, in the columns that coverage reads."""
    return {
        "id": f"{authority}-{number}", "kind": "practitioner", "themes": ("food",),
        "sector": "third_sector", "authority": authority, "precision": "area",
        "served_authorities": frozenset(), "serves_all_wales": False,
        "easting_m": 0.0, "northing_m": 0.0, "verification": "confirmed",
        "opens_on": "", "ends": "9999-12-31", "paused_until": "", "languages": ("en",),
        "exchange_category": "", "organisation_id": "",
    } | fields  # fmt: skip


def planted(counts):
    rows = [entry(n, code) for code, size in counts.items() for n in range(size)]
    return pd.DataFrame(rows).set_index("id")


def usual(layers, total):
    """As many entries in each authority as its residents would have."""
    areas = layers["local_authority"].areas
    people = sum(area.population for area in areas.values())
    return {c: round(total * a.population / people) for c, a in areas.items()}


def test_one_where_seven_are_usual_is_low_and_says_so(network, layers):
    counts = usual(layers, 7 * 3107489 // 133174) | {POWYS: 1}
    found = cover(network, Ask(), planted(counts), TODAY)
    row = found.table.loc[POWYS]
    assert row["expected"] == pytest.approx(7, abs=0.4)
    assert row["flag"] in ("amber", "red")
    assert (found.table["flag"] != "none").sum() == 1
    said = gaps_in_words(found)[POWYS]["low"]
    assert said.words.startswith(
        "Entries: 1. Shared among the areas that they serve: 1; 6."
    )
    assert "Powys Teaching Health Board" in said.words  # the coarsest level
    assert said.level == "watch"


@pytest.mark.parametrize(("total", "zero"), [(80, "too_few"), (90, "significant_zero")])
def test_a_zero_counts_only_where_enough_are_usual(network, layers, total, zero):
    # Powys has 4.29% of the residents: 3.69 are usual from 86 entries on.
    counts = usual(layers, total) | {POWYS: 0}
    counts[CARDIFF] += total - sum(counts.values())
    found = cover(network, Ask(), planted(counts), TODAY)
    assert found.table.at[POWYS, "zero"] == zero
    said = gaps_in_words(found)[POWYS]["zero"].words
    assert ("too few in Wales to judge" in said) == (zero == "too_few")


def test_half_the_rate_shows_at_the_level_at_which_it_is_sure(network, layers):
    board = "W11000028"  # Aneurin Bevan: five authorities
    counts = usual(layers, 200)
    for code in layers["health_board"].areas[board].members:
        counts[code] //= 2
    entries = planted(counts)
    authorities = cover(network, Ask(), entries, TODAY).table
    boards = cover(network, Ask("health_board"), entries, TODAY).table
    assert (authorities["flag"] == "none").all()
    assert boards.at[board, "flag"] != "none"
    assert boards.at[board, "shown_at"] == "health_board"
    assert (boards["flag"] != "none").sum() == 1
    partners = cover(network, Ask("regional_partnership_board"), entries, TODAY)
    low = partners.table[partners.table["flag"] != "none"]
    assert low[["shown_at", "shown_as"]].values.tolist() == [["health_board", board]]
    said = gaps_in_words(partners)[low.index[0]]["low"].words
    assert layers["health_board"].area_label(board).en in said


def test_a_layer_without_a_place_among_the_levels_shows_its_own(network, tmp_path):
    folder = tmp_path / "boundaries"
    shutil.copytree(network.boundaries_dir, folder)
    path = folder / "health_board.toml"
    path.write_text(path.read_text("utf-8").replace("coarseness = 5\n", ""), "utf-8")
    there = replace(network, boundaries_dir=folder)
    table = cover(there, Ask("health_board"), planted({CARDIFF: 200}), TODAY).table
    assert (table["flag"] != "none").any()
    assert set(table["shown_at"]) == {""}
    finer = cover(there, Ask(), planted({CARDIFF: 200}), TODAY).table
    levels = {"public_services_board", "regional_partnership_board"}
    assert set(finer["shown_at"]) == levels | {""}


def ledger_file(tmp_path, *rows):
    path = tmp_path / "ledger.csv"
    head = "area_code,theme,asked_on,asked_by,replies,none_on,none_by,note"
    path.write_text("\n".join([head, *rows]) + "\n", "utf-8")
    return path


def test_a_confirmation_changes_what_is_known_and_lapses(network, tmp_path):
    path = ledger_file(tmp_path, "CVC-PAVO,food,,,,2026-03-10,CVC officer,")
    assert not import_outreach(network, path, today=TODAY).faults
    nothing = planted({CARDIFF: 3})
    ask = Ask("local_authority", theme="food")
    before = cover(network, ask, nothing, TODAY).table
    assert before.at[POWYS, "knowledge"] == "confirmed_none"
    assert before.at[CEREDIGION, "knowledge"] == "not_asked"
    assert before.at[CARDIFF, "knowledge"] == "recorded"
    said = gaps_in_words(cover(network, ask, nothing, TODAY))
    assert said[POWYS]["absence"].words == "Confirmed none, March 2026"
    assert said[CEREDIGION]["knowledge"].words == "Not asked yet"
    other = cover(network, Ask(theme="housing"), nothing, TODAY).table
    assert other.at[POWYS, "knowledge"] == "not_asked"
    later = cover(network, ask, nothing, date(2027, 3, 11)).table
    assert later.at[POWYS, "knowledge"] == "not_asked"


def test_an_unmet_request_is_said_and_an_offer_meets_it(network):
    rows = planted({CARDIFF: 2})
    asked = entry(9, POWYS, kind="request", precision="place", easting_m=3e5,
                  northing_m=2.5e5)  # fmt: skip
    near = asked | {"id": "offer", "kind": "offer", "easting_m": 3.05e5}
    requests = pd.concat([rows, pd.DataFrame([asked]).set_index("id")])
    found = cover(network, Ask(), requests, TODAY)
    assert found.table.at[POWYS, "isolated"] == 1
    said = gaps_in_words(found)[POWYS]["unmet"]
    assert said.level == "strong"
    assert said.words == "Asked here, and nobody within 10 km offers it: 1"
    both = pd.concat([requests, pd.DataFrame([near]).set_index("id")])
    met = cover(network, Ask(), both, TODAY)
    unmet = met.table.loc[POWYS, ["requests", "isolated", "crowded_out"]]
    assert unmet.tolist() == [1, 0, 0]
    said = gaps_in_words(met)[POWYS]["unmet"]
    assert said.words.startswith("Asked here, and somebody in reach offers it: 1")
    two = pd.concat([both, pd.DataFrame([asked | {"id": "r2"}]).set_index("id")])
    few = cover(network, Ask(), two, TODAY)
    words = gaps_in_words(few)[POWYS]["unmet"].words
    assert words == "Asked here, and too few offer it: 1"


def test_a_request_that_nobody_confirmed_is_not_unmet(network, assets):
    assert (assets["kind"] == "request").sum() == 14
    found = cover(network, Ask(), assets, TODAY)
    assert found.table["requests"].sum() == 0


@pytest.mark.parametrize(
    "ask", [Ask(kind="school"), Ask(theme="foood"), Ask(sector="x")]
)
def test_an_unknown_word_is_refused_with_those_there_are(ask):
    with pytest.raises(UnknownTermError, match="Choose one of"):
        check_ask(ask, load_definitions(PROJECT.data_dir))


def test_an_unknown_layer_is_refused(network, assets):
    with pytest.raises(UnknownAreaError, match="no such layer"):
        cover(network, Ask("parish"), assets, TODAY)


def test_a_database_without_a_ledger_says_what_to_do(network, assets):
    from tests.samples import change

    change(network.database, "DROP TABLE outreach")
    with pytest.raises(CoproMapError):
        cover(network, Ask(), assets, TODAY)


def test_every_sector_belongs_to_one_of_the_three_or_to_none():
    definitions = load_definitions(PROJECT.data_dir)
    groups = {term.group for term in definitions.terms["sectors"].values()}
    assert groups == {"", *definitions.terms["sector_groups"]}
