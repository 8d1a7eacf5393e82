"""Events at the desk: entered, changed, moved, cancelled; each taken back; by whom."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from copro_map.base.i18n import Label
from copro_map.base.store.connection import reading
from copro_map.desk.undoing import undo_change
from copro_map.events.deciding import decide
from copro_map.events.entering import add, cancel, change, kept_events, move
from copro_map.events.rules.given import EventError, Given
from copro_map.events.telling import tell, told
from copro_map.events.waiting import waiting
from copro_map.people import limits
from copro_map.people.changes import changes, version_of
from copro_map.people.rules.changes import UndoError
from copro_map.people.rules.permissions import MACHINE, PUBLIC, RefusedError
from tests.events.conftest import CEREDIGION, CONWY
from tests.events.given_events import GOOD, NOW, bad, book, kept, moved
from tests.samples import query

ILL = Label("The speaker is ill.", "Mae'r siaradwr yn sâl.")
BOOKED = {"has_booking": "1", "places": "3"}
GROWS = ("sequence", "changed_at")


def letters(here) -> list[tuple[str, str]]:
    return query(here.database, "SELECT address, subject FROM outbox ORDER BY number")


def last(here) -> int:
    made = changes(here, MACHINE)
    standing = (x for x in made if x.undone_by is None and x.change.undoes is None)
    return next(standing).number


def undo(here, actor=MACHINE) -> None:
    undo_change(here, actor, last(here), NOW)


def alike(one, other) -> bool:
    """Whether two events are the same but for what only grows."""
    a, b = asdict(one), asdict(other)
    return all(a[name] == b[name] for name in a if name not in GROWS)


def wait(here, **changed: str):
    """An event that somebody told of, and that waits at the desk."""
    limits._limiter.cache_clear()
    tell(here, bad(changed), NOW, client="")
    return told(here, kept(here)[-1].id)


def test_an_event_is_kept_as_it_is_given(here):
    given = bad({"place": "sy23 1de", "starts_at": "10am", "is_online": "1"} | BOOKED)
    event = add(here, MACHINE, given, NOW)
    assert (event.state, event.channel, event.sequence) == ("planned", "desk", 0)
    assert (event.authority, event.postcode) == ("W06000008", "SY23 1DE")
    assert (event.starts_at, event.ends_on, event.places) == ("10:00", "2027-04-10", 3)
    again = Given.as_kept(event)
    same = change(here, MACHINE, event.id, again, NOW)
    assert same == event  # as it is typed again nothing changes


def test_what_is_moved_says_when_it_was_to_be_and_tells_who_booked(here):
    event = add(here, MACHINE, bad(BOOKED), NOW)
    book(here, event, 2)
    to = replace(GOOD, starts_on="2027-05-08", starts_at="11:00", ends_at="13:00")
    after = move(here, MACHINE, event.id, to, NOW, why=ILL)
    assert (after.starts_on, after.sequence, after.places) == ("2027-05-08", 1, 3)
    (before,) = moved(here)
    assert (before.starts_on, before.starts_at) == ("2027-04-10", "10:00")
    assert (before.moved_on, before.why_cy) == ("2026-11-30", ILL.cy)
    assert len(letters(here)) == 2
    again = move(here, MACHINE, event.id, replace(to, place="Aberaeron"), NOW)
    assert len(moved(here)) == 2
    assert again.sequence == 2


def test_what_is_changed_but_in_time_and_place_is_not_moved(here):
    event = add(here, MACHINE, bad(BOOKED), NOW)
    book(here, event, 2)
    after = change(here, MACHINE, event.id, bad(BOOKED | {"spoken": "cy"}), NOW)
    assert (after.spoken, after.sequence, moved(here), letters(here)) == (
        "cy",
        1,
        [],
        [],
    )


def test_places_are_never_fewer_than_are_taken(here):
    event = add(here, MACHINE, bad(BOOKED), NOW)
    book(here, event, 3)
    with pytest.raises(EventError, match="Taken: 3, places: 2"):
        change(here, MACHINE, event.id, bad(BOOKED | {"places": "2"}), NOW)
    assert kept(here) == [event]


def test_more_places_move_the_first_in_line_up(here):
    event = add(here, MACHINE, bad(BOOKED), NOW)
    book(here, event, 3)
    book(here, event, 2, "waiting")
    change(here, MACHINE, event.id, bad(BOOKED | {"places": "4"}), NOW)
    assert [to for to, _ in letters(here)] == ["guest0@example.org"]


def test_what_is_cancelled_stays_and_says_so(here):
    event = add(here, MACHINE, bad(BOOKED), NOW)
    book(here, event, 1)
    off = cancel(here, MACHINE, event.id, ILL, NOW)
    assert (off.state, off.cancelled_on, off.why_cy) == (
        *("cancelled", "2026-11-30"),
        ILL.cy,
    )
    assert [to for to, _ in letters(here)] == ["guest0@example.org"]
    with pytest.raises(EventError, match="as it stands now|stands now"):
        cancel(here, MACHINE, event.id, ILL, NOW)
    with pytest.raises(EventError, match="stands now"):
        change(here, MACHINE, event.id, GOOD, NOW)
    undo(here)
    assert alike(kept(here)[0], event)
    assert len(letters(here)) == 2  # it takes place after all


def test_what_is_over_is_not_cancelled(here):
    event = add(here, MACHINE, bad({"starts_on": "2026-11-01"}), NOW)
    with pytest.raises(EventError, match="over"):
        cancel(here, MACHINE, event.id, ILL, NOW)


@pytest.mark.parametrize("why", ["Ring 01970 612345", "a\u202eb", "x" * 501])
def test_a_reason_that_everybody_reads_is_checked(why, here):
    event = add(here, MACHINE, GOOD, NOW)
    with pytest.raises(EventError):
        cancel(here, MACHINE, event.id, Label(why, ""), NOW)
    assert kept(here) == [event]


def test_every_act_is_taken_back_and_gives_back_what_was(here):
    stood = []
    event = add(here, MACHINE, bad(BOOKED | {"about_en": "Of ours."}), NOW)
    stood.append(event)
    told_so = replace(bad(BOOKED), about_en="", address="other@example.org")
    stood.append(change(here, MACHINE, event.id, told_so, NOW))
    stood.append(
        move(here, MACHINE, event.id, replace(GOOD, starts_on="2027-05-08"), NOW)
    )
    cancel(here, MACHINE, event.id, ILL, NOW)
    for before in reversed(stood):
        undo(here)
        (now,) = kept(here)
        assert alike(now, before)
    assert moved(here) == []
    assert kept(here)[0].sequence == 6  # each is news to a calendar
    undo(here)
    assert kept(here) == []
    assert query(here.database, "SELECT COUNT(*) FROM event_was") == [(0,)]


def test_what_was_done_with_it_since_is_not_lost_by_taking_back(here):
    event = add(here, MACHINE, bad(BOOKED), NOW)
    book(here, event, 1)
    with pytest.raises(UndoError, match="Cancel it instead"):
        undo(here)
    change(here, MACHINE, event.id, bad(BOOKED | {"places": "9"}), NOW)
    book(here, event, 5, "waiting")
    change(here, MACHINE, event.id, bad(BOOKED | {"places": "8"}), NOW)
    undo(here)
    with pytest.raises(UndoError, match="places before: 3"):
        undo(here)


def test_a_change_of_somebody_else_is_told_once(here):
    event = add(here, MACHINE, GOOD, NOW)
    with reading(here.database) as database:
        seen = version_of(database, "event", event.id)
    change(here, MACHINE, event.id, bad({"spoken": "cy"}), NOW, seen=seen)
    mine = bad({"spoken": "en"})
    with pytest.raises(EventError, match="Somebody else changed"):
        change(here, MACHINE, event.id, mine, NOW, seen=seen)
    assert change(here, MACHINE, event.id, mine, NOW, seen=seen + 1).spoken == "en"


def test_an_officer_keeps_events_of_their_own_areas_alone(here, officer):
    mine, theirs = officer(CEREDIGION), officer(CONWY)
    event = add(here, mine, GOOD, NOW)
    acts = (
        lambda: add(here, theirs, bad({"name_en": "B", "name_cy": ""}), NOW),
        lambda: change(here, theirs, event.id, bad({"spoken": "cy"}), NOW),
        lambda: change(here, mine, event.id, bad({"place": "Conwy"}), NOW),
        lambda: cancel(here, theirs, event.id, ILL, NOW),
        lambda: undo(here, theirs),
        lambda: cancel(here, PUBLIC, event.id, ILL, NOW),
    )
    for act in acts:
        with pytest.raises(RefusedError):
            act()
    assert kept(here) == [event]
    assert (len(kept_events(here, mine)), kept_events(here, theirs)) == (1, ())
    online = {"place": "", "venue": "", "is_online": "1", "name_en": "C"}
    with pytest.raises(RefusedError):
        add(here, mine, bad(online), NOW)
    assert add(here, mine, bad(online | {"entry": "tir-coed"}), NOW).authority == ""
    assert [one.change.what for one in changes(here, theirs)] == []


def test_what_somebody_told_of_waits_for_those_of_its_area(here, officer):
    event = wait(here)
    mine, theirs = officer(CEREDIGION), officer(CONWY)
    (line,) = waiting(here, mine, NOW.date())
    assert (line.count, line.since, line.href) == (1, "2026-11-30", "desk?part=events")
    assert waiting(here, theirs, NOW.date()) == waiting(here, PUBLIC, NOW.date()) == ()
    for who in (theirs, PUBLIC):
        with pytest.raises(RefusedError):
            decide(here, who, event.id, NOW, accepts=True, words=Label("", ""))
    after = decide(here, mine, event.id, NOW, accepts=True, words=Label("", ""))
    assert after.state == "planned"
    assert waiting(here, mine, NOW.date()) == ()
    body = query(here.database, "SELECT body FROM outbox ORDER BY number")[-1][0]
    assert f"[[/{event.language}/event/{event.id}]]" in body
    assert [subject for _, subject in letters(here)][1:] == [
        "Your event is on the map: A day of listening"
    ]
    undo(here, mine)
    assert kept(here)[0].state == "waiting"


def test_what_is_refused_says_why_to_whoever_told_of_it(here):
    event = wait(here)
    with pytest.raises(EventError, match="Write why"):
        decide(here, MACHINE, event.id, NOW, accepts=False, words=Label(" ", ""))
    words = Label("", "Nid yw yng Nghymru.")
    after = decide(here, MACHINE, event.id, NOW, accepts=False, words=words)
    assert after.state == "refused"
    sql = "SELECT body FROM outbox ORDER BY number DESC LIMIT 1"
    assert "Nid yw yng Nghymru." in query(here.database, sql)[0][0]
    assert waiting(here, MACHINE, NOW.date()) == ()
    with pytest.raises(EventError, match="stands now"):
        decide(here, MACHINE, event.id, NOW, accepts=True, words=words)


def test_what_waits_can_be_put_right_first_and_is_not_moved_by_that(here):
    event = wait(here)
    change(here, MACHINE, event.id, bad({"starts_at": "09:00"}), NOW)
    assert moved(here) == []
    decide(here, MACHINE, event.id, NOW, accepts=True, words=Label("", ""))
    assert kept(here)[0].starts_at == "09:00"


def test_no_log_holds_an_address_or_what_was_typed(here):
    event = wait(here, organiser="Quillfeather")
    change(here, MACHINE, event.id, bad({"organiser": "Zephyrine"}), NOW)
    cancelled = add(here, MACHINE, bad({"name_en": "Other", "name_cy": ""}), NOW)
    cancel(here, MACHINE, cancelled.id, ILL, NOW)
    for made in changes(here, MACHINE):
        said = f"{made.change.was} {made.change.now} {made.change.entry}"
        assert "@" not in said
        assert "Quillfeather" not in said
        assert "Zephyrine" not in said
