"""Whether the report of a day is approved as it stands, and what it says of that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from copro_map.base.config import Settings
from copro_map.base.i18n import N_, long_date, t
from copro_map.base.store.connection import reading
from copro_map.indicators.face import Progress
from copro_map.people.rules.permissions import Role
from copro_map.people.wording import role_name
from copro_map.report.rules.approval import (
    ApprovalError,
    Figures,
    figures_of,
    fingerprint,
    same_figures,
)
from copro_map.report.store import approvals as store
from copro_map.report.store.approvals import Approval
from copro_map.report.store.narratives import Narrative, last_narrative

State = Literal["approved", "newer", "draft"]


@dataclass(frozen=True)
class Version:
    """The report of a day as it stands: its figures, its words, what was approved.

    ``versions`` are those of just this day that somebody approved, in order; ``before``
    is what was approved last of an earlier day.
    """

    figures: Figures
    narrative: Narrative | None
    versions: tuple[Approval, ...]
    before: Approval | None

    @property
    def words_number(self) -> int | None:
        """The number of the text in it."""
        return self.narrative.number if self.narrative else None

    @property
    def seen(self) -> str:
        """What tells it from another version."""
        return fingerprint(self.figures, self.words_number)

    @property
    def last(self) -> Approval | None:
        """The version of this day that was approved last."""
        return self.versions[-1] if self.versions else None

    @property
    def state(self) -> State:
        """Whether just this was approved, or another version of it, or none."""
        if self.last is None:
            return "draft"
        same = same_figures(self.last.figures, self.figures)
        same = same and self.last.narrative == self.words_number
        return "approved" if same else "newer"


def as_it_stands(progress: Progress, day: date | None = None) -> Version:
    """Return the report of a day, that of ``progress`` if no other, as it stands."""
    day = day or progress.day
    with reading(progress.settings.database) as database:
        versions = store.approvals_of(database, day)
        return Version(
            figures_of(progress.as_json()),
            last_narrative(database, day),
            versions,
            None if versions else store.last_approval(database, day),
        )


def by_whom(one: Approval) -> str:
    """Return who approved a version: by role, never by name."""
    entered = role_name(cast(Role, one.entered_role))
    if one.role == one.entered_role:
        return entered
    return t("the board, as entered by: {role}", role=entered)


def approved_words(one: Approval) -> str:
    """Return when a version was approved, and by whom."""
    return t(
        "Approved on {date}, version {n}. By: {role}.",
        date=long_date(one.approved_on),
        n=one.version,
        role=by_whom(one),
    )


def signed_words(version: Version) -> str:
    """Return what the report of a day says of its approval, translated."""
    last, before = version.last, version.before
    if last is None:
        draft = t("Draft: not approved yet.")
        if before is None:
            return draft
        of_before = t("Report as at {date}:", date=long_date(before.as_at))
        return f"{draft} {of_before} {approved_words(before)}"
    if version.state == "approved":
        return approved_words(last)
    newer = t("What you read is newer: figures or words have changed since.")
    return f"{approved_words(last)} {newer}"


def approved_file(settings: Settings, number: int, language: str) -> bytes:
    """Return the PDF of a version as it was approved.

    Raises
    ------
    ApprovalError
        If it is kept no more, or is not what was approved.
    """
    with reading(settings.database) as database:
        try:
            file = store.approved_file(database, number, language)
        except ValueError as error:
            raise ApprovalError(
                N_(
                    "This file was changed since it was approved, so it is not shown. "
                    "Restore a backup."
                )
            ) from error
    if file is None:
        raise ApprovalError(
            N_("This file is kept no more: somebody in it asked to be forgotten.")
        )
    return file


def all_versions(settings: Settings) -> tuple[tuple[Approval, ...], frozenset[int]]:
    """Return every version that was approved, and the numbers of those with files."""
    with reading(settings.database) as database:
        return store.all_approvals(database), store.with_files(database)
