"""The same people in another layout are the same people, whatever came first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.files.mapped import MappedFile
from copro_map.files.rows import Row
from copro_map.files.told import NOTHING, Told
from copro_map.surveys.file.columns import map_columns
from copro_map.surveys.file.headings import Headings
from copro_map.surveys.file.reading import read_survey_file
from copro_map.surveys.file.rows import Intake, read_replies
from copro_map.surveys.importing import import_survey
from copro_map.surveys.rules.changing import WaveChange
from copro_map.surveys.rules.recognising import form_of, recognise, said
from copro_map.surveys.rules.records import Reply, Wave
from copro_map.surveys.rules.respondents import Given, Signs
from tests.examples import examples
from tests.samples import query
from tests.surveys.survey_files import MEMBERS, label, write_lines, write_xlsx
from tests.surveys.survey_samples import open_wave

TODAY = date(2026, 7, 30)
WAVE = Wave(
    "members", "w", "2026-06-15", "2026-08-01", False, {}, "steward", "2026-06-01"
)
SIGNS = Signs(b"key", "members", "w")
BASE, PRACTICE = (
    MEMBERS.questions["knowledge_base"],
    MEMBERS.questions["practice_level"],
)
# When, in which role, and what; three in one minute, two of them with the same answer.
PEOPLE = (
    (datetime(2026, 7, 1, 10, 15, 59), "citizen", "good"),
    (datetime(2026, 7, 1, 10, 15, 2), "citizen", "poor"),
    (datetime(2026, 7, 1, 10, 15, 31), "citizen", "good"),
    (datetime(2026, 7, 1, 10, 15, 31), "provider", "good"),
    (datetime(2026, 7, 13, 0, 30, 1), "citizen", "very_good"),
    (datetime(2026, 7, 14, 23, 59, 30), "organisation", "neither"),
)
Cells = list[list[object]]


def sheet(
    style: str | None = "%d/%m/%Y %H:%M:%S",
    language: str = "en",
    *,
    role: str = "Your role",
    people=PEOPLE,
) -> Cells:
    """One header row, no ids; ``style`` None: moments as a workbook has them."""
    rows: Cells = [["Timestamp", role, BASE.text.text(language)]]
    for when, who, answer in people:
        at = f"{when:{style}}" if style else when
        own = MEMBERS.roles[who].text(language)
        rows.append([at, own, label(BASE.id, answer, language)])
    return rows


def with_ids(rows: Cells, name: str, make: Callable[[int], object]) -> Cells:
    return [[name if n == 0 else make(n), *row] for n, row in enumerate(rows)]


def with_question(rows: Cells) -> Cells:
    """A question added in the middle, that nobody has answered."""
    head, *body = rows
    return [[*head[:2], PRACTICE.text.en, head[2]], *([*x[:2], "", x[2]] for x in body)]


def serial(rows: Cells) -> Cells:
    """Moments as the numbers that spreadsheets keep."""
    start = datetime(1899, 12, 30)
    days = [(row[0] - start).total_seconds() / 86_400 for row in rows[1:]]
    return [
        rows[0],
        *([f"{n:.9f}", *x[1:]] for n, x in zip(days, rows[1:], strict=True)),
    ]


LAYOUTS: dict[str, tuple[str, Cells]] = {
    "google, csv": ("csv", sheet("%Y/%m/%d %I:%M:%S %p GMT+1")),
    "google, workbook": ("xlsx", sheet(None)),
    "saved again by a spreadsheet": ("csv", sheet("%d/%m/%Y %H:%M")),
    "month first": ("csv", sheet("%m/%d/%Y %I:%M:%S %p")),
    "in words": ("csv", sheet("%A, %B %d, %Y %I:%M %p")),
    "with a zone": ("csv", sheet("%Y-%m-%d %H:%M:%S BST")),
    "as numbers": ("csv", serial(sheet(None))),
    "in another order": ("csv", [row[::-1] for row in sheet()]),
    "with headings reworded": ("csv", sheet(role="Which of these are you?")),
    "in Welsh": ("csv", sheet(language="cy", role="Eich rôl")),
    "with a question added": ("xlsx", with_question(sheet(None))),
    "with ids": ("csv", with_ids(sheet(), "Response ID", lambda n: f"R_{n}x")),
    "with counted ids": ("xlsx", with_ids(sheet(None), "ID", lambda n: n)),
}
TOLD = Told({"Which of these are you?": "role"})


def written(folder: Path, name: str) -> Path:
    kind, rows = LAYOUTS[name]
    path = folder / f"x.{kind}"
    return write_lines(path, rows) if kind == "csv" else write_xlsx(path, rows)


def given_of(path: Path) -> dict[int, Given]:
    """The replies of a file, as an import reads them."""
    headings = Headings(MEMBERS)
    file = read_survey_file(path, headings.knows, headings.parts)
    told = TOLD if TOLD.columns.keys() & {c.name for c in file.columns} else NOTHING
    columns = map_columns(headings, file, told)
    assert not columns.faults
    meanings = {one.heading: one.meaning for one in columns.columns}
    rows = [Row(n, dict(zip(meanings, x, strict=True))) for n, x in file.rows]
    intake = Intake(MEMBERS, WAVE, "steward", TODAY, {})
    read = read_replies(intake, MappedFile(path.name, rows, meanings), {})
    assert not read.faults
    return read.given


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, dict[int, Given]]:
    folder = tmp_path_factory.mktemp("files")
    return {name: given_of(written(folder, name)) for name in LAYOUTS}


def kept(replies: Mapping[int, Reply]) -> list[dict[str, object]]:
    """Replies as the store has them."""
    return [{**vars(x), "id": n, "superseded_by": None} for n, x in replies.items()]


def test_every_layout_in_every_order_is_the_same_people(files):
    for one, other in permutations(files, 2):
        records = kept(recognise(files[one], [], SIGNS).replies)
        assert len({x["respondent"] for x in records}) == len(PEOPLE)
        found = recognise(files[other], records, SIGNS)
        assert (found.clashes, found.alike, found.left) == ([], [], 0), (one, other)
        assert len(found.known) == len(PEOPLE), (one, other)
        for row, record in found.known.items():
            assert said(record) == said(vars(found.replies[row])), (one, other)


def test_one_file_after_another_is_stored_once(network, tmp_path):
    change = WaveChange("members", "w", {}, "steward", WAVE.opens_on, WAVE.closes_on)
    open_wave(network, change, TODAY)
    names = ("month first", "with ids", "google, csv", "with counted ids")
    names += ("with headings reworded", "with a question added")
    for name in names:
        done = import_survey(
            network,
            written(tmp_path, name),
            survey="members",
            wave="w",
            entered_by="steward",
            today=TODAY,
            told=TOLD if name == "with headings reworded" else NOTHING,
        )
        assert not done.faults, (name, [x.reason() for x in done.faults])
        assert (done.added, done.changed) in ((len(PEOPLE), 0), (0, 0)), name
    in_force = """
        SELECT COUNT(*) FROM reply WHERE id NOT IN (
            SELECT supersedes FROM reply WHERE supersedes IS NOT NULL)
    """
    assert query(network.database, in_force) == [(len(PEOPLE),)]


ONE = Reply("members", "w", "", "citizen", "2026-07-01", "x", "steward", "2026-07-02")


def person(number: int, answer: str, ids: str, moment: str) -> Given:
    """Somebody of a number: with an id or without, in the minute of that number."""
    reply = Reply(**vars(ONE) | {"answers": {BASE.id: (answer,)}})
    who = {"none": "", "counted": f"{number}", "own": f"R{number}"}[ids]
    when = f"2026-07-01T10:{number:02}" if moment == "minute" else "2026-07-01"
    return Given(reply, who, when)


ANSWERS = st.sampled_from([option.id for option in BASE.options])
GROUPS = st.dictionaries(st.integers(1, 9), ANSWERS, max_size=9)
IDS = st.sampled_from(["none", "counted", "own"])


@examples(60)
@given(GROUPS, GROUPS, IDS, IDS, st.randoms(use_true_random=False))
def test_whoever_is_in_both_files_is_one_person(before, after, ids, other, random):
    """The oracle: people are their numbers, which no file says.

    What they answer may change where an id or the lack of one in both tells who it is.
    """
    if ids != other:
        after |= {n: before[n] for n in before.keys() & after}
    rows = list(after)
    random.shuffle(rows)
    first = {n: person(n, answer, ids, "minute") for n, answer in before.items()}
    records = kept(recognise(first, [], SIGNS).replies)
    number_of = {x["respondent"]: n for x, n in zip(records, before, strict=True)}
    second = {n: person(n, after[n], other, "minute") for n in rows}
    found = recognise(second, records, SIGNS, alike="new")
    if {ids, other} == {"counted", "own"}:  # two ids: nobody can know
        assert not found.known
        return
    assert not found.clashes
    same = {row: number_of[x["respondent"]] for row, x in found.known.items()}
    assert same == {n: n for n in before.keys() & after}
    assert found.left == len(before.keys() - after)
    everybody = {
        x["respondent"] for x in records if number_of[x["respondent"]] not in after
    }
    everybody |= {reply.respondent for reply in found.replies.values()}
    assert len(everybody) == len(before.keys() | after)


def test_two_forms_that_count_from_one_are_told_apart():
    english = {n: person(n, "good", "counted", "minute") for n in (1, 2, 3)}
    welsh = {
        n: Given(one.reply, one.who, f"2026-07-02T11:0{n}")
        for n, one in english.items()
    }
    records = kept(recognise(english, [], SIGNS).replies)
    asked = recognise(welsh, records, SIGNS)
    assert asked.clashes == [1, 2, 3]
    cy = Signs(SIGNS.key, "members", "w", "cy")
    told = recognise(welsh, records, cy, ["cy"], "new")
    assert (told.clashes, told.known) == ([], {})
    both = [*records, *kept(told.replies)]
    respondents = {one["respondent"] for one in both}
    assert len(respondents) == 6
    for file, name in ((english, ""), (welsh, "cy")):
        form = form_of(file.values(), respondents, SIGNS, ["cy"])
        assert form == name
        signs = Signs(SIGNS.key, "members", "w", form)
        again = recognise(file, both, signs, ["cy"])
        assert (len(again.known), again.clashes, again.alike) == (3, [], [])


def test_a_number_of_the_same_day_with_other_answers_is_asked_about():
    records = kept(
        recognise({2: person(1, "good", "counted", "day")}, [], SIGNS).replies
    )
    assert recognise(
        {2: person(1, "poor", "counted", "day")}, records, SIGNS
    ).clashes == [2]
    same = recognise({2: person(1, "good", "counted", "day")}, records, SIGNS)
    assert (len(same.known), same.clashes) == (1, [])
    told = recognise(
        {2: person(1, "poor", "counted", "day")}, records, SIGNS, (), "same"
    )
    assert (len(told.known), told.clashes) == (1, [])


def test_replies_that_look_like_others_are_asked_about_once():
    before = {n: person(n, "good", "own", "minute") for n in range(1, 5)}
    records = kept(recognise(before, [], SIGNS).replies)
    other = {n: person(n + 20, "good", "own", "minute") for n in range(1, 5)}
    assert recognise(other, records, SIGNS).alike == [1, 2, 3, 4]
    new = recognise(other, records, SIGNS, (), "new")
    assert (new.known, new.alike, new.left) == ({}, [], 4)
    same = recognise(other, records, SIGNS, (), "same")
    assert (len(same.known), same.alike, same.left) == (4, [], 0)
    again = recognise(other, kept(same.replies), SIGNS)
    assert (len(again.known), again.alike) == (4, [])
    one = {1: other[1]}
    assert recognise(one, records, SIGNS).alike == []
    few = dict(list(other.items())[:2]) | {
        n: person(n, "poor", "own", "minute") for n in range(30, 40)
    }
    assert recognise(few, records, SIGNS).alike == [1, 2]
    other_answers = {n: person(n + 20, "poor", "own", "minute") for n in range(1, 5)}
    assert recognise(other_answers, records, SIGNS).alike == []


def test_one_reply_of_the_very_minute_of_the_only_one_left_is_asked_about():
    before = kept_of({n: person(n, "good", "own", "minute") for n in (1, 2, 3)})
    dropped = {n: person(n, "good", "none", "minute") for n in (1, 2)}
    changed = dropped | {3: person(3, "poor", "none", "minute")}
    assert recognise(changed, before, SIGNS).alike == [3]
    assert sorted(recognise(changed, before, SIGNS, (), "same").known) == [1, 2, 3]
    later = dropped | {3: person(9, "poor", "none", "minute")}
    assert recognise(later, before, SIGNS).alike == []
    same_day = kept_of({n: person(n, "good", "own", "day") for n in (1, 2, 3)})
    day = {n: person(n, "good", "own", "day") for n in (1, 2, 9)}
    assert recognise(day, same_day, SIGNS).alike == []


def test_a_wave_that_was_open_before_asks_about_replies_without_ids():
    before = {n: person(n, "good", "none", "minute") for n in range(1, 4)}
    old = [x | {"respondent": f"{x['id']:032x}"} for x in kept_of(before)]
    assert recognise(before, old, SIGNS).alike == [1, 2, 3]
    told = recognise(before, old, SIGNS, (), "same")
    assert len(told.known) == 3
    assert len(recognise(before, kept(told.replies), SIGNS).known) == 3


def kept_of(file: Mapping[int, Given]) -> list[dict[str, object]]:
    return kept(recognise(file, [], SIGNS).replies)


def test_two_of_one_minute_have_nothing_in_common():
    same = {n: person(1, "good", "none", "minute") for n in (2, 3)}
    one, other = (x.respondent for x in recognise(same, [], SIGNS).replies.values())
    assert not {one[:16], one[16:]} & {other[:16], other[16:]}


def test_a_changed_row_of_a_minute_is_the_same_person_while_nobody_has_an_id():
    before = kept_of({2: person(1, "good", "none", "minute")})
    changed = {2: person(1, "poor", "none", "minute")}
    assert list(recognise(changed, before, SIGNS).known) == [2]
    with_id = kept_of({2: person(1, "good", "own", "minute")})
    assert recognise(changed, with_id, SIGNS).known == {}
    day = kept_of({2: person(1, "good", "none", "day")})
    assert recognise({2: person(1, "poor", "none", "day")}, day, SIGNS).known == {}


def test_an_id_that_was_added_is_known_from_then_on():
    before = kept_of({2: person(1, "good", "none", "minute")})
    added = recognise({2: person(1, "good", "own", "minute")}, before, SIGNS)
    assert list(added.known) == [2]
    after = kept(added.replies)
    changed = {2: person(1, "poor", "own", "minute")}
    assert list(recognise(changed, after, SIGNS).known) == [2]
    later = Given(changed[2].reply, changed[2].who, "2026-07-03T09:00")
    assert list(recognise({2: later}, after, SIGNS).known) == [2]
