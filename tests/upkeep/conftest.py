"""Who speaks of entries in the tests of upkeep."""

from tests.speaking import NOW, speaks

__all__ = ["NOW", "speaks"]
