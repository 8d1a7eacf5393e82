"""Somebody who was forgotten sends something in again, and proves their address."""

from __future__ import annotations

import logging
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.names import fold
from copro_map.base.today import WALES
from copro_map.people.rules.addresses import address_key
from copro_map.people.rules.consents import PERSON
from copro_map.people.suppressed import come_back
from copro_map.versions.face import Sent

LOG = logging.getLogger("copro_map")


def is_back(settings: Settings, sent: Sent, now: datetime) -> None:
    """Keep that whoever sent something in is here again, if they were forgotten.

    After it was proved, which stands also if this cannot be kept: then ``/health``
    says that the list cannot be read.
    """
    is_person = sent.asset.text("practitioner_type") == PERSON
    names = [sent.asset.text(x) for x in ("name_en", "name_cy")] if is_person else []
    try:
        come_back(
            settings,
            [address_key(sent.address)],
            now.astimezone(WALES).date(),
            [fold(name) for name in names if name],
        )
    except CoproMapError as error:
        LOG.error("%s", error)
