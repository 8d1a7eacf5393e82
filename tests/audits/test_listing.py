"""What counts of the self-audits, and when: only what a steward has accepted."""

from __future__ import annotations

from datetime import date, timedelta
from html.parser import HTMLParser

import pytest

from copro_map.audits.importing import submit
from copro_map.audits.listing import (
    AUDIT_COLUMNS,
    history,
    listed,
    one_audit,
    projects,
)
from copro_map.audits.papers import audit_page
from copro_map.audits.rules.levels import result
from copro_map.audits.store.audits import AuditError
from copro_map.audits.words import differences_section, next_section, scores_missing
from copro_map.base.i18n import language_in_force
from copro_map.indicators.rules.projects import latest_levels
from tests.audits.audit_samples import (
    INSTRUMENT,
    OTHER,
    PROJECT,
    TODAY,
    accept,
    answers,
    frame_of,
    scores,
    withdraw,
)
from tests.samples import HOSTILE, query

LATER = TODAY + timedelta(10)


def counted(settings, known_on: date) -> dict[str, str]:
    return latest_levels(frame_of(settings, known_on), known_on).to_dict()


def test_a_draft_does_not_count_until_it_is_accepted_nor_once_withdrawn(network):
    draft = submit(network, answers("iiiii", "iiiii"), TODAY)
    assert counted(network, LATER) == {}
    checked = accept(network, draft, "steward", TODAY + timedelta(1))
    assert counted(network, TODAY) == {}
    assert counted(network, LATER) == {PROJECT: "intermediate"}
    withdraw(network, checked, "steward", TODAY + timedelta(2))
    assert counted(network, TODAY + timedelta(1)) == {PROJECT: "intermediate"}
    assert counted(network, LATER) == {}


def test_only_the_latest_complete_audit_counts(network):
    for citizens, day in (
        ("ttttt", date(2026, 5, 1)),
        ("bbbbb", date(2026, 6, 1)),
        ("t....", date(2026, 7, 1)),
    ):
        sent = answers(citizens, "ttttt", audited_on=day)
        accept(network, submit(network, sent, TODAY), "steward", TODAY)
    frame = frame_of(network, TODAY)
    assert tuple(frame) == AUDIT_COLUMNS
    assert frame["complete"].tolist() == [True, True, False]
    assert frame["complete"].dtype == bool
    assert counted(network, TODAY) == {PROJECT: "basic"}


def test_no_audit_is_an_empty_frame(network):
    frame = frame_of(network, TODAY)
    assert tuple(frame) == AUDIT_COLUMNS
    assert frame.empty
    assert history(network, PROJECT, TODAY).empty
    assert listed(network) == []


def test_the_history_is_by_day_of_the_audit_and_of_one_project(network):
    for asset_id, day in (
        (PROJECT, date(2026, 11, 1)),
        (OTHER, date(2026, 10, 1)),
        (PROJECT, date(2026, 3, 1)),
    ):
        sent = answers("iibbb", "ttttt", asset_id=asset_id, audited_on=day)
        accept(network, submit(network, sent, TODAY), "steward", TODAY)
    submit(network, answers(audited_on=date(2026, 4, 1)), TODAY)
    found = history(network, PROJECT, TODAY)
    assert found["audited_on"].tolist() == ["2026-03-01", "2026-11-01"]
    assert list(found["standing"].iloc[0].values()) == [
        *("intermediate", "intermediate", "basic", "basic", "basic")
    ]
    assert "notes" not in found
    assert history(network, PROJECT, TODAY - timedelta(1)).empty


ONE, SEVERAL = {"citizens": 6, "professionals": 1}, {"citizens": 2, "professionals": 2}


@pytest.mark.parametrize("people", [ONE, {"citizens": 1, "professionals": 9}])
def test_the_levels_of_one_person_are_nobodys_to_see(network, people):
    """The lower of two levels is that of the one person, or no higher."""
    for day, own in ((1, people), (2, SEVERAL)):
        sent = answers("ttttt", "ittbb", people=own, audited_on=date(2026, 11, day))
        accept(network, submit(network, sent, TODAY), "steward", TODAY)
    alone, together = history(network, PROJECT, TODAY).to_dict("records")
    assert alone["standing"] == {}
    assert (alone["level"], alone["people"]) == ("intermediate", people)
    assert list(together["standing"].values()) == [
        *("intermediate", "transformative", "transformative", "basic", "basic")
    ]
    assert "scores" not in alone


