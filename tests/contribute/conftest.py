"""What people fill in, in the tests of contribute."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from copro_map.base.i18n import language_in_force
from copro_map.contribute.drafts import keep_entry
from copro_map.contribute.sending import Receipt, send
from copro_map.people import limits

NOW = datetime(2026, 11, 29, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
ADDRESS = "mair.canari@example.org"
POSTCODE = "SY23 1AB"
GARDEN = {
    "entry": "",
    "kind": "project",
    "name_cy": " Gardd Penparcau ",
    "description_cy": "Tyfu bwyd gyda'n gilydd.",
    "where": POSTCODE,
    "address": ADDRESS,
    "consents": ["contact"],
}
PERSON = GARDEN | {
    "kind": "practitioner",
    "practitioner_type": "individual",
    "consents": ["contact", "name", "where"],
}


@pytest.fixture(autouse=True)
def _nobody_has_sent_anything():
    limits._limiter.cache_clear()


@pytest.fixture
def keeps(network):
    """Let somebody fill in what the form asks for; return the draft's key."""

    def keep(content=GARDEN, key: str = "", **more) -> str:
        return keep_entry(network, key, {}, {**content, **more}, TODAY)

    return keep


@pytest.fixture
def sends(network, keeps):
    """Let somebody send what they filled in; return the key and the receipt."""

    def do(content=GARDEN, *, language="cy", client="a", **more) -> tuple[str, Receipt]:
        key = keeps(content, **more)
        with language_in_force(language):
            return key, send(network, key, NOW, client)

    return do
