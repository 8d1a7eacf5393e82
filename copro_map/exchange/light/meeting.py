"""A meeting on the pages of a link: what it is about, how it stands, its presses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial

from copro_map.assets.face import EXCHANGE_KINDS, KeptEntry, kept_entries
from copro_map.base.config import Settings
from copro_map.base.i18n import N_, Label, current_language, long_date, t
from copro_map.base.said import Spoken
from copro_map.base.store.connection import Database, reading
from copro_map.drawing.templates import Html, render
from copro_map.exchange import answering
from copro_map.exchange.bringing import (
    hold_meeting,
    is_same_member,
    send_meeting,
    why_not,
)
from copro_map.exchange.moving import KIND, LONGEST_OUTCOME, LONGEST_THANKS
from copro_map.exchange.rules.records import MATCHED, Meeting, Side
from copro_map.exchange.rules.standing import is_gone, other, yes_of
from copro_map.exchange.sides import SIDES, Met, met_by, names_of, talk_side
from copro_map.people.links import Link
from copro_map.talks.rules.talks import Talk

Beside = Callable[[Database, Talk], None]
Form = Mapping[str, str]
NOTHING: Form = {}
# How it stands, as a side reads it; by the state, and whose act it was.
STANDS: Mapping[str, str] = {
    "introduced": N_(
        "The Network has introduced you to each other. Neither of you sees the "
        "other's address until both say yes."
    ),
    "would_help": N_(
        "They would like to help. Neither of you sees the other's address until both "
        "say yes."
    ),
    "would_have": N_(
        "They would like what you offer. Neither of you sees the other's address "
        "until both say yes."
    ),
    "waits": N_("You said yes on {day}. They have not answered yet."),
    "agreed": N_("You have both said yes, on {day}. You can write to each other now."),
    "what_came": N_("You agreed to meet on {day}. Did it come about?"),
    "done": N_("You have met: that is good to hear."),
    "declined_mine": N_("You said: no, thank you. It has ended."),
    "declined": N_("They said: no, thank you. It has ended."),
    "withdrawn_mine": N_("You have taken it back, so it has ended."),
    "withdrawn": N_("They have taken it back, or it is not there any more: it ended."),
    "not_about_mine": N_(
        "You said that it came to nothing. Thank you for telling us; both of you are "
        "free again."
    ),
    "not_about": N_("They say that it did not come about."),
    "network": N_("The Network has taken the introduction back: it has ended."),
    "lapsed": N_("30 days passed without an answer, so it has ended by itself."),
}
ASKED, OFFERED = N_("Asked for:"), N_("Offered:")


def _came_to_nothing(database: Database, meeting: Meeting) -> bool:
    """Say whether a side said that what was agreed did not come about.

    And not that it ended because what that side had on the map is gone.
    """
    if meeting.state != "withdrawn" or not meeting.agreed_on:
        return False
    ids = {KIND[x]: meeting.entry(x) for x in SIDES if x == meeting.ended_by}
    found = kept_entries(database)
    return not any(is_gone(found.get(one), kind) for kind, one in ids.items() if one)


def _how(database: Database, met: Met, theirs: str) -> str:
    """Return the word of ``STANDS`` for a side; ``theirs`` is the other's address."""
    meeting, side = met.meeting, met.side
    if meeting.state == "tentative":
        if yes_of(meeting, side):
            return "waits"
        return "would_have" if side == "offerer" else "would_help"
    if meeting.state in ("declined", "withdrawn"):
        if meeting.ended_by == "network":
            return "network"
        over = _came_to_nothing(database, meeting)
        ended = "not_about" if over else str(meeting.state)
        return f"{ended}_mine" if meeting.ended_by == side else ended
    return "what_came" if meeting.state == "agreed" and not theirs else meeting.state


def _in_words(how: str, meeting: Meeting, side: Side) -> str:
    """Return how a meeting stands for a side, in the current language."""
    told = meeting.agreed_on if meeting.state == "agreed" else yes_of(meeting, side)
    day = long_date(date.fromisoformat(told)) if told else ""
    return t(STANDS[how], day=day)


def _may(meeting: Meeting, side: Side) -> str:
    """Return which presses a side has: "answer", "take_back", "tell" or none."""
    if meeting.state in ("introduced", "tentative"):
        return "take_back" if yes_of(meeting, side) else "answer"
    return "tell" if meeting.state == "agreed" else ""


def waits_for(met: Met) -> bool:
    """Say whether a meeting waits for the yes or no of its side."""
    return _may(met.meeting, met.side) == "answer"


def spoken(name: Label) -> Spoken:
    """Return a name in the language in force, if it has one in it."""
    text = name.text() or name.en or name.cy
    return Spoken(text, "en" if text == name.en else current_language())


