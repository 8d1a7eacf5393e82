"""What visitors read of an error: no file, no command."""

from __future__ import annotations

import logging

from copro_map.base.characters import harmless
from copro_map.base.errors import CoproMapError, DatabaseError
from copro_map.base.i18n import explain, t
from copro_map.base.store.faults import NOT_NOW

LOG = logging.getLogger("copro_map")


def words(error: CoproMapError) -> str:
    """Return what a visitor reads of an error, in the current language.

    What is wrong with the database names files and commands: it goes to the log. What
    somebody wrote, such as a file's heading, may stand in the others: half a character
    of that would let no page be drawn.
    """
    if not isinstance(error, DatabaseError):
        return harmless(explain(error))
    LOG.error("%s", error)
    return t(error.visitors or NOT_NOW)
