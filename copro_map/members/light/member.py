"""A member's own page: their promise, hours and roles, what is public, and leaving."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import N_, current_language, long_date, t
from copro_map.base.today import WALES
from copro_map.drawing.templates import Html, render
from copro_map.members.kinds import bands, member_roles
from copro_map.members.own import PRESSES as PRESSES
from copro_map.members.own import Own, own
from copro_map.members.own import OwnError as OwnError
from copro_map.members.own import press as press
from copro_map.members.promises import LONGEST
from copro_map.members.rules.ledger import LONGEST as LONGEST_WORDS
from copro_map.members.rules.records import Asked, Gift
from copro_map.members.said import HOW, REWORDED, gift, name_of, sums, yearly
from copro_map.people.links import Link

Proof = Callable[[str, str], str]
MOST_LINES = 10  # of the ledger, the last ones
MOST_TOLD = 6
# What is so after a press, the second one too.
DONE: Mapping[str, str] = {
    "promise": N_("Thank you for telling us. We ask again in six months."),
    "reword": N_("Kept. A steward reads what others may see before it is shown."),
    "hours": N_("Noted: thank you for your time."),
    "hours_back": N_("Taken back: it counts no more."),
    "roles": N_("Kept. Somebody of the Network asks you when such a role comes up."),
    "shown": N_("Kept."),
    "come_back": N_("You are a member again, as if you had never left."),
}


def _day(text: str) -> str:
    return long_date(date.fromisoformat(text))


def _told(one: Asked) -> tuple[str, str, str]:
    """Return a word on a promise: its day, how it goes, and what was written."""
    return _day(one.answered_on), t(HOW.get(one.how, REWORDED)), one.words


def _line(one: Gift) -> tuple[str, str, str, str]:
    """Return a line of the ledger: day, what, words, and what takes it back, or ""."""
    number = str(one.number) if one.person is None and one.minutes else ""
    return _day(one.given_on), gift(one), one.words, number


def _roles(settings: Settings, found: Own) -> dict[str, object]:
    known = member_roles(settings)
    has = dict.fromkeys(one.role for one in found.roles)
    return {
        "roles": [known[x].label.text() if x in known else x for x in has],
        "wishes": [
            (one.id, one.label.text(), one.id in found.wishes)
            for one in known.values()
            if one.id not in has
        ],
    }


def page(  # noqa: PLR0913 - whose, of which link, with what is pressed
    settings: Settings,
    link: Link,
    now: datetime,
    proof: Proof,
    action: str,
    *,
    said: str = "",
    typed: Mapping[str, str] | None = None,
    fault: str = "",
) -> Html:
    """Return the page of a membership, for whoever holds its link.

    ``proof`` makes what a form sends with a press, ``action`` is where it is posted;
    ``said`` is what was pressed last, ``typed`` and ``fault`` what could not be taken.

    Raises
    ------
    OwnError
        If nothing of it is kept any more.
    """
    found = own(settings, link)
    member = found.member
    step = bands(settings).get(member.band)
    done = "" if fault or said == "leave" else DONE.get(said, "")
    if done and member.state == "left":
        done = ""
    return render(
        "members/member.html",
        member=member,
        called=name_of(member),
        since=_day(member.joined_on),
        left=_day(member.left_on) if member.left_on else "",
        waits=found.waits,
        told=[_told(one) for one in found.told[:MOST_TOLD]],
        hows=[(how, t(words)) for how, words in HOW.items()],
        yearly=yearly(member, step.label if step else None),
        agreed=_day(member.principles_on) if member.principles_on else "",
        years=sums(found.years),
        lines=[_line(one) for one in found.gifts[:MOST_LINES]],
        more=max(0, len(found.gifts) - MOST_LINES),
        today=now.astimezone(WALES).date().isoformat(),
        list_of=f"/members?lang={current_language()}",
        done=t(done) if done else "",
        typed=typed or {},
        fault=fault,
        longest=LONGEST,
        longest_words=LONGEST_WORDS,
        proof=proof,
        action=action,
        **_roles(settings, found),
    )
