"""What others may ask of audits, with the records that come back."""

from copro_map.audits.brought_in import FILES
from copro_map.audits.deciding import undo_decision
from copro_map.audits.keeps import KEEPS
from copro_map.audits.listing import audit_frame, instrument_in_use
from copro_map.audits.rules.instrument import GROUPS, LEVELS, Instrument
from copro_map.audits.rules.levels import project_level
from copro_map.audits.store.audits import AuditRow, add_audits, audits
from copro_map.audits.waiting import waiting

__all__ = [
    "KEEPS",
    "FILES",
    "GROUPS",
    "LEVELS",
    "AuditRow",
    "Instrument",
    "add_audits",
    "audit_frame",
    "audits",
    "instrument_in_use",
    "project_level",
    "undo_decision",
    "waiting",
]
