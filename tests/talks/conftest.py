"""Messages: an installation without entries, and somebody of each role in it."""

from tests.people.conftest import *  # noqa: F403 - its fixtures