def test_the_list_has_what_waits_and_what_is_accepted(network):
    first, second, third = (
        submit(network, answers(audited_on=TODAY - timedelta(x)), TODAY)
        for x in range(3)
    )
    checked = accept(network, first, "steward", TODAY)
    gone = withdraw(network, second, "steward", TODAY)
    rows = listed(network)
    assert [(x["id"], x["status"]) for x in rows] == [
        (third, "draft"),
        (checked, "checked"),
    ]
    assert {x["name"] for x in rows} == {"Invest Local"}
    assert one_audit(network, first)["superseded_by"] == checked
    assert one_audit(network, gone)["status"] == "withdrawn"
    assert one_audit(network, gone)["notes"] == answers().notes
    with pytest.raises(AuditError, match="no audit 99"):
        one_audit(network, 99)


def test_what_is_missing_is_counted():
    assert scores_missing(INSTRUMENT, {}) == 10
    assert scores_missing(INSTRUMENT, scores("b.bbb", "..ttt")) == 3


@pytest.mark.parametrize(
    ("citizens", "professionals", "differs", "asks"),
    [
        (
            "bbbbb",
            "bbbbb",
            "both groups agree",
            "More principles that must reach it: 3",
        ),
        ("ttttt", "ttttt", "both groups agree", "highest level"),
        ("b....", "b....", "so far", "when both groups have scored all"),
        ("bbiii", "iiiii", "Talk these over", "Next level: Transformative"),
    ],
)
def test_the_result_in_words(citizens, professionals, differs, asks):
    own = scores(citizens, professionals)
    found = result(INSTRUMENT, own)
    assert differs in differences_section(INSTRUMENT, own, found).sentence
    assert asks in next_section(INSTRUMENT, found).sentence


def test_who_sees_it_higher_and_whose_score_is_lower_are_named():
    own = scores("bbiii", "iitbb")
    found = result(INSTRUMENT, own)
    lines = differences_section(INSTRUMENT, own, found).lines
    assert [x.title for x in lines][:1] == ["Value people and build on their strengths"]
    assert lines[0].words == (
        "Citizens: Basic. Professionals: Intermediate.",
        "Who sees it higher: Professionals. Steps apart: 1.",
    )
    held = next_section(INSTRUMENT, found).lines
    assert [x.words[-1].split(": ")[1] for x in held] == [
        *("Citizens", "Citizens", "Professionals", "Professionals")
    ]
    assert held[0].words[0].startswith("We ask everybody early on")


class Strict(HTMLParser):
    """Tags that are opened are closed, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "img"):
            self.open.append(tag)
        assert tag not in ("script", "link", "iframe")
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_printed_page_says_the_result_in_its_language(network, language):
    with language_in_force(language):
        page = audit_page(network, answers("iiibb", "ittbb")).decode()
    Strict().feed(page)
    assert f'<html lang="{language}">' in page
    assert {"en": "Invest Local", "cy": "Buddsoddi&#39;n Lleol"}[language] in page
    assert INSTRUMENT.rule.text(language).replace("'", "&#39;") in page
    assert INSTRUMENT.note.text(language).replace("'", "&#39;") in page
    assert INSTRUMENT.levels["intermediate"].text(language) in page
    assert "Minutes of the steering group – tŷ" in page
    assert "http:" not in page.replace("http://www.w3.org", "")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_note_is_only_ever_text(network, text):
    page = audit_page(network, answers(notes={"trust": text})).decode()
    Strict().feed(page)
    assert "<img src=x" not in page
    assert "alert(1)</script>" not in page


def test_projects_are_all_on_the_map(network):
    assert projects(network)[PROJECT].en == "Invest Local"
    of_kind = "SELECT COUNT(*) FROM asset_public WHERE kind = 'project'"
    assert [(len(projects(network)),)] == query(network.database, of_kind)
