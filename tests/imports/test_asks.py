"""What nobody can see of who replied is asked, and the answer is enough."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copro_map.files.told import Told
from copro_map.imports.importer import Given
from copro_map.imports.subjects import SUBJECTS
from copro_map.surveys.rules.changing import WaveChange
from tests.imports.bringing import TODAY, bring
from tests.imports.made_files import FILES, WAVE
from tests.samples import query
from tests.surveys.survey_samples import open_wave

COUNT = "SELECT count(*) FROM reply"
TOLD = Told(rest=True)


@pytest.fixture
def give(here, tmp_path):
    """Bring replies of a form that counts from 1 in, with answers to what is asked."""

    def one(*rows, of=WAVE, dry_run=False, **answers):
        path = tmp_path / "form.csv"
        lines = ["ID,Completion time,Role,practice_level", *rows]
        path.write_text("\n".join(lines) + "\n", "utf-8")
        given = Given(path, TOLD, of, answers=answers)
        return bring(here, "replies", given, dry_run=dry_run)[0]

    return one


ENGLISH = [f"{n},2026-11-0{n} 10:00,Citizen,No" for n in (1, 2, 3)]
WELSH = [f"{n},2026-11-1{n} 10:00,Dinesydd,No" for n in (1, 2, 3)]


def test_another_form_that_counts_from_1_is_asked_about_once(here, give):
    assert give(*ENGLISH).result.added == 3
    (asked,) = give(*WELSH, dry_run=True).asks
    assert asked.answers.keys() == {"same", "other"}
    assert give(*WELSH).faults  # it is never guessed
    assert query(here.database, COUNT) == [(3,)]
    done = give(*WELSH, **{asked.name: "other"})
    assert (done.result.added, done.faults) == (3, ())
    again = give(*WELSH)
    assert (again.result.unchanged, again.asks) == (3, ())


def test_replies_that_look_alike_are_the_same_or_new_as_is_said(give):
    give(*(f"a{n},2026-11-0{n} 10:00,Citizen,No" for n in (1, 2, 3)))
    other = [f"b{n},2026-11-0{n} 10:00,Citizen,In part" for n in (1, 2, 3)]
    (asked,) = give(*other, dry_run=True).asks
    same, new = (give(*other, dry_run=True, **{asked.name: x}) for x in ("same", "new"))
    assert (same.result.added, same.result.changed) == (0, 3)
    assert (new.result.added, new.result.changed) == (3, 0)


def test_dates_of_two_readings_are_asked_about(here, give):
    whole = WaveChange(
        *("members", "Whole year", {}, "steward"),
        opens_on="2026-01-01",
        closes_on="2026-12-25",
    )
    open_wave(here, whole, TODAY)
    row, of = "1,03/04/2026,Citizen,No", "members/Whole year"
    (asked,) = give(row, of=of, dry_run=True).asks
    assert give(row, of=of, **{asked.name: "day"}).result.added == 1
    assert query(here.database, "SELECT answered_on FROM reply") == [("2026-04-03",)]


def test_a_column_that_must_be_there_is_asked_for_as_of_any_file(here):
    given = Given(FILES / "google_forms.csv", Told(), WAVE, look=True)
    looked, _ = bring(here, "replies", given, dry_run=True)
    assert "role" in {fault.facts.get("field") for fault in looked.faults}
    told = Told({"Which of these are you?": "role"}, rest=True)
    tried, _ = bring(here, "replies", replace(given, told=told, look=False))
    (strange,) = tried.strange
    assert (strange.field, strange.word) == ("role", "Somebody who lives here")
    role = {x.name: x for x in SUBJECTS["replies"].meanings(here, WAVE)}["role"]
    assert "citizen" in role.words
