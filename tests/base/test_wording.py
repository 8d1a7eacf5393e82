"""The list of what means the same in two languages: its form, and where it leads."""

import csv
from pathlib import Path

import pytest

from copro_map.base.config import load_settings
from copro_map.base.mutations import forms_of
from copro_map.base.names import fold
from copro_map.base.wording import (
    SMALL_WORDS,
    Term,
    joined,
    key_of,
    load_groups,
    load_numbers,
)

DATA_DIR = load_settings({}).data_dir


def _forms(term: Term) -> tuple[str, ...]:
    return forms_of(term.words[0]) if term.is_welsh else term.words


def rows(data_dir: Path) -> list[dict[str, list[str]]]:
    with (data_dir / "synonyms.csv").open(encoding="utf-8", newline="") as file:
        return [
            {column: [x.strip() for x in cell.split(";")] for column, cell in r.items()}
            for r in csv.DictReader(file)
        ]


def faults(given: list[dict[str, list[str]]]) -> list[str]:
    """Say what is wrong with the lines: a language, a term twice, a small word."""
    found = []
    for line in given:
        for language in ("en", "cy"):
            folded = [fold(term) for term in line[language] if term]
            if not folded:
                found.append(f"no {language}: {line}")
            if len(set(folded)) < len(folded):
                found.append(f"twice: {line[language]}")
            found += [f"small: {x}" for x in folded if set(x.split()) <= SMALL_WORDS]
    firsts = [fold(line["en"][0]) for line in given]
    return found + [f"two lines: {x}" for x in firsts if firsts.count(x) > 1]


def test_every_line_has_both_languages_and_no_term_twice():
    assert faults(rows(DATA_DIR)) == []


@pytest.mark.parametrize(
    ("en", "cy", "fault"),
    [
        (["garden"], [""], "no cy"),
        (["time bank", "Time-bank"], ["banc amser"], "twice"),
        (["computers", "IT"], ["cyfrifiaduron"], "small"),
    ],
)
def test_a_fault_in_the_list_is_seen(en, cy, fault):
    assert [x.split(":")[0] for x in faults([{"en": en, "cy": cy}])] == [fault]


def test_each_term_of_a_line_leads_to_every_other_that_is_looked_for():
    numbers = load_numbers(DATA_DIR)
    wording = joined(numbers, load_groups(DATA_DIR))
    for line in rows(DATA_DIR):
        terms = [term for language in ("en", "cy") for term in line[language]]
        found = {fold(x) for x in terms if not x.startswith("(")}
        for term in terms:
            led = wording.meanings[key_of(term, numbers)]
            assert found <= {" ".join(one.words) for one in led}, term


def test_a_term_in_brackets_leads_and_is_not_looked_for(tmp_path):
    (tmp_path / "synonyms.csv").write_text("en,cy,also\nviews,(barn);safbwynt,poll\n")
    meanings = joined({}, load_groups(tmp_path)).meanings
    words = {key: [one.words for one in found] for key, found in meanings.items()}
    expected = [("views",), ("safbwynt",), ("poll",)]
    assert words == {("view",): expected, ("barn",): expected, ("safbwynt",): expected}


def test_no_welsh_form_that_is_looked_for_is_a_small_word():
    """Môr becomes "fôr", and "river" found every entry with "for"."""
    found = {one for _, looked_for in load_groups(DATA_DIR) for one in looked_for}
    forms = {x for one in found if len(one.words) == 1 for x in _forms(one)}
    assert forms & SMALL_WORDS == set()
