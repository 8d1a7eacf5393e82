"""What events lends to the tests of the agenda."""

from tests.events.conftest import planted, planted_once

__all__ = ["planted", "planted_once"]
