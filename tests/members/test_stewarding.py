"""What the desk does with members and the register, and all of it taken back."""

# ruff: noqa: F811 - fixtures
from __future__ import annotations

from datetime import timedelta

import pytest

from copro_map.base.errors import CoproMapError
from copro_map.desk.undoing import can_undo, undo_change
from copro_map.members import deciding, noting, seating, stewarding
from copro_map.members.deciding import DecisionError
from copro_map.members.forum import decisions, seats
from copro_map.members.ledger import sums_by_member
from copro_map.members.rules.records import Decided, Gift, Interest, Member, Seat, Taken
from copro_map.members.seating import SeatError
from copro_map.members.stewarding import KeepingError
from copro_map.members.waiting import WAITING
from copro_map.people.changes import changes
from copro_map.people.rules.changes import ConflictError, UndoError
from copro_map.people.rules.permissions import MACHINE, Actor, RefusedError
from tests.members.planted import NOW, kept, plant_member, plant_seat
from tests.people.conftest import here  # noqa: F401 - fixture
from tests.samples import query

TODAY = NOW.date().isoformat()
SEAT = seating.Given("board", "Ann", "Chair", "2026-01-01", "2027-01-31", "Carers")
VOTE = deciding.Given("board", "2026-11-01", "Buy a van", in_favour=1, against=0)
PLAIN = deciding.Given("forum", "2026-11-01", title_cy="Prynu fan", is_public=True)
RECORDS = (Member, Taken, Gift, Interest, Seat, Decided)


def everything(settings):
    """All that stands: what is withdrawn counts as if it were not there."""
    rows = {x: kept(settings, x) for x in RECORDS}
    return {
        x: [y for y in found if not getattr(y, "withdrawn_on", "")]
        for x, found in rows.items()
    }


def waits(settings) -> list[tuple[int, str]]:
    lines = [line for ask in WAITING for line in ask(settings, MACHINE, NOW.date())]
    return [(one.count, one.since) for one in lines]


ACTS = {
    "seen": lambda s, m: stewarding.look_at(s, MACHINE, m, NOW),
    "refused": lambda s, m: stewarding.refuse(s, MACHINE, m, NOW),
    "ended": lambda s, m: stewarding.end(s, MACHINE, m, NOW),
    "brought_back": lambda s, m: stewarding.bring_back(s, MACHINE, m + 1, NOW),
    "area": lambda s, m: stewarding.correct(s, MACHINE, m, {"area": "W06000008"}, NOW),
    "name_cy": lambda s, m: stewarding.correct(s, MACHINE, m, {"name_cy": "T"}, NOW),
    "gift": lambda s, m: noting.note_gift(s, MACHINE, m, TODAY, NOW, pence=500),
    "gift_withdrawn": lambda s, _: noting.withdraw(s, MACHINE, 1, NOW),
    "role": lambda s, m: noting.note_role(s, MACHINE, m, "partner", NOW),
    "role_ended": lambda s, _: noting.end_role(s, MACHINE, 1, NOW),
    "taken": lambda s, _: seating.take_seat(s, MACHINE, SEAT, NOW),
    "term": lambda s, _: seating.set_term(s, MACHINE, 1, "2030-01-01", NOW),
    "public": lambda s, _: seating.set_public(s, MACHINE, 1, NOW, is_public=False),
    "seat_left": lambda s, _: seating.leave_seat(s, MACHINE, 1, TODAY, NOW),
    "interest": lambda s, _: seating.declare(s, MACHINE, 1, "A shop", NOW),
    "interest_ended": lambda s, _: seating.end_interest(s, MACHINE, 1, NOW),
    "decided": lambda s, _: deciding.decide(s, MACHINE, PLAIN, NOW),
    "withdrawn": lambda s, _: deciding.withdraw_decision(s, MACHINE, 1, NOW),
}


