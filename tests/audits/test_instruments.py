"""The instruments of the self-audit: complete, in both languages, each fault named."""

from __future__ import annotations

import re

import pytest

from copro_map.audits.listing import IN_USE, instrument_in_use, load_instruments
from copro_map.audits.rules.instrument import GROUPS, LEVELS
from copro_map.base.config import load_settings
from copro_map.base.errors import DefinitionError
from copro_map.base.i18n import explain
from copro_map.indicators.rules.projects import ADVANCED

DATA = load_settings({}).data_dir
ALL = load_instruments(DATA)
TEXT = (DATA / "audits" / "principles.toml").read_text("utf-8")


def labels(instrument):
    yield from (instrument.label, instrument.note, instrument.rule)
    yield from instrument.levels.values()
    for group in instrument.groups.values():
        yield from (group.label, group.who)
    for principle in instrument.principles.values():
        yield from (principle.short, principle.label, principle.question)
        yield from principle.levels.values()


@pytest.mark.parametrize("name", ALL)
def test_an_instrument_is_complete_in_both_languages(name):
    instrument = ALL[name]
    texts = list(labels(instrument))
    assert all(x.en.strip() and x.cy.strip() and x.en != x.cy for x in texts)
    assert len({x.en for x in texts}) == len({x.cy for x in texts}) == len(texts)
    assert "{" not in "".join(x.en + x.cy for x in texts)
    assert tuple(instrument.levels) == LEVELS
    assert tuple(instrument.groups) == GROUPS
    for principle in instrument.principles.values():
        assert tuple(principle.levels) == LEVELS


def test_the_levels_that_indicator_3_2_counts_are_levels():
    assert set(ADVANCED) < set(LEVELS)


def test_the_five_principles_are_the_networks_own_in_both_languages():
    instrument = instrument_in_use(DATA)
    assert instrument.name == "principles 1"
    assert instrument.principles_needed == 3
    assert [x.label.cy for x in instrument.principles.values()] == [
        "Gwerthfawrogi pobl a magu eu cryfderau",
        "Datblygu rhwydweithiau sy'n gweithredu ar draws seilos",
        "Canolbwyntio ar yr hyn sy'n bwysig i'r bobl dan sylw",
        "Meithrin cysylltiadau a seilir ar ffydd a grym a rennir",
        "Galluogi pobl i ysgogi newid",
    ]
    assert "first version" in instrument.note.en


@pytest.mark.parametrize("name", ALL)
def test_the_rule_says_its_own_numbers(name):
    instrument = ALL[name]
    for text in (instrument.rule.en, instrument.rule.cy):
        assert re.findall(r"\d+", text) == [
            str(instrument.principles_needed),
            str(len(instrument.principles)),
        ]


@pytest.mark.parametrize("name", ALL)
def test_descriptions_are_short_enough_to_be_read_aloud(name):
    for principle in ALL[name].principles.values():
        for words in principle.levels.values():
            assert max(len(words.en), len(words.cy)) <= 320


def copy(tmp_path, text: str):
    (tmp_path / "audits").mkdir(exist_ok=True)
    (tmp_path / "audits" / "principles.toml").write_text(text, "utf-8")
    return tmp_path


BAD = [
    ("version = 1", 'id = "other"\nversion = 1', "no such field: id"),
    ("version = 1", "version = true", "version = True"),
    ("version = 1", 'version = "1"', "version = 1 cannot"),
    ("principles_needed = 3", "principles_needed = 6", "from 1 to 5"),
    ("principles_needed = 3", "principles_needed = 0", "from 1 to 5"),
    ("principles_needed = 3\n", "", "principles_needed = None"),
    ("principles_needed", "principles_neded", "no such field: principles_neded"),
    ("{needed} of", "3 of", "rule must hold {needed} and {all}"),
    ("{needed} o {all}", "{needed} o bump", "rule must hold {needed} and {all}"),
    ("basic = {", "first = {", "[levels.basic], [levels.intermediate]"),
    ("[groups.citizens]", "[groups.people]", "[groups.citizens]"),
    ('cy = "Canolradd"', 'cy = ""', "[levels]: write intermediate"),
    ("who = {", "whom = {", "[groups.citizens]: there is no such field: whom"),
    ("question = {", "ask = {", "[principles.strengths]: there is no such field: ask"),
    (
        "[principles.trust.basic]",
        "[principles.trust.low]",
        "[principles.trust]: there is no such field: low",
    ),
    (
        '[principles.change.basic]\nen = "Citizens',
        '[principles.change.basic]\nxx = "Citizens',
        "[principles.change]: write basic",
    ),
]


@pytest.mark.parametrize(("old", "new", "part"), BAD)
def test_a_fault_is_named_with_its_file(tmp_path, old, new, part):
    assert old in TEXT
    folder = copy(tmp_path, TEXT.replace(old, new, 1))
    with pytest.raises(DefinitionError) as caught:
        load_instruments(folder)
    assert str(caught.value).startswith("audits/principles.toml")
    assert part in str(caught.value)
    assert explain(caught.value, "cy")


def test_the_levels_must_stand_in_their_order(tmp_path):
    low = re.search(r"basic = .*\n", TEXT).group()
    high = "transformative = {"
    text = TEXT.replace(low, "").replace(high, low + high)
    with pytest.raises(DefinitionError, match="in this order"):
        load_instruments(copy(tmp_path, text))


def test_without_principles_or_the_file_it_is_said(tmp_path):
    text = re.sub(r"\[principles\..*", "", TEXT, flags=re.DOTALL)
    with pytest.raises(DefinitionError, match=r"under \[principles\]"):
        load_instruments(copy(tmp_path, text))
    with pytest.raises(DefinitionError, match=r"principles\.toml.*missing"):
        load_instruments(tmp_path / "none")


def test_another_number_of_principles_changes_the_rule_too(tmp_path):
    text = re.sub(r"\[principles\.change\].*", "", TEXT, flags=re.DOTALL)
    text = text.replace("principles_needed = 3", "principles_needed = 2")
    text = text.replace("version = 1", "version = 2")
    found = instrument_in_use(copy(tmp_path, text))
    assert found.name == f"{IN_USE} 2"
    assert "2 of 4" in found.rule.en
    assert "2 o 4" in found.rule.cy
