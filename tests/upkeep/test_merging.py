"""Two entries of one body: proposed, merged without losing or counting twice."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from copro_map.assets.importing import import_network
from copro_map.assets.store.history import forgotten_entries
from copro_map.audits.listing import history
from copro_map.audits.store.audits import AuditRow, add_audits
from copro_map.base.store.connection import reading, writing
from copro_map.desk.undoing import undo_change
from copro_map.indicators.known import read_known
from copro_map.people.consents import keep_consents
from copro_map.people.contacts import keep_contact
from copro_map.people.rules.changes import UndoError
from copro_map.people.rules.contacts import Given
from copro_map.people.rules.permissions import MACHINE, PUBLIC, RefusedError
from copro_map.people.store.contacts import contacts, entries_of
from copro_map.search.search import entries_become
from copro_map.upkeep.belonging import belongs
from copro_map.upkeep.confirming import say, words_on
from copro_map.upkeep.merging import MergeError, are_two, merge
from copro_map.upkeep.rules.words import Word
from copro_map.upkeep.twinning import twins
from tests.persons import ID, put_person
from tests.samples import change, dump, query, row, write_csv
from tests.upkeep.conftest import NOW
from tests.upkeep.test_placing import records

DAY = NOW.date()
AUDIT = AuditRow(
    "", "principles 1", "2026-11-20", {}, {}, "intermediate", "steward", "2026-11-20"
)
STANDS = "SELECT status, coalesce(became, ''), merged FROM asset WHERE id = ?"
RIGHT = Word("right", how="asked")
PROJECTS = """
SELECT id FROM asset WHERE kind = 'project' AND status = 'published'
    AND organisation_id IS NOT NULL AND id IN (SELECT asset_id FROM asset_stage)
ORDER BY id LIMIT 3
"""
BODIES = """
SELECT a.id, min(p.id) FROM asset AS a JOIN asset AS p ON p.organisation_id = a.id
WHERE a.kind = 'practitioner' AND a.origin = 'network' AND a.status = 'published'
    AND p.kind = 'project' AND p.status = 'published' AND a.sector = 'third_sector'
GROUP BY a.id ORDER BY a.id LIMIT 2
"""
# Recounted without the program: what became another counts as that one.
COPRODUCED = """
SELECT id FROM asset AS a WHERE kind = 'project' AND status = 'published'
    AND verification = 'confirmed' AND id IN (SELECT asset_id FROM asset_stage)
ORDER BY id
"""
AUDITED = """
SELECT DISTINCT a.id FROM audit AS u
JOIN asset AS o ON o.id = u.asset_id
JOIN asset AS a ON a.id = coalesce(o.became, o.id)
WHERE a.status = 'published' AND a.verification = 'confirmed'
    AND u.status = 'checked' AND u.level <> ''
    AND u.id NOT IN (SELECT supersedes FROM audit WHERE supersedes IS NOT NULL)
