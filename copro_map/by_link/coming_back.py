"""Somebody who was forgotten writes or sends something in again, by a link to them."""

from __future__ import annotations

import logging
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.today import WALES
from copro_map.people.rules.addresses import address_key
from copro_map.people.suppressed import come_back

LOG = logging.getLogger("copro_map")


def is_back(settings: Settings, address: str, now: datetime) -> None:
    """Keep that whoever pressed in a letter to an address is here again, if forgotten.

    Not by their name: that nobody proves (``versions.names_are_back``). After what they
    pressed was kept, which stands also if this cannot be: then ``/health`` says why.
    """
    day = now.astimezone(WALES).date()
    try:
        come_back(settings, [address_key(address)], day)
    except CoproMapError as error:
        LOG.error("%s", error)
