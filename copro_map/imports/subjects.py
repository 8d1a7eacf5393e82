"""The subjects of which files are brought in, by name, in the order of the page."""

from __future__ import annotations

from collections.abc import Mapping

from copro_map.imports.audits import AUDITS
from copro_map.imports.contacts import CONTACTS
from copro_map.imports.entries import ENTRIES
from copro_map.imports.events import EVENTS
from copro_map.imports.importer import Importer
from copro_map.imports.members import MEMBERS
from copro_map.imports.observations import OBSERVATIONS
from copro_map.imports.outreach import OUTREACH
from copro_map.imports.replies import REPLIES
from copro_map.imports.spending import SPENDING

SUBJECTS: Mapping[str, Importer] = {
    one.name: one
    for one in (
        *(ENTRIES, REPLIES, OBSERVATIONS, OUTREACH, CONTACTS, AUDITS, MEMBERS),
        *(EVENTS, SPENDING),
    )
}