ORDER BY a.id
"""


def found(settings):
    """The records behind 1.1, 3.1 and 3.2 on the day, as the program counts them."""
    counted = read_known(settings).records(DAY)
    of = counted["3.2"]
    return counted["1.1"].ids, counted["3.1"].ids, of.ids, of.of_ids


def recounted(settings):
    with reading(settings.database) as database:
        assert forgotten_entries(database) == 0
    return [
        tuple(x for (x,) in query(settings.database, sql))
        for sql in (COPRODUCED, AUDITED)
    ]


def audit(settings, project, level="intermediate"):
    with writing(settings.database, make=False) as database:
        (number,) = add_audits(
            database, [replace(AUDIT, asset_id=project, level=level)]
        )
        accepted = replace(
            AUDIT, asset_id=project, level=level, status="checked", supersedes=number
        )
        add_audits(database, [accepted])


def as_it_was(settings):
    """What is kept of entries; not recorded and empty is the same."""
    kept = records(settings)
    kept.pop("asset_history")
    return {x: [y.replace("None", "''") for y in rows] for x, rows in kept.items()}


@pytest.fixture
def projects(network):
    """Two confirmed projects, of which the first alone has an audit, and a third."""
    ids = [one for (one,) in query(network.database, PROJECTS)]
    for one in ids[:2]:
        say(network, MACHINE, one, RIGHT, NOW)
    audit(network, ids[0])
    return ids


def test_a_merged_project_counts_once_and_its_audit_counts_for_the_one_that_stays(
    network, projects
):
    gone, stays, _ = projects
    before, kept = found(network), as_it_was(network)
    assert {gone, stays} <= set(before[1])
    assert before[2] == (gone,)
    merge(network, MACHINE, gone, stays, NOW)
    after = found(network)
    assert set(after[1]) == set(before[1]) - {gone}
    assert (after[2], after[3]) == ((stays,), (stays,))
    assert [after[1], after[3]] == recounted(network)
    assert len(history(network, stays, DAY)) == 1
    assert query(network.database, STANDS, gone) == [("archived", stays, 1)]
    assert entries_become(network)[gone] == stays
    # What was known yesterday stays as it was.
    assert read_known(network).records(DAY - timedelta(days=1))["3.2"].ids == ()
    number = query(network.database, "SELECT max(id) FROM change_made")[0][0]
    undo_change(network, MACHINE, number, NOW)
    assert (found(network), as_it_was(network)) == (before, kept)
    assert [before[1], before[3]] == recounted(network)
    with pytest.raises(UndoError):
        undo_change(network, MACHINE, number, NOW)


def test_what_a_merged_body_runs_is_run_by_the_one_that_stays(network):
    (gone, project), (stays, _) = query(network.database, BODIES)
    say(network, MACHINE, project, RIGHT, NOW)
    say(network, MACHINE, stays, RIGHT, NOW)
    before, kept = found(network)[0], as_it_was(network)
    assert {gone, stays} <= set(before)
    merge(network, MACHINE, gone, stays, NOW)
    assert set(found(network)[0]) == set(before) - {gone}
    runs = "SELECT organisation_id FROM asset WHERE id = ?"
    assert query(network.database, runs, project) == [(stays,)]
    undo_change(network, MACHINE, last(network), NOW)
    assert (found(network)[0], as_it_was(network)) == (before, kept)


def last(settings):
    return query(settings.database, "SELECT max(id) FROM change_made")[0][0]


def test_the_later_confirmation_and_what_was_missing_go_to_the_one_that_stays(
    network, projects
):
    gone, _, stays = projects
    change(network.database, "UPDATE asset SET website = '' WHERE id = ?", stays)
    change(
        network.database,
        "UPDATE asset SET website = 'https://a.org' WHERE id = ?",
        gone,
    )
    change(
        network.database, "INSERT OR IGNORE INTO asset_theme VALUES (?, 'food')", gone
    )
    kept = as_it_was(network)
    merge(network, MACHINE, gone, stays, NOW)
    facts = "SELECT website, verification, verified_on FROM asset WHERE id = ?"
    said = ("https://a.org", "confirmed", "2026-11-29")
    assert query(network.database, facts, stays) == [said]
    themes = "SELECT theme FROM asset_theme WHERE asset_id = ?"
    of = [{x for (x,) in query(network.database, themes, one)} for one in (gone, stays)]
    assert of[0] <= of[1]
    assert [one.word for one in words_on(network, stays, MACHINE)] == ["right"]
    undo_change(network, MACHINE, last(network), NOW)
    assert as_it_was(network) == kept


def test_contacts_of_both_are_those_of_the_one_that_stays(network, projects):
    gone, stays, _ = projects
    with writing(network.database, make=False) as database:
        for entry, name in ((gone, "ann"), (gone, "both"), (stays, "both")):
            given = Given(f"{name}@example.org", "", "telephone")
            keep_contact(database, entry, given, DAY)
    merge(network, MACHINE, gone, stays, NOW)
    with reading(network.database) as database:
        found = [one.address for one in contacts(database, entry=stays)]
        assert sorted(found) == ["ann@example.org", "both@example.org"]
        assert entries_of(database, "ann@example.org") == {stays}
    undo_change(network, MACHINE, last(network), NOW)
    with reading(network.database) as database:
        assert entries_of(database, "ann@example.org") == {gone}
        assert len(contacts(database, entry=stays)) == 1


def test_a_chain_leads_to_its_end_a_circle_is_refused_and_no_import_brings_it_back(
    network, projects
):
    a, b, c = projects
    merge(network, MACHINE, a, b, NOW)
    merge(network, MACHINE, b, c, NOW)
    assert {x: entries_become(network)[x] for x in (a, b)} == {a: c, b: c}
    assert found(network)[3] == (c,)  # the audit of the first
    before = dump(network.database)
    for gone, stays in ((c, a), (c, b), (c, c), (a, c), ("nobody", c)):
        with pytest.raises(MergeError):
            merge(network, MACHINE, gone, stays, NOW)
    body = query(network.database, BODIES)[0][0]
    with pytest.raises(MergeError, match="kinds"):
        merge(network, MACHINE, c, body, NOW)
    assert dump(network.database) == before
    with pytest.raises(UndoError, match="back"):
        undo_change(network, MACHINE, last(network) - 1, NOW)
    change(network.database, "UPDATE asset SET fingerprint = '{}' WHERE id = ?", a)
    assert import_network(network, network.network_file, today=DAY).changed >= 1
    assert query(network.database, STANDS, a) == [("archived", b, 1)]
    say(network, MACHINE, a, Word("right", how="asked"), NOW)
    assert query(network.database, STANDS, a) == [("archived", b, 1)]


def test_a_body_known_by_name_merges_and_later_imports_leave_it(network):
    sql = "SELECT id FROM asset WHERE origin = 'named' AND status = 'published' LIMIT 2"
    (gone,), (other,) = query(network.database, sql)
    stays = query(network.database, BODIES)[0][0]
    runs = "SELECT count(*) FROM asset WHERE organisation_id = ?"
    had = query(network.database, runs, gone)[0][0]
    assert had
    kept = as_it_was(network)
    merge(network, MACHINE, gone, other, NOW)  # of two that are only named
    assert query(network.database, STANDS, other) == [("published", "", 0)]
    assert query(network.database, runs, gone) == [(0,)]
    undo_change(network, MACHINE, last(network), NOW)
    assert as_it_was(network) == kept
    merge(network, MACHINE, gone, stays, NOW)
    import_network(network, network.network_file, today=DAY)
    assert query(network.database, STANDS, gone) == [("archived", stays, 1)]
    assert query(network.database, runs, gone) == [(0,)]


def test_an_import_leaves_what_the_one_that_stays_was_given(settings, tmp_path):
    rows = [
        row(id="a", name_en="Tir Coed", website=""),
        row(id="b", name_en="Tir Coed CIC", website="https://b.example.org"),
    ]

    def taken(**cells):
        file = write_csv(tmp_path / "in.csv", {**rows[0], **cells}, rows[1])
        result = import_network(settings, file, today=DAY)
        assert not result.faults
        return result.added, result.changed

    assert taken() == (2, 0)
    (pair,) = twins(settings, MACHINE)
    assert (pair.first, pair.second, pair.why) == ("b", "a", ("name",))
    merge(settings, MACHINE, "b", "a", NOW)
    assert twins(settings, MACHINE) == ()
    site = "SELECT website FROM asset WHERE id = 'a'"
    for cells, came in (({}, (0, 0)), ({"description_en": "New words."}, (0, 1))):
        assert taken(**cells) == came
        assert query(settings.database, site) == [("https://b.example.org",)]
        assert query(settings.database, STANDS, "b") == [("archived", "a", 1)]
    undo_change(settings, MACHINE, 1, NOW)
    assert query(settings.database, site) == [("",)]
    assert taken(website="https://a.example.org", description_en="New words.") == (0, 1)


def test_two_that_are_two_are_never_proposed_again_until_that_is_taken_back(
    settings, tmp_path
):
    file = write_csv(
        tmp_path / "in.csv", row(id="a", name_en="Hafan"), row(id="b", name_en="Hafan")
    )
    import_network(settings, file, today=DAY)
    assert [(x.first, x.second) for x in twins(settings, MACHINE)] == [("a", "b")]
    are_two(settings, MACHINE, "b", "a", NOW)
    assert twins(settings, MACHINE) == ()
    with pytest.raises(MergeError, match="meanwhile"):
        merge(settings, MACHINE, "a", "b", NOW)
    undo_change(settings, MACHINE, 1, NOW)
    assert len(twins(settings, MACHINE)) == 1


def test_an_officer_judges_only_two_that_are_both_theirs(network, speaks, projects):
    gone, stays, _ = projects
    areas = [min(belongs(network, one).areas, default="") for one in (gone, stays)]
    assert areas[0] != areas[1]
    officer = speaks("officer", areas[0] or "CVC-CVSC")
    before = dump(network.database)
    for actor in (officer, PUBLIC):
        for act in (merge, are_two):
            with pytest.raises(RefusedError):
                act(network, actor, gone, stays, NOW)
    assert dump(network.database) == before
    both = speaks("officer", *filter(None, areas), name="both")
    if all(areas):
        merge(network, both, gone, stays, NOW)
        (noted,) = query(
            network.database,
            "SELECT record, now, areas FROM change_made WHERE subject = 'duplicate'",
        )
        assert noted[:2] == (" ".join(sorted((gone, stays))), f"{gone} {stays}")
        assert set(areas) <= set(json.loads(noted[2]))


def test_what_a_merge_filled_in_is_noted_without_a_word_of_it(network):
    (gone, _), (stays, _) = query(network.database, BODIES)
    words = "Quixwyn Jones helps here."
    change(network.database, "UPDATE asset SET description_cy = '' WHERE id = ?", stays)
    said = "UPDATE asset SET description_cy = ? WHERE id = ?"
    change(network.database, said, words, gone)
    merge(network, MACHINE, gone, stays, NOW)
    shows = "SELECT description_cy FROM asset WHERE id = ?"
    assert query(network.database, shows, stays) == [(words,)]
    kept = query(network.database, "SELECT was, now FROM pair_judged")
    assert "description_cy" in str(kept)
    assert "Quixwyn" not in str(kept)
    number = query(network.database, "SELECT max(id) FROM change_made")[0][0]
    undo_change(network, MACHINE, number, NOW)
    assert query(network.database, shows, stays) == [("",)]


def test_of_a_person_no_other_entry_takes_anything_over(network):
    (body, _), _ = query(network.database, BODIES)
    put_person(network, "name", "description", "where", "website")
    before = dump(network.database)
    for pair in ((ID, body), (body, ID)):
        with pytest.raises(MergeError):
            merge(network, MACHINE, *pair, NOW)
    assert dump(network.database) == before
    other = "UPDATE asset SET practitioner_type = 'individual' WHERE id = ?"
    change(network.database, other, body)
    with writing(network.database) as database:
        agreed = (database, body, ["name"], "v1", "cy", DAY, "a@example.org", "desk")
        keep_consents(*agreed)
    shown = "SELECT description_en, website FROM asset WHERE id = ?"
    was = query(network.database, shown, body)
    merge(network, MACHINE, ID, body, NOW)
    assert query(network.database, shown, body) == was
    assert query(network.database, "SELECT was, now FROM pair_judged") == [("{}", "{}")]
