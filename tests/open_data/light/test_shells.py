"""What stands on a page until it is drawn: true, in order, nobody's secret."""

from __future__ import annotations

import re
from html import unescape

import pytest

from copro_map.base.config import load_settings
from copro_map.base.i18n import language_in_force, t
from copro_map.base.store.connection import writing
from copro_map.coverage.face import Ask, Weighed, cover
from copro_map.frame.heads import read_site
from copro_map.geography.areas import BASE_LAYER, load_layers
from copro_map.open_data.heads import head_of
from copro_map.open_data.light.routes import ROUTES
from copro_map.open_data.light.shells import MOST, shell_of
from copro_map.open_data.named_pages import PAGES
from copro_map.plan.face import ActivitySaid, keep_plan
from copro_map.plan.kinds import promised_activities
from copro_map.search.face import HOME, addressed, all_assets
from copro_map.search.headings import heading
from copro_map.search.search import search
from tests.persons import ID as PERSON
from tests.persons import WORDS as PERSONAL
from tests.persons import put_person

ENTRY, AREA = "tir-coed", "W06000023"
SAY_MORE = ("asset_map", "coverage")  # what was found, instead of what they are for
LINK = re.compile(r'<a href="(/[^"]+)"[^>]*>(?:<span[^>]*>)?([^<]+)')


@pytest.fixture(autouse=True)
def _here(to_read, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(to_read.database))


def leads(path: str, **params: str) -> list[str]:
    return [unescape(to) for to, _ in LINK.findall(str(shell_of(path, params)))]


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"q": "food"},
        {"q": "bwyd", "kind": "project"},
        {"near": "Aberystwyth", "km": "20"},
        {"area": AREA, "sort": "newest"},
        {"q": "food", "nonsense": "<b>"},
    ],
)
def test_its_rows_are_the_first_that_are_found_and_it_says_how_many(language, asked):
    where = load_settings()
    with language_in_force(language):
        query = addressed(where, asked).query
        found = search(where, query, all_assets(where)).found
        first = list(found.rows(slice(MOST)).index)
        said = shell_of("asset_map", asked)
        rows = [one for one in leads("asset_map", **asked) if "/entry/" in one]
    assert first
    assert 'id="result"' not in said  # the page's own, which is drawn beneath it
    assert rows == [f"/{language}/entry/{one}" for one in first]
    assert f"<b>{len(found)}</b>" in said


def test_groups_are_called_as_beside_the_map_with_all_that_are_in_them():
    where, asked = load_settings(), {"near": "Aberystwyth", "km": "20"}
    answer = search(where, addressed(where, asked).query, all_assets(where))
    layers = load_layers(where.boundaries_dir, where.data_dir)
    named = re.findall(
        '<h2 class="shell-group">([^<]*)', str(shell_of("asset_map", asked))
    )
    every = [f"{heading(answer, x, layers)} ({x.count})" for x in answer.groups]
    assert len(named) > 1
    assert named == every[: len(named)]


def test_nothing_found_is_said_too():
    said = shell_of("asset_map", {"q": "xyzzy"})
    assert "Nothing found." in said
    assert "/entry/" not in said


@pytest.mark.parametrize("language", ["en", "cy"])
def test_coverage_says_what_was_found_as_its_page_does(language):
    with language_in_force(language):
        where = load_settings()
        said = Weighed(cover(where, Ask(), all_assets(where))).finding()
        assert said in unescape(shell_of("coverage", {}))


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_page_of_everybody_has_its_name_and_what_it_is_for(language):
    with language_in_force(language):
        for _, title, path, _ in read_site(head_of).pages:
            said = shell_of(path, {})
            if path not in PAGES:
                assert said is None
                continue
            assert said.count("<h1>") == 1
            name, about = (t(title), t(PAGES[path][1])) if path else map(t, HOME)
            assert name in unescape(said)
            assert path in SAY_MORE or about in unescape(said)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_question_is_asked_without_a_script(language):
    with language_in_force(language):
        said = shell_of("asset_map", {"q": '"><b>bwyd'})
    assert '<form class="shell-ask bare" action="/asset_map"' in said
    assert f'name="lang" value="{language}"' in said
    narrowed = shell_of("asset_map", {"near": "Barry", "kind": "offer", "evil": "1"})
    assert 'name="kind" value="offer"' in narrowed
    assert 'name="near" value="Barry"' in narrowed
    assert "evil" not in narrowed
    assert 'name="q" value="&#34;&gt;&lt;b&gt;bwyd"' in said


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("asset_map", {"near": "Aberystwyth"}),
        ("area", {}),
        ("area", {"code": AREA}),
        ("coverage", {}),
        ("indicators", {}),
    ],
)
def test_every_link_leads_to_a_page_that_is_there(asks, to_read, path, asked):
    client = asks(to_read, ROUTES)
    found = [to for to in leads(path, **asked) if re.match(r"/(en|cy)/", to)]
    assert len(found) > 3
    for to in found[:3]:
        assert client.get(to).status_code == 200, to


