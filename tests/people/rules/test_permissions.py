"""Who may do what: every cell, against what the contract says in its own words."""

from __future__ import annotations

from itertools import product

import pytest

from copro_map.people.rules.permissions import (
    MACHINE,
    PUBLIC,
    ROLES,
    TABLE,
    Actor,
    Belongs,
    RefusedError,
    between,
    may,
    require,
    speaks_as,
)

# A line for each action; for each role where it may do it: o on its own entry, a on one
# of its own area, x on any other; - nowhere. Beside it, why.
SAID = """
action          public owner member officer board evaluator steward administrator
say            -      o     -      oa      -     -         oax     oax
see_contacts   -      o     -      oa      -     -         oax     oax
enter_contact  -      -     -      oa      -     -         oax     oax
decide_claim   -      -     -      -       -     -         oax     oax
open_desk      -      -     -      oax     -     -         oax     oax
see_outbox     -      -     -      -       -     -         oax     oax
send_again     -      -     -      -       -     -         oax     oax
see_persons    -      -     -      -       -     -         -       oax
enter_person   -      -     -      -       -     -         -       oax
decide_audit   -      -     -      oa      -     -         oax     oax
sweep_audits   -      -     -      -       -     -         oax     oax
set_place      -      -     -      oa      -     -         oax     oax
merge          -      -     -      oa      -     -         oax     oax
answer_report  -      -     -      oa      -     -         oax     oax
answer_gap     -      -     -      oa      -     -         oax     oax
settle_known   -      -     -      -       -     -         oax     oax
see_region     -      -     -      oa      -     -         oax     oax
run_wave       -      -     -      -       -     -         oax     oax
enter_figure   -      -     -      -       -     -         oax     oax
change_setting -      -     -      -       -     -         oax     oax
see_sought     -      -     -      -       -     -         oax     oax
see_all_changes -      -     -      -       -     -         oax     oax
decide_version -      -     -      oa      -     -         oax     oax
withdraw       -      o     -      -       -     -         oax     oax
judge_talk     -      -     -      -       -     -         oax     oax
bring_in       -      -     -      -       -     -         oax     oax
open_workshop  -      -     -      oa      -     -         oax     oax
forget         -      o     -      -       -     -         oax     oax
enter_consent  -      -     -      -       -     -         oax     oax
see_report     -      -     -      -       oax   -         oax     oax
write_report   -      -     -      -       -     -         oax     oax
approve_report -      -     -      -       oax   -         oax     oax
introduce      -      -     -      oa      -     -         oax     oax
keep_members   -      -     -      -       -     -         oax     oax
keep_forum     -      -     -      -       -     -         oax     oax
keep_events    -      -     -      oa      -     -         oax     oax
keep_plan      -      -     -      -       -     -         oax     oax
see_money      -      -     -      -       oax   -         oax     oax
keep_money     -      -     -      -       -     -         oax     oax
"""
# "by its owner (link or my page), by an officer or steward (desk)": say; "officers see
# contacts of entries of their area only"; "what we keep about them": an owner sees the
# contacts of their own; "entered on the desk"; "a steward says yes": decide_claim;
# "people (administrator)"; letters hold addresses of all areas: no officer sees them.
# "for one's own areas", "an officer of one area can neither see nor do in another":
# audits, places, duplicates, what visitors say is wrong, outreach; the rest of the desk
# (waves, figures, settings, searches, the whole log) is the stewards', and so is what
# comes of what an officer knows is missing: settle_known. Files are the stewards', a
# workshop is an officer's in their own area; people let themselves be forgotten, and
# agree themselves: what they say by telephone a steward enters. "a board member or
# steward approves the report": the board sees it on the desk, and nothing else there;
# stewards write it. "An introduction is theirs if the request or the offer is of their
# area": introduce, asked of both at once. "Contribution and needs are nobody else's
# business": members, their gifts, seats and decisions are kept by stewards alone.
# "Officers only in their own areas": events.
HEAD, *ROWS = (line.split() for line in SAID.split("\n") if line)
ORACLE = {
    (row[0], role): set(cell) - {"-"}
    for row in ROWS
    for role, cell in zip(HEAD[1:], row[1:], strict=True)
}
MINE, THEIRS = "CVC-CAVO", "CVC-PAVO"
PLACES = {
    "based in my area": {MINE},
    "based in another": {THEIRS},
    "serves several with mine": {MINE, THEIRS, "CVC-CAVS"},
    "serves several others": {THEIRS, "CVC-CAVS"},
    "all Wales, or without a place": set(),
}


