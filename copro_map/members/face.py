"""What others may ask of members, with the records that come back."""

from copro_map.members.addresses import FORGETS
from copro_map.members.importing import FILES
from copro_map.members.joining import memberships
from copro_map.members.keeping import keep_governing, keep_member
from copro_map.members.keeps import KEEPS
from copro_map.members.kinds import member_types
from copro_map.members.members import members_frame
from copro_map.members.of_area import of_area
from copro_map.members.promises import BY_THE_CLOCK
from copro_map.members.sweeping import SWEEPS
from copro_map.members.undoing import UNDO
from copro_map.members.waiting import WAITING
from copro_map.members.words import in_numbers

__all__ = [
    "BY_THE_CLOCK",
    "FILES",
    "FORGETS",
    "KEEPS",
    "SWEEPS",
    "UNDO",
    "WAITING",
    "in_numbers",
    "keep_governing",
    "keep_member",
    "member_types",
    "members_frame",
    "memberships",
    "of_area",
]
