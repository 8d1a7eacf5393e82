"""What others may ask of versions, with the records that come back."""

from copro_map.versions.deciding import decide
from copro_map.versions.keeping import (
    amend_version,
    keep_version,
    version_with,
    versions_of,
    withdraw_version,
)
from copro_map.versions.keeps import KEEPS
from copro_map.versions.proving import prove
from copro_map.versions.restoring import CARRIES
from copro_map.versions.returning import names_are_back
from copro_map.versions.rules.versions import Decision, Sent, Version, VersionError
from copro_map.versions.sweeping import FORGETS, SWEEPS
from copro_map.versions.together import TYPED
from copro_map.versions.undoing import UNDO
from copro_map.versions.waiting import waiting

__all__ = [
    "KEEPS",
    "CARRIES",
    "FORGETS",
    "SWEEPS",
    "TYPED",
    "UNDO",
    "Decision",
    "Sent",
    "Version",
    "VersionError",
    "amend_version",
    "decide",
    "keep_version",
    "names_are_back",
    "prove",
    "version_with",
    "versions_of",
    "waiting",
    "withdraw_version",
]
