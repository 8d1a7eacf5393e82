"""The theory of change: every part of the files, what leads to what, the picture."""

from __future__ import annotations

import re
import shutil
import tomllib
from dataclasses import replace
from datetime import date, datetime
from html import unescape
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest

from copro_map.base.i18n import LANGUAGES, language_in_force
from copro_map.base.store.connection import reading, writing
from copro_map.base.today import WALES
from copro_map.drawing.lettering import text_width
from copro_map.people.rules.permissions import MACHINE
from copro_map.plan.charts.narrow import narrow
from copro_map.plan.charts.theory import Look, narrow_picture, wide_picture
from copro_map.plan.charts.wide import wide
from copro_map.plan.keeping import keeping
from copro_map.plan.page.theory import _link
from copro_map.plan.rules.records import ActivitySaid, AddedActivity, Evidence
from copro_map.plan.theory import theory, theory_file, theory_picture
from tests.conftest import PROJECT
from tests.opening import everything, open_page

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, tzinfo=WALES)
PAGE = "pages/plan.py"


def files(data=PROJECT.data_dir):
    """What the files say, read as slowly and plainly as can be."""
    read = lambda path: tomllib.loads(path.read_text("utf-8"))  # noqa: E731
    measured = {x.stem: read(x) for x in sorted((data / "indicators").glob("*.toml"))}
    return read(data / "activities.toml"), measured, read(data / "outcomes.toml")


def recounted(data=PROJECT.data_dir):
    activities, measured, aims = files(data)
    found = set()
    for code, one in activities.items():
        for indicator in one["indicators"]:
            found.add((f"a:{code}", f"i:{indicator}"))
        for outcome in one["outcomes"]:
            by_way = [x for x in one["indicators"] if measured[x]["outcome"] == outcome]
            if not by_way:
                found.add((f"a:{code}", f"o:{outcome}"))
    for code, one in measured.items():
        assert str(one["outcome"]) in aims
        found.add((f"i:{code}", f"o:{one['outcome']}"))
    return found


def entered(settings, record, **facts):
    with keeping(settings, MACHINE, NOW) as act:
        act.put(record, **facts)


def added(settings):
    facts = {"label_en": "Meet & greet", "label_cy": "Cwrdd a chyfarch", "year": 2}
    entered(
        settings, AddedActivity, code="2.20", outcomes="4", indicators="4.2", **facts
    )


def pictures(told, look):
    given = (told.parts, told.arrows, told.vision, look)
    return wide_picture(*given), narrow_picture(*given)


def keys(svg):
    root = ElementTree.fromstring(svg)
    links = [x for x in root.iter() if x.tag.endswith("}a")]
    return [parse_qs(urlsplit(x.get("href")).query)["part"][0] for x in links]


def test_every_part_of_the_files_is_there_once_in_both_pictures(to_read):
    told = theory(to_read, DAY)
    activities, measured, aims = files()
    wanted = [f"a:{x}" for x in activities] + [f"i:{x}" for x in measured]
    wanted += [f"o:{x}" for x in aims]
    assert sorted(x.key for x in told.parts) == sorted(wanted)
    for svg in pictures(told, Look(link=_link)):
        assert sorted(keys(svg)) == sorted(wanted)


def test_what_leads_to_what_is_what_the_files_say(to_read):
    told = theory(to_read, DAY)
    arrows = [(x.start, x.end) for x in told.arrows]
    assert len(arrows) == len(set(arrows))
    assert set(arrows) == recounted()


