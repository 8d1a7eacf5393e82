"""How what the desk did with members, seats and decisions is taken back."""

from __future__ import annotations

from copro_map.members.deciding import UNDO as OF_REGISTER
from copro_map.members.noting import UNDO as OF_MEMBERS

UNDO = {**OF_MEMBERS, **OF_REGISTER}
