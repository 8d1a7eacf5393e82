"""Waves and replies: what is stored of a survey, and what it must obey by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Wave:
    """One round of a survey: when it is open, and how many of each role were invited.

    Dates are ISO; ``code`` is the SHA-256 of the word that opens the form ("" for no
    form); ``entered_by`` is a role, never a name.
    """

    survey: str
    name: str
    opens_on: str
    closes_on: str
    baseline: bool
    invited: Mapping[str, int]
    entered_by: str
    entered_on: str
    code: str = ""
    supersedes: int | None = None


@dataclass(frozen=True)
class Reply:
    """What one respondent answered in a wave: option ids by question id.

    ``respondent`` is a checksum of 32 signs, only to tell whether somebody answered
    twice. ``organisation_id`` is the practitioner for which a reply of the role
    organisation speaks, else "".
    """

    survey: str
    wave: str
    respondent: str
    role: str
    answered_on: str
    source: str
    entered_by: str
    entered_on: str
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    organisation_id: str = ""
    status: Literal["checked", "withdrawn"] = "checked"
    supersedes: int | None = None