def test_all_that_a_part_hangs_on_is_what_a_walk_finds(to_read):
    told = theory(to_read, DAY)
    steps = recounted()
    for part in told.parts:
        ahead = {part.key}
        while more := {b for a, b in steps if a in ahead} - ahead:
            ahead |= more
        assert {x.key for x in told.after(part.key)} == ahead - {part.key}
        for other in told.after(part.key):
            assert part in told.before(other.key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_boxes_overlap_and_no_words_are_wider_than_their_box(
    to_read, programme, language
):
    for found in (None, programme(DAY)):
        with language_in_force(language):
            told = theory(to_read, DAY, found)
            drawn = [x(told.parts, told.arrows, told.vision) for x in (wide, narrow)]
        for placed in drawn:
            boxes = [*placed.boxes.values(), placed.vision]
            for number, one in enumerate(boxes):
                assert 0 <= one.x < one.right <= placed.wide
                assert 0 <= one.y < one.y + one.high <= placed.high
                for other in boxes[:number]:
                    apart = one.x >= other.right or other.x >= one.right
                    below = one.y >= other.y + other.high
                    assert apart or below or other.y >= one.y + one.high
                for x in one.letters:
                    long = text_width(x.text, x.size, x.weight)
                    left = x.x - long if x.ends else x.x
                    assert one.x < left < left + long < one.right, x.text
                    assert one.y < x.y < one.y + one.high, x.text
                rows = [x for x in one.letters if not x.ends]
                assert len({round(x.y) for x in rows}) == len(rows)


def test_letters_are_at_least_12_pixels_where_each_picture_is_shown(to_read):
    told = theory(to_read, DAY)
    # The narrowest page that has it (plan.css), without its edges.
    for layout, room in ((wide, 1100 - 2 * 44), (narrow, 343)):
        placed = layout(told.parts, told.arrows, told.vision)
        every = [x for box in placed.boxes.values() for x in box.letters]
        least = min(x.size for x in (*every, *placed.heads))
        assert least * room / placed.wide >= 12


def test_a_long_name_is_shortened_in_the_picture_and_whole_when_it_is_opened(network):
    told = theory(network, DAY)
    part = told.part("a:1.2")
    picture, _ = pictures(told, Look())
    assert part.whole.endswith("all-Wales presence for the Network.")
    assert part.whole not in picture
    assert "…" in picture
    assert part.whole in everything(open_page(PAGE, "en", show="theory", part="a:1.2"))


def test_an_activity_that_a_file_adds_is_in_the_picture(to_read, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(PROJECT.data_dir, data, ignore=shutil.ignore_patterns("*.db*"))
    path = data / "activities.toml"
    more = """
["3.8"]
year = 3
outcomes = [2]
indicators = ["4.2"]
label = { en = "Tell everybody.", cy = "Dweud wrth bawb." }
"""
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    told = theory(replace(to_read, data_dir=data), DAY)
    assert {(x.start, x.end) for x in told.arrows} == recounted(data)
    assert [x.key for x in told.after("a:3.8")] == ["i:4.2", "o:2", "o:4"]
    assert "a:3.8" in keys(pictures(told, Look(link=_link))[0])


def test_an_activity_that_the_desk_adds_is_in_the_picture_and_moves_its_indicator(
    network,
):
    before = theory(network, DAY)
    assert "a:2.20" not in {x.key for x in before.parts}
    added(network)
    told = theory(network, DAY)
    order = [x.key for x in told.of("activity")]
    assert order.index("a:2.20") == order.index("a:3.1") - 1
    assert told.part("a:2.20").group == "Year 2"
    assert told.straight("i:4.2", "activity") == (told.part("a:2.20"),)
    for svg in pictures(told, Look(link=_link)):
        assert "Meet &amp; greet" in svg
        assert svg.count("No activity yet") == (
            pictures(before, Look(link=_link))[0].count("No activity yet") - 1
        )


def test_what_is_dropped_leads_to_nothing_any_more_but_stays_in_the_picture(network):
    added(network)
    words = {"owner": "", "due_on": "", "words_en": "No money", "words_cy": ""}
    entered(network, ActivitySaid, activity="2.20", state="dropped", **words)
    told = theory(network, DAY)
    assert told.part("a:2.20").words == "Dropped"
    assert told.part("a:2.20") not in told.before("o:4")
    assert any(x.start == "a:2.20" and not x.is_kept for x in told.arrows)
    assert 'stroke-dasharray="2 4"' in pictures(told, Look())[0]


def test_an_outcome_counts_its_indicators_that_are_met_or_on_course(to_read, programme):
    told = theory(to_read, DAY, programme(DAY))
    assert {x.words for x in told.of("indicator")} > {"Met"}
    for outcome in told.of("outcome"):
        own = told.straight(outcome.key, "indicator")
        good = sum(x.words.startswith(("Met", "On course")) for x in own)
        assert outcome.words == f"Met or on course: {good} of {len(own)}"


def test_the_parts_of_what_is_opened_stand_out_and_the_others_are_dimmed(to_read):
    told = theory(to_read, DAY)
    lit = {x.key for x in (*told.before("i:1.1"), *told.after("i:1.1"))}
    picture, _ = pictures(told, Look("i:1.1", lit, _link))
    root = ElementTree.fromstring(picture)
    links = {x.get("id"): x for x in root.iter() if x.tag.endswith("}a")}
    assert links["wide-i:1.1"].get("aria-current") == "true"
    edges = {name: link.find("{*}rect").get("stroke") for name, link in links.items()}
    bright = {f"wide-{x}" for x in lit | {"i:1.1"}}
    assert {x for x, edge in edges.items() if edge == edges["wide-i:1.1"]} == bright
    # Words stay as readable as small print elsewhere.
    assert set(re.findall('<text[^>]*fill="([^"]*)"', picture)) <= {
        "#1F2933",
        "#52606D",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_link_of_picture_and_lists_opens_a_part_that_is_there(network, language):
    test = open_page(PAGE, language, show="theory", part="o:1")
    shown = everything(test)
    named = set(re.findall(r"part=([aio]:[\w.-]+)&amp;?|part=([aio]:[\w.-]+)", shown))
    links = {x or y for x, y in named}
    known = {x.key for x in theory(network, DAY).parts}
    assert known >= links > {"a:1.1", "i:1.1"}
    with language_in_force(language):
        part = theory(network, DAY).part("o:1")
    assert part.whole in unescape(shown)
    assert not test.exception


@pytest.mark.usefixtures("network")
def test_a_part_without_evidence_says_so_and_one_that_is_not_there_too():
    shown = everything(open_page(PAGE, "en", show="theory", part="a:2.4"))
    assert "Create an interactive Asset Map" in shown
    assert "No evidence yet" in shown
    gone = everything(open_page(PAGE, "en", show="theory", part="a:9.9<b>"))
    assert "There is no such part any more." in gone
    assert "9.9<b>" not in gone


def test_what_shows_an_activity_shows_what_it_leads_to(network):
    words = {"words_en": "Minutes", "words_cy": "Cofnodion"}
    web = {"sort": "web", "target": "https://example.org/a"} | words
    silent = theory(network, DAY)
    assert not [x.key for x in silent.parts if x.has_evidence]
    entered(network, Evidence, part="activity", code="1.1", **web)
    entered(network, Evidence, part="milestone", code="1.2", **web)
    told = theory(network, DAY)
    assert {x.key for x in told.parts if x.has_evidence} == {
        "a:1.1",
        *(x.key for x in told.after("a:1.1")),
    }
    assert "https://example.org/a" in everything(
        open_page(PAGE, "en", show="theory", part="o:1")
    )


def test_a_figure_is_evidence_if_it_is_more_than_nothing(to_read, programme):
    told = theory(to_read, DAY, programme(DAY))
    for one in told.of("indicator"):
        shown = bool(re.search("[1-9]", one.figure.partition(",")[0]))
        assert one.has_evidence == shown, one


def test_the_picture_for_paper_has_no_links_and_says_what_it_shows(to_read):
    drawn = theory_picture(to_read, DAY)
    assert "<a " not in drawn.svg
    assert "1 Community of practice" in drawn.alt
    assert theory_file(to_read, DAY, "svg").decode() == drawn.svg
    assert theory_file(to_read, DAY, "png").startswith(b"\x89PNG")


def test_the_same_day_reads_nothing_that_was_said_later(network):
    added(network)
    assert theory(network, date(2026, 11, 21)).part("a:2.20") is None
    with reading(network.database) as database:
        assert database.conn.execute("SELECT count(*) FROM activity").fetchone() == (1,)
    with writing(network.database) as database:
        database.conn.execute("UPDATE activity SET withdrawn_on = '2026-11-22'")
    assert theory(network, DAY).part("a:2.20") is None