def expected(action: str, role: str, is_own: bool, areas: set[str]) -> bool:
    """What the contract says of one entry, slowly: owner of it, its area, any other."""
    may_do = ORACLE[action, role]
    if is_own and "o" in may_do | ORACLE[action, "owner"]:
        return True  # "an officer may confirm their own organisation's as its owner"
    if role == "officer" and MINE in areas and "a" in may_do:
        return not is_own or "o" in may_do
    return "x" in may_do


def actor(role: str, *own: str) -> Actor:
    areas = frozenset({MINE} if role == "officer" else ())
    return Actor(role=role, person=1, areas=areas, own=frozenset(own))


def test_the_oracle_speaks_of_all_actions_and_roles():
    assert set(ORACLE) == set(product(TABLE, ROLES))


@pytest.mark.parametrize("action", TABLE)
def test_every_cell_is_as_the_contract_says(action):
    cells = list(product(ROLES, (True, False), PLACES))
    found = {
        (role, is_own, place): may(
            actor(role, *(["e"] if is_own else [])),
            action,
            Belongs("e", frozenset(PLACES[place])),
        )
        for role, is_own, place in cells
    }
    assert found == {
        (role, is_own, place): expected(action, role, is_own, PLACES[place])
        for role, is_own, place in cells
    }


@pytest.mark.parametrize("action", TABLE)
def test_a_moving_entry_is_checked_where_it_was_and_where_it_will_be(action):
    for role, is_own, before, after in product(ROLES, (True, False), PLACES, PLACES):
        both = [Belongs("e", frozenset(PLACES[x])) for x in (before, after)]
        wanted = all(expected(action, role, is_own, PLACES[x]) for x in (before, after))
        who = actor(role, *(["e"] if is_own else []))
        assert may(who, action, *both) == wanted, (role, is_own, before, after)


@pytest.mark.parametrize("action", TABLE)
def test_what_is_about_no_entry_is_for_whoever_may_do_it_everywhere(action):
    found = {role for role in ROLES if may(actor(role), action)}
    assert found == {role for role in ROLES if ORACLE[action, role] == set("oax")}


@pytest.mark.parametrize("action", TABLE)
def test_another_entry_of_ones_own_gives_nothing_here(action):
    here = Belongs("e", frozenset({THEIRS}))
    for role in ROLES:
        assert may(actor(role, "other"), action, here) == may(actor(role), action, here)


def test_nobody_may_do_what_is_refused_and_the_command_line_may_do_all():
    refused = {action for action in TABLE if not may(PUBLIC, action)}
    assert refused == set(TABLE)
    for action in TABLE:
        assert may(MACHINE, action)
        require(MACHINE, action, Belongs("e", frozenset()))
        with pytest.raises(RefusedError, match="Sign in again"):
            require(PUBLIC, action)


def test_an_officer_speaks_as_owner_for_their_own_organisation():
    here = Belongs("e", frozenset({MINE}))
    assert speaks_as(actor("officer", "e"), here) == "owner"
    assert speaks_as(actor("officer"), here) == "officer"


def test_an_introduction_is_an_officers_if_either_side_is_of_their_area():
    for request, offer in product(PLACES, PLACES):
        pair = between(
            Belongs("request", frozenset(PLACES[request])),
            Belongs("offer", frozenset(PLACES[offer])),
        )
        wanted = MINE in PLACES[request] | PLACES[offer]
        assert may(actor("officer"), "introduce", pair) == wanted, (request, offer)
        # Owning one side gives nothing: whoever is of no area writes to them instead.
        assert not may(actor("owner", "request", "offer"), "introduce", pair)
        assert may(actor("steward"), "introduce", pair)
