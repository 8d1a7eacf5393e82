"""A board member or a steward approves the report of a day as it stands."""

from __future__ import annotations

import re
from datetime import date, datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import LANGUAGES, N_, language_in_force
from copro_map.base.store.connection import writing
from copro_map.base.today import WALES
from copro_map.drawing.on_paper import pdf_of
from copro_map.drawing.on_screen import html_of
from copro_map.indicators.face import Progress, progress
from copro_map.people.changes import note
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Change
from copro_map.people.rules.permissions import Actor, require
from copro_map.report.narratives import publish
from copro_map.report.report import report_of
from copro_map.report.rules.approval import ApprovalError
from copro_map.report.rules.narrative import Words
from copro_map.report.signed import Version, approved_words, as_it_stands
from copro_map.report.store.approvals import (
    Approval,
    ApprovedFile,
    add_approval,
    approvals_of,
)
from copro_map.report.store.narratives import last_narrative

LARGEST = 8_000_000  # bytes of one file
CHANGED = N_(
    "Figures or words have changed since you opened this page, so nothing is approved. "
    "Look at the report as it is now, then approve it."
)
NO_TEXT = re.compile(r"<(style|script)\b.*?</\1>|<[^>]*>", re.DOTALL)


def _files(found: Progress, version: Version, pending: Approval) -> list[ApprovedFile]:
    """Return the report in both languages, as approved."""
    files = []
    for language in LANGUAGES:
        with language_in_force(language):
            report = report_of(found, version, approved_words(pending))
            file, spoken = pdf_of(report), NO_TEXT.sub(" ", html_of(report))
        if len(file) > LARGEST:
            raise ApprovalError(
                N_("The report is too large to be kept: {n} bytes, {most} at most."),
                n=len(file),
                most=LARGEST,
            )
        files.append(ApprovedFile(language, file, spoken))
    return files


def _keep(
    settings: Settings,
    actor: Actor,
    version: Version,
    pending: Approval,
    files: list[ApprovedFile],
    now: datetime,
) -> None:
    """Keep a version with its files, if the report is still as it was looked at."""
    row = {name: value for name, value in vars(pending).items() if name != "number"}
    days = {name: row[name].isoformat() for name in ("as_at", "approved_on")}
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "approve_report")
        words = last_narrative(database, pending.as_at)
        if (
            (words.number if words else None) != pending.narrative
            or approvals_of(database, pending.as_at) != version.versions
            or present.role != actor.role
        ):
            raise ApprovalError(CHANGED)
        add_approval(database, {**row, **days}, files)
        told = Change("approval", days["as_at"], "approved", now=str(pending.version))
        note(database, present, told, now)


def approve(
    settings: Settings,
    actor: Actor,
    as_at: date,
    now: datetime,
    *,
    seen: str = "",
    of_board: bool = False,
) -> int:
    """Approve the report of a day as it stands; return the number of the version.

    Its figures, its words and its files in both languages are kept as they are.
    ``seen`` is what whoever approves it had before them (``Version.seen``); "" is not
    asked. ``of_board``: the board agreed to it, and somebody else enters that.

    Raises
    ------
    RefusedError
        If somebody may not.
    ApprovalError
        If the day has not come, the report has changed meanwhile, or just this is
        approved already.
    """
    require(actor, "approve_report")
    today = now.astimezone(WALES).date()
    if as_at > today:
        raise ApprovalError(N_("This day has not come yet. Choose one that has."))
    found = progress(settings, as_at)
    version = as_it_stands(found, as_at)
    if seen and version.seen != seen:
        raise ApprovalError(CHANGED)
    if version.last and version.state == "approved":
        n = version.last.version
        raise ApprovalError(N_("Just this is approved already: version {n}."), n=n)
    pending = Approval(
        number=0,
        as_at=as_at,
        version=len(version.versions) + 1,
        approved_on=today,
        role="board" if of_board else actor.role,
        entered_role=actor.role,
        person=actor.person,
        narrative=version.words_number,
        figures=version.figures,
    )
    files = _files(found, version, pending)
    _keep(settings, actor, version, pending, files, now)
    return pending.version


def publish_and_approve(
    settings: Settings, actor: Actor, as_at: date, words: Words, now: datetime
) -> int:
    """Publish words for a day, and enter that the board approved the report with them.

    Returns
    -------
    int
        The number of the version. Errors as ``narratives.publish`` and ``approve``.
    """
    publish(settings, actor, as_at, words, now, seen=0)
    return approve(settings, actor, as_at, now, of_board=True)
