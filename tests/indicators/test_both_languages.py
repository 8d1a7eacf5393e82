"""What stewards type in both languages, or in one: each reader's own, or marked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import language_in_force, set_language
from copro_map.drawing.templates import render
from copro_map.indicators.progress import progress
from copro_map.indicators.since_in_words import since_words
from copro_map.indicators.snapshots import frozen, snapshot_table, take_snapshot
from copro_map.indicators.targets import change_target
from copro_map.people.rules.permissions import MACHINE
from tests.indicators.test_snapshots import AIM, YEAR_END
from tests.samples import at

pytestmark = pytest.mark.usefixtures("years_later")
BOTH = replace(AIM, changed_by_cy="y bwrdd", reason_cy="cytunwyd 5.3")
ALONE = replace(AIM, value=36.0, changed_by="bwrdd", reason="cytunwyd <5.3>")


def changed(settings) -> dict[str, str]:
    """Return in each language how the last change reads on the page and on paper."""
    found = {}
    for language in ("en", "cy"):
        with language_in_force(language):
            told = progress(settings, date(2027, 5, 2)).last_changes()["2.2"]
            found[language] = (
                str(told),
                render("report/changed.html", change=told),
            )
    return found


def test_a_reason_in_both_languages_is_read_in_ones_own(network):
    change_target(network, MACHINE, BOTH, at(YEAR_END))
    page, paper = changed(network)["cy"][::-1]
    assert paper == "1 Mai 2027, y bwrdd: cytunwyd 5.3"
    assert "lang=" not in page
    assert changed(network)["en"][0] == "1 May 2027, board: agreed 5.3"


def test_a_reason_in_one_language_is_shown_and_marked(network):
    change_target(network, MACHINE, AIM, at(YEAR_END))
    assert '<span lang="en">agreed 5.3</span>' in changed(network)["cy"][1]
    assert "lang=" not in changed(network)["en"][1]
    welsh = replace(ALONE, changed_by_cy=ALONE.changed_by, reason_cy=ALONE.reason)
    change_target(network, MACHINE, welsh, at(YEAR_END))
    assert "lang=" not in changed(network)["cy"][1]
    assert '<span lang="cy">cytunwyd &lt;5.3&gt;</span>' in changed(network)["en"][1]


def test_contact_details_in_the_welsh_are_refused_too(network):
    with pytest.raises(CoproMapError, match="contact details"):
        change_target(
            network,
            MACHINE,
            replace(BOTH, reason_cy="gofynnwch i a@b.cymru"),
            at(YEAR_END),
        )


def test_a_snapshot_is_called_by_its_name_in_each_language(network):
    number = take_snapshot(
        network, MACHINE, "Year 1", YEAR_END, at(YEAR_END), label_cy="Blwyddyn 1"
    )
    assert frozen(network, number).label_cy == "Blwyddyn 1"  # and its checksum holds
    with language_in_force("cy"):
        take_snapshot(network, MACHINE, "Ail", YEAR_END, at(YEAR_END))
        since = progress(network, date(2027, 4, 1)).since
        assert snapshot_table(network)[1][1][0] == "Blwyddyn 1"
        assert since_words(since)[0] == "Ciplun: Ail. Ffigurau ar 31 Mawrth 2027."
    assert [row[0] for row in snapshot_table(network)[1]] == [
        '<span lang="cy">Ail</span>',
        "Year 1",
    ]
    page = render("indicators/snapshot.html", since=since, short="x")
    assert 'Snapshot: <span lang="cy">Ail</span>. Figures as at 31 March' in page


@pytest.mark.usefixtures("network")
def test_commands_take_both_names(run, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_TODAY", "2027-05-01")
    told = run("snapshots", "take", "Year 1", "--label-cy", "Blwyddyn 1")
    assert told.code == 0
    wave = ("surveys", "open", "2027", "--survey", "members", "--by", "steward")
    days = ("--from", "2027-06-01", "--to", "2027-06-30")
    assert run(*wave, *days, "--name-cy", "Haf 2027").code == 0
    words = ("2.2", "2027-04-01", "35", "--by", "board", "--reason", "agreed")
    assert run("targets", "change", *words, "--reason-cy", "cytunwyd").code == 0
    monkeypatch.setenv("COPRO_MAP_LANG", "cy")
    assert run("surveys", "open", "Hydref", *wave[3:], *days).code == 0
    set_language("en")
    waves = {x["name"]: x["name_cy"] for x in run("surveys", "waves", "--json").json}
    assert waves == {"2027": "Haf 2027", "Hydref": "Hydref"}
    (change,) = run("targets", "history", "--json").json["changes"]
    assert (change["reason"], change["reason_cy"]) == ("agreed", "cytunwyd")
    (kept,) = run("snapshots", "list", "--json").json
    assert kept["label_cy"] == "Blwyddyn 1"
