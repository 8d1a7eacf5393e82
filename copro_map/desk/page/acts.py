"""What happened, in words: what each change is called, and what it was from and to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from copro_map.audits.page.to_accept import status_word
from copro_map.base.dates import parse_date
from copro_map.base.i18n import LANGUAGES, N_, long_date, t
from copro_map.coverage.page.asking import theme_name
from copro_map.desk.page.outbox import STATES, when
from copro_map.desk.page.talks import verdict_name
from copro_map.desk.page.words import word_name
from copro_map.events.page.naming import ACTS as OF_EVENTS
from copro_map.events.page.naming import event_said
from copro_map.exchange.page.naming import apart_name, both_named
from copro_map.frame.councils import area_name
from copro_map.members.page import naming as of_members
from copro_map.people.rules.changes import Change, Subject
from copro_map.people.rules.consents import Agreed
from copro_map.people.rules.permissions import ROLES
from copro_map.people.wording import AGREED_NAMES, role_name
from copro_map.surveys.page.waves import role_in_words
from copro_map.upkeep.page.wrong import answer_name

SUBJECT_NAMES: Mapping[Subject, str] = {
    "audit": N_("Self-audits"),
    "claim": N_("Who speaks for what"),
    "consent": N_("What people agree to"),
    "contact": N_("Contacts"),
    "decision": N_("Decisions"),
    "duplicate": N_("Twice on the map"),
    "entry": N_("Entries"),
    "erasure": N_("Forget somebody"),
    "event": N_("Events"),
    "file": N_("Files"),
    "import": N_("Brought in"),
    "meeting": N_("Introductions"),
    "member": N_("Members"),
    "message": N_("Letters"),
    "money": N_("Money"),
    "observation": N_("Figures"),
    "outreach": N_("Outreach"),
    "person": N_("People"),
    "place": N_("Places"),
    "plan": N_("Plan"),
    "report": N_("Said to be wrong"),
    "seat": N_("Forum and Board"),
    "setting": N_("Settings"),
    "narrative": N_("Words of the board report"),
    "approval": N_("Approvals of the board report"),
    "snapshot": N_("Snapshots"),
    "talk": N_("Written through the map"),
    "target": N_("Targets"),
    "version": N_("What was sent in"),
    "wave": N_("Surveys"),
    "workshop": N_("Workshops"),
}
# What is changed, by subject and the program's own word for it.
ACTS: Mapping[tuple[Subject, str], str] = {
    ("audit", "content"): N_("Self-audit corrected by a file"),
    ("audit", "status"): N_("Self-audit decided on"),
    ("claim", "decided"): N_("Decided who speaks for an entry"),
    ("consent", "agreed"): N_("Consent given"),
    ("consent", "withdrawn"): N_("Consent withdrawn"),
    ("erasure", "forgotten"): N_("Somebody was forgotten"),
    ("contact", "entered"): N_("Address entered"),
    ("contact", "changed"): N_("Address changed"),
    ("contact", "left"): N_("Address no longer kept"),
    ("duplicate", "merged"): N_("Two entries made one"),
    ("duplicate", "two"): N_("Two entries kept as two"),
    ("entry", "word"): N_("Said of an entry"),
    ("erasure", "link_sent"): N_("Link to what is kept about somebody: sent"),
    ("erasure", "file_made"): N_("File of what is kept about somebody: made"),
    **{("event", what): words for what, words in OF_EVENTS.items()},
    ("file", "audits"): N_("File of self-audits"),
    ("file", "entries"): N_("File of entries"),
    ("file", "events"): N_("File of events"),
    ("file", "replies"): N_("File of replies"),
    ("file", "members"): N_("File of members"),
    ("file", "outreach"): N_("File of who was asked"),
    ("file", "spend"): N_("File of what was spent"),
    ("import", "audits"): N_("Self-audits brought in"),
    ("import", "contacts"): N_("Contacts brought in"),
    ("import", "entries"): N_("Entries brought in"),
    ("import", "events"): N_("Events brought in"),
    ("import", "observations"): N_("Figures brought in"),
    ("import", "members"): N_("Members brought in"),
    ("import", "outreach"): N_("Who was asked, brought in"),
    ("import", "replies"): N_("Replies brought in"),
    ("import", "spend"): N_("What was spent, brought in"),
    ("meeting", "introduced"): N_("Two introduced to each other"),
    ("meeting", "ended"): N_("Introduction ended"),
    ("meeting", "not_these"): N_("Two not to be introduced"),
    ("meeting", "again"): N_("Two may be introduced after all"),
    **of_members.ACTS,
    ("message", "state"): N_("Letter to be sent again"),
    ("outreach", "asked"): N_("Gap answered: we asked"),
    ("outreach", "none"): N_("Gap answered: there is none here"),
    ("outreach", "known"): N_("Gap answered: somebody knows one"),
    ("outreach", "on_map"): N_("It is on the map now"),
    ("outreach", "not_for_map"): N_("Not for the map"),
    ("outreach", "undone"): N_("Answer to a gap taken back"),
    ("person", "entered"): N_("Person entered"),
    ("person", "letter_monday"): N_("Letter on Mondays to a person"),
    ("person", "letter_monthly"): N_("Letter of each month to a person"),
    ("person", "role"): N_("Role of a person"),
    ("person", "areas"): N_("Areas of a person"),
    ("person", "language"): N_("Language of a person's letters"),
    ("person", "name"): N_("Name of a person"),
    ("person", "address"): N_("Address of a person"),
    ("person", "switched_off"): N_("Person switched off"),
    ("person", "signed_out"): N_("Person signed out everywhere"),
    ("observation", "figure"): N_("What people said: a figure"),
    ("money", "entered"): N_("Money: entered"),
    ("money", "withdrawn"): N_("Money: withdrawn"),
    ("plan", "entered"): N_("Plan: entered"),
    ("plan", "withdrawn"): N_("Plan: withdrawn"),
    ("place", "place"): N_("Place of an entry"),
    ("report", "answer"): N_("Answer to what a visitor said is wrong"),
    ("narrative", "draft"): N_("Words of the board report: being written"),
    ("narrative", "published"): N_("Words of the board report: public"),
    ("approval", "approved"): N_("Board report approved: version"),
    ("setting", "announcement"): N_("Announcement"),
    ("setting", "contact"): N_("Address of the stewards"),
    ("setting", "network_name"): N_("Name of the Network"),
    ("setting", "programme_start"): N_("First day of the programme"),
    ("setting", "read_only"): N_("The map at rest"),
    ("snapshot", "taken"): N_("Snapshot taken"),
    ("talk", "judged"): N_("What is said to be abuse: decided"),
    ("target", "value"): N_("Target of an indicator"),
    ("version", "state"): N_("What was sent in: decided"),
    ("wave", "chased"): N_("Survey: asked again"),
    ("wave", "codes"): N_("Survey: codes made"),
    ("wave", "codes_void"): N_("Survey: codes made void"),
    ("wave", "first_day"): N_("Survey: first day"),
    ("wave", "invited"): N_("Survey: number invited"),
    ("wave", "invited_by_mail"): N_("Survey: invited by mail"),
    ("wave", "last_day"): N_("Survey: last day"),
    ("wave", "looked_at"): N_("Survey: figures looked at"),
    ("wave", "opened"): N_("Survey opened"),
    ("wave", "baseline"): N_("Survey: first wave"),
    ("wave", "name_cy"): N_("Survey: Welsh name"),
    ("wave", "word"): N_("Survey: word that opens it"),
    ("workshop", "code"): N_("Workshop: a new code made"),
    ("workshop", "ended"): N_("Workshop ended"),
    ("workshop", "opened"): N_("Workshop opened"),
}
# How what was sent in stands.
SENT_IN = {
    "waiting": N_("Waiting"),
    "asked": N_("Asked about"),
    "reading": N_("With a Welsh reader"),
    "accepted": N_("Accepted"),
    "declined": N_("Declined"),
    "withdrawn": N_("Withdrawn"),
}
WRITTEN = {"written": N_("Written"), "stopped": N_("Not written")}
PLAIN = {
    "agreed": N_("Agreed"),
    "refused": N_("Refused"),
    "1": N_("Yes"),
    "draft": N_("Waiting"),
    "checked": N_("Accepted"),
    "withdrawn": N_("Withdrawn"),
    "put_right": N_("It is put right"),
    "right": N_("It is right as it is"),
    "not_for_us": N_("Not for us"),
}


def _areas(value: str) -> str:
    return ", ".join(area_name(code) for code in value.split(", "))


def _agreed(value: str) -> str:
    return ", ".join(t(AGREED_NAMES[cast(Agreed, one)]) for one in value.split())


def _counts(value: str) -> str:
    new, changed, *of = value.split(" ", 2)
    told = t("New: {new}, changed: {changed}", new=new, changed=changed)
    return ", ".join([told, *of])


def _gap(value: str) -> str:
    """Return the area of a gap, its theme and a day, in words."""
    area, *more = value.split(" ")
    days = {one: parse_date(one) for one in more}
    told = (long_date(day) if day else theme_name(one) for one, day in days.items())
    return " · ".join([area_name(area), *told])


def _role(value: str) -> str:
    return role_name(value) if value in ROLES else value


# How a value is said, by subject and field; all others are said as they are.
SAID: Mapping[tuple[Subject, str], Callable[[str], str]] = {
    ("audit", "content"): status_word,
    ("audit", "status"): status_word,
    ("consent", "agreed"): _agreed,
    ("consent", "withdrawn"): _agreed,
    ("duplicate", "merged"): lambda value: " → ".join(value.split()),
    ("duplicate", "two"): lambda _: t("Two"),
    ("entry", "word"): word_name,
    **{("event", what): event_said for what in OF_EVENTS},
    ("file", "audits"): _counts,
    ("file", "entries"): _counts,
    ("file", "events"): _counts,
    ("file", "replies"): _counts,
    ("file", "members"): _counts,
    ("file", "outreach"): _counts,
    ("file", "spend"): _counts,
    **dict.fromkeys(
        [(subject, what) for subject, what in ACTS if subject == "import"], _counts
    ),
    **{("outreach", what): _gap for what in ("asked", "none", "known", "undone")},
    **{("meeting", what): apart_name for what in ("not_these", "again")},
    **{("meeting", what): both_named for what in ("introduced", "ended")},
    **of_members.SAID,
    ("message", "state"): lambda value: t(STATES[value]),
    ("report", "answer"): answer_name,
    ("narrative", "published"): lambda value: t("Text {n}", n=value),
    ("approval", "approved"): str,
    ("talk", "judged"): verdict_name,
    ("person", "areas"): _areas,
    ("person", "entered"): _role,
    ("person", "letter_monday"): lambda value: t(WRITTEN[value]),
    ("person", "letter_monthly"): lambda value: t(WRITTEN[value]),
    ("person", "role"): _role,
    ("person", "switched_off"): _role,
    ("person", "language"): lambda value: LANGUAGES[value],
    ("version", "state"): lambda value: t(SENT_IN[value]),
    **{("workshop", what): when for what in ("opened", "ended")},
    **{
        ("wave", what): str
        for what in ("invited", "codes", "invited_by_mail", "chased")
    },
}


def subject_name(subject: Subject) -> str:
    """Return what is changed, in the plural and the current language."""
    return t(SUBJECT_NAMES[subject])


def act_name(change: Change) -> str:
    """Return what a change is called; the field's own name, if it has no words yet."""
    what, _, of = change.what.partition(" ")
    words = ACTS.get((change.subject, what))
    if words:
        of = role_in_words(change.record, of) if change.subject == "wave" else of
        return f"{t(words)} ({of})" if of else t(words)
    return f"{subject_name(change.subject)}: {change.what.replace('_', ' ')}"


def value_said(change: Change, value: str) -> str:
    """Return what a field was, or is, in words; "" for nothing."""
    if not value:
        return ""
    say = SAID.get((change.subject, change.what.partition(" ")[0]))
    try:
        return say(value) if say else t(PLAIN[value])
    except (KeyError, ValueError):  # a word of an older or a newer program
        days = [day for one in value.split() if (day := parse_date(one))]
        if len(days) != len(value.split()):
            return value
        return " – ".join(long_date(day) for day in days)
