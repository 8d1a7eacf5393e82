"""What cannot be taken back by itself, though others of its subject can."""

from __future__ import annotations

from copro_map.members.rules import keeping
from copro_map.people.rules.changes import Change
from copro_map.surveys.rules.changing import taken_back


def is_lasting(change: Change) -> bool:
    """Say whether a change stands: a wave is open, codes are made, letters have left.

    So does that somebody wrote on a draft, introduced two, or joined by themselves.

    Examples
    --------
    >>> is_lasting(Change("wave", "members/Year 1", "opened"))
    True
    >>> is_lasting(Change("wave", "members/Year 1", "last_day", "2027-03-31"))
    False
    >>> is_lasting(Change("target", "3.2 2027-04-01", "value"))
    False
    """
    if (change.subject, change.what) == ("narrative", "draft"):
        return True  # it is put right by writing on
    if change.subject == "member":
        return keeping.is_lasting(change.what, change.was, change.now)
    if change.subject == "meeting":
        return change.what != "not_these"  # it can be ended kindly
    return change.subject == "wave" and taken_back(change.what, change.was) is None