@pytest.fixture
def planted(here):
    """A member, one who left, a seat with an interest, a gift, a role, a decision."""
    one = plant_member(here, area="W92000004").number
    plant_member(here, "gone", state="left", left_on="2026-11-01")
    noting.note_gift(here, MACHINE, one, TODAY, NOW, minutes=90, words="Secret words")
    noting.note_role(here, MACHINE, one, "lead", NOW)
    plant_seat(here, "Cai Canary")
    seating.declare(here, MACHINE, 1, "Secret shop", NOW)
    deciding.decide(here, MACHINE, VOTE, NOW)
    return here


@pytest.mark.parametrize("act", ACTS)
def test_each_act_changes_something_and_taken_back_all_is_as_before(planted, act):
    before, sums = everything(planted), sums_by_member(planted)
    ACTS[act](planted, 1)
    assert everything(planted) != before
    made = changes(planted, MACHINE, most=1)[0]
    assert can_undo(made)
    undo_change(planted, MACHINE, made.number, NOW)
    assert everything(planted) == before
    assert sums_by_member(planted) == sums
    with pytest.raises(UndoError, match="taken back already"):
        undo_change(planted, MACHINE, made.number, NOW)


@pytest.mark.parametrize("act", ACTS)
def test_an_officer_may_do_none_of_it(planted, act, monkeypatch):
    officer = Actor(role="officer", areas=frozenset({"CVC-CAVO"}))
    monkeypatch.setitem(globals(), "MACHINE", officer)
    before = everything(planted)
    with pytest.raises(RefusedError):
        ACTS[act](planted, 1)
    assert everything(planted) == before
    assert waits(planted) == []


def test_what_happened_holds_no_name_no_amount_and_no_word_of_people(planted):
    person = plant_member(
        planted, "mair", form="individual", side="citizen", type="", name_en="Mair"
    )
    stewarding.correct(planted, MACHINE, person.number, {"name_en": "Mair Wyn"}, NOW)
    stewarding.correct(planted, MACHINE, person.number, {"side": "professional"}, NOW)
    seating.take_seat(planted, MACHINE, SEAT, NOW)
    log = repr(query(planted.database, "SELECT was, now, record, why FROM change_made"))
    found = [x for x in ("Mair", "Cai", "Ann", "Secret", "'90'") if x in log]
    assert not found
    made = changes(planted, MACHINE, most=3)[2]
    assert (made.change.what, can_undo(made)) == ("name_en", False)
    with pytest.raises(UndoError):
        undo_change(planted, MACHINE, made.number, NOW)


def test_a_correction_that_cannot_be_says_so_and_two_do_not_overwrite(planted):
    for wanted, words in (
        ({"type": "none_such"}, "one of the list"),
        ({"area": "E06000001"}, "one of the list"),
        ({"form": "individual"}, "one of the list"),
        ({"name_en": " "}, "one language at least"),
        ({"name_en": "x" * 121}, "too long"),
        ({"entry": "no-such"}, "not an organisation"),
    ):
        with pytest.raises(CoproMapError, match=words):
            stewarding.correct(planted, MACHINE, 1, wanted, NOW)
    seen = stewarding.kept(planted, MACHINE, 1).version
    stewarding.correct(planted, MACHINE, 1, {"name_en": "Theirs"}, NOW, seen=seen)
    with pytest.raises(ConflictError, match="Theirs"):
        stewarding.correct(planted, MACHINE, 1, {"name_en": "Mine"}, NOW, seen=seen)
    stewarding.correct(planted, MACHINE, 1, {"name_cy": "Enw"}, NOW, seen=seen)
    assert kept(planted, Member)[0].name_cy == "Enw"


def test_the_second_press_of_two_is_told(planted):
    stewarding.look_at(planted, MACHINE, 1, NOW)
    stewarding.end(planted, MACHINE, 1, NOW)
    for act in ("seen", "ended", "refused"):
        with pytest.raises(KeepingError, match="meanwhile"):
            ACTS[act](planted, 1)
    ((kind, cause),) = query(planted.database, "SELECT kind, cause FROM outbox")
    assert kind == "message"
    assert cause.startswith("member m-tirionxxxx left")