def _entries(database: Database, met: Met) -> list[tuple[str, str, Spoken]]:
    """Return what is asked for and what is offered: words, id and name of each."""
    names = names_of(database, met.meeting)
    pairs = (
        (ASKED, met.meeting.request, names.request),
        (OFFERED, met.meeting.offer, names.offer),
    )
    gone = Spoken(t("An entry that is not on the map any more"), current_language())
    return [
        (t(words), entry if name else "", spoken(name) if name else gone)
        for words, entry, name in pairs
        if entry
    ]


def meeting_of_link(settings: Settings, link: Link) -> Met | None:
    """Return the meeting that a link opens, as its side has it; None if it is of none.

    Also while its first message waits: then there is nothing to say yes to.

    Raises
    ------
    TalkError
        If it is kept no more.
    """
    with reading(settings.database) as database:
        met = met_by(database, link)
    return met if met and met.meeting.state != "held" else None


def block(  # noqa: PLR0913 - whose, of which link, with what is pressed
    settings: Settings,
    met: Met,
    proof: Callable[[str, str], str],
    action: str,
    *,
    typed: Form = NOTHING,
    fault: str = "",
    above: Html | str = "",
) -> Html:
    """Return the part of a page that says what a meeting is about, with its presses.

    ``above`` stands above the presses: what is to be read first.

    ``proof`` makes what a form sends with a press, ``action`` is where it is posted;
    ``typed`` and ``fault`` what could not be taken, and why.
    """
    meeting, side = met.meeting, met.side
    talk, theirs = met.talk, ""
    party = talk.of(talk_side(meeting, side)) if talk else None
    if talk and talk.both_give and meeting.state in MATCHED:
        theirs = talk.of(talk_side(meeting, other(side))).address
    with reading(settings.database) as database:
        entries = _entries(database, met)
        how = _how(database, met, theirs)
    by = (
        t("You said thank you") if meeting.ended_by == side else t("They say thank you")
    )
    return render(
        "exchange/meeting.html",
        entries=entries,
        stands=_in_words(how, meeting, side),
        is_past=how == "what_came",
        may=_may(meeting, side),
        own=party.address if party else "",
        theirs=theirs,
        thanks=meeting.thanks,
        thanks_by=by,
        outcome=meeting.outcome,
        typed=typed,
        fault=fault,
        proof=proof,
        action=action,
        above=above,
        longest_thanks=LONGEST_THANKS,
        longest_outcome=LONGEST_OUTCOME,
    )


def _met(settings: Settings, link: Link, now: datetime, form: Form) -> Meeting | None:
    return answering.met_each_other(
        settings,
        link,
        now,
        thanks=form.get("thanks", ""),
        outcome=form.get("outcome", ""),
        is_story=bool(form.get("is_story")),
    )


# What is pressed in ``block``, by the name of the press.
PRESSES: Mapping[str, Callable[[Settings, Link, datetime, Form], Meeting | None]] = {
    "meet_yes": lambda settings, link, now, _: answering.agree(settings, link, now),
    "meet_no": lambda settings, link, now, _: answering.say_no(settings, link, now),
    "met": _met,
}


def is_exchange(entry: KeptEntry) -> bool:
    """Say whether writing to an entry begins a meeting."""
    return entry.kind in EXCHANGE_KINDS


def own_entry(settings: Settings, entry: KeptEntry, own: str) -> KeptEntry | None:
    """Return the entry that somebody says is theirs, if it can be the other side.

    One of the other kind that is on the map; that the address speaks for it is asked
    once it is proved.
    """
    if not own or not is_exchange(entry):
        return None
    with reading(settings.database) as database:
        found = kept_entries(database, own).get(own)
    if not found or found.status != "published" or not is_exchange(found):
        return None
    return found if found.kind != entry.kind else None


def refused(entry: KeptEntry, own: KeptEntry | None, day: date) -> str:
    """Return why nobody can begin a meeting like this, in words; "" if they can."""
    if not is_exchange(entry):
        return ""
    if why := why_not(entry, day):
        return t(why)
    if own and is_same_member(entry, own):
        return t(
            "Both are of the same member: you cannot be brought together with yourself."
        )
    return ""


def holding(entry: KeptEntry, own: KeptEntry | None, now: datetime) -> Beside:
    """Return what begins a meeting beside a message that is held."""
    theirs = own.id if own else ""
    return lambda database, talk: hold_meeting(database, entry, theirs, talk, now)


def sending(now: datetime) -> Beside:
    """Return what lets it begin beside a message that leaves; may raise its error."""
    return partial(_send, now=now)


def _send(database: Database, talk: Talk, *, now: datetime) -> None:
    send_meeting(database, talk, now)