def test_an_entry_is_read_as_on_its_plain_page(asks, to_read):
    plain = unescape(asks(to_read, ROUTES).get(f"/en/entry/{ENTRY}").text)
    shell = unescape(str(shell_of("entry", {"id": ENTRY})))
    said, leads, _ = shell.partition(f'<p><a href="/en/entry/{ENTRY}">')
    assert leads
    words = re.findall(r">([^<]{4,})<", said)
    assert len(words) > 10
    assert [one for one in words if one not in plain] == []


@pytest.mark.parametrize("language", ["en", "cy"])
def test_an_area_is_found_to_be_as_on_its_plain_page(asks, to_read, language):
    plain = unescape(asks(to_read, ROUTES).get(f"/{language}/area/CVC-GAVO").text)
    with language_in_force(language):
        shell = unescape(str(shell_of("area", {"code": "CVC-GAVO"})))
    first, found, *_ = re.findall(r"<p[^>]*>([^<]+)</p>", shell)
    said = re.search(r'<p class="area-finding">([^<]+)</p>', plain)
    assert said
    assert found == said[1]
    assert first in plain


@pytest.mark.parametrize("language", ["en", "cy"])
def test_of_the_plan_what_is_late_comes_first_and_each_opens_its_activity(
    network, monkeypatch, language
):
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))
    said = {"said_on": "2026-05-01", "words_en": "", "words_cy": "", "owner": ""}
    late, done = list(promised_activities(network))[3:5]
    with writing(network.database) as database:
        keep_plan(
            database,
            {
                ActivitySaid: [
                    said | {"activity": done, "state": "done", "due_on": ""},
                    said
                    | {"activity": late, "state": "going_on", "due_on": "2026-05-02"},
                ]
            },
        )
    with language_in_force(language):
        shell = unescape(str(shell_of("plan", {})))
        opened = unescape(str(shell_of("plan", {"activity": late})))
        words = promised_activities(network)[late].label.text()
        state = f"({t('Late')})"
        assert f"{t('Late')}: 1 · {t('Not begun')}: " in shell
        assert f"{t('Done')}: 1" in shell
        found = [to for to, _ in LINK.findall(str(shell_of("plan", {})))]
    assert unescape(found[0]) == f"/plan?activity={late}&lang={language}"
    assert f"{late} {words} {state}" in shell
    assert f"<h1>{late} {words} {state}</h1>" in opened
    assert "<li>" not in opened
    names = [x for x in promised_activities(network) if not x[0].isdigit()]
    assert names
    assert not [x for x in names if re.search(rf">{x}\b", shell)]
    assert "(" not in str(shell_of("plan", {"show": "steps"}))


def test_an_area_that_is_not_there_is_left_to_the_page():
    assert shell_of("area", {"code": "W99999999"}) is None
    assert shell_of("entry", {}) is None


def test_areas_are_listed_by_name():
    layers = load_layers(load_settings().boundaries_dir, load_settings().data_dir)
    names = [name for _, name in LINK.findall(str(shell_of("area", {})))]
    assert names == sorted(names)
    assert len(names) == len(layers[BASE_LAYER].areas)


@pytest.mark.parametrize("agreed", [(), ("name",), ("name", "description", "where")])
def test_of_a_person_it_says_what_she_agreed_to(network, monkeypatch, agreed):
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))
    put_person(network, *agreed)
    said = "".join(
        str(shell_of(path, asked))
        for path, asked in (
            ("asset_map", {}),
            ("asset_map", {"q": "Quillfeather"}),
            ("asset_map", {"q": "zephyrine", "sort": "newest"}),
            ("area", {"code": "W06000008"}),
            *([("entry", {"id": PERSON})] if "name" in agreed else []),
        )
    )
    found = [part for part, words in PERSONAL.items() if any(w in said for w in words)]
    # What is asked is in the field that asks it.
    hidden = [part for part in found if part not in (*agreed, "name", "description")]
    assert hidden == []
    assert ("Mair Quillfeather" in said) == ("name" in agreed)
    assert ("A zephyrine" in said) == ("description" in agreed)