def test_new_members_and_terms_that_end_wait_until_somebody_answers(here):
    assert waits(here) == []
    plant_member(here, joined_on="2026-11-20")
    plant_member(here, "other", joined_on="2026-11-10")
    plant_member(here, "seen", joined_on="2026-11-01", seen_on="2026-11-02")
    plant_member(here, "held", state="held", joined_on="2026-11-01")
    plant_seat(here, "Soon", term_ends_on="2027-02-28")
    assert waits(here) == [(2, "2026-11-10"), (1, "")]
    plant_seat(here, "Over", term_ends_on="2026-11-05")
    stewarding.look_at(here, MACHINE, 2, NOW)
    assert waits(here) == [(1, "2026-11-20"), (2, "2026-11-05")]
    seating.set_term(here, MACHINE, 1, "2029-02-28", NOW)
    seating.leave_seat(here, MACHINE, 2, "2026-11-05", NOW)
    assert waits(here) == [(1, "2026-11-20")]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"body": "crowd"}, "Forum or of the Board"),
        ({"name": " "}, "Write who it is"),
        ({"role": ""}, "Write who it is"),
        ({"name": "x" * 121}, "too long"),
        ({"from_on": "31/03/2026"}, "From which day"),
        ({"term_ends_on": "2025-12-31"}, "before it begins"),
        ({"member": "m-none"}, "no such member"),
    ],
)
def test_a_seat_that_cannot_be(here, change, words):
    given = seating.Given(**vars(SEAT) | change)
    with pytest.raises(SeatError, match=words):
        seating.take_seat(here, MACHINE, given, NOW)
    assert not kept(here, Seat)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"in_favour": 3, "against": 1}, "more than the 3"),
        ({"in_favour": 2, "against": 1, "abstained": 1}, "more than the 3"),
        ({"in_favour": 3}, "how many against"),
        ({"abstained": 1}, "how many against"),
        ({"in_favour": -1, "against": 1}, "whole numbers"),
        ({"in_favour": 0, "against": 0}, "somebody voted"),
        ({"decided_on": "2026-12-01"}, "On which day"),
        ({"title_en": ""}, "one language at least"),
        ({"title_en": "x" * 161}, "too long"),
        ({"body": ""}, "Forum or of the Board"),
    ],
)
def test_a_decision_that_cannot_be(here, change, words):
    for name in ("Ann", "Bob", "Cai"):
        plant_seat(here, name)
    plant_seat(here, "Too late", from_on="2026-11-02")
    plant_seat(here, "Left", left_on="2026-11-01")
    blank = {"in_favour": None, "against": None}
    given = deciding.Given(**vars(VOTE) | blank | change)
    with pytest.raises(DecisionError, match=words):
        deciding.decide(here, MACHINE, given, NOW)
    assert not kept(here, Decided)


def test_votes_as_they_were_counted_are_public_if_the_desk_says_so(here):
    plant_seat(here, "Ann")
    vote = deciding.Given(**vars(VOTE) | {"is_public": True})
    deciding.decide(here, MACHINE, vote, NOW)
    deciding.decide(here, MACHINE, PLAIN, NOW)
    found = [
        (x.title_en or x.title_cy, x.in_favour, x.against) for x in decisions(here)
    ]
    assert found == [("Prynu fan", None, None), ("Buy a van", 1, 0)]


def test_a_seat_with_an_interest_is_taken_back_after_it(here):
    seating.take_seat(here, MACHINE, SEAT, NOW)
    seating.declare(here, MACHINE, 1, "A shop", NOW)
    second, first = changes(here, MACHINE, most=2)
    with pytest.raises(UndoError, match="take those back first"):
        undo_change(here, MACHINE, first.number, NOW)
    undo_change(here, MACHINE, second.number, NOW)
    undo_change(here, MACHINE, first.number, NOW)
    assert not kept(here, Seat)
    assert seats(here, NOW.date() + timedelta(days=1)) == ()
