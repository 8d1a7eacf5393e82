"""The rooms that keep anything of people: each tells what, and forgets it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from copro_map.base.whom import Keeps
from copro_map.contribute.face import KEEPS as OF_CONTRIBUTE
from copro_map.imports.face import KEEPS as OF_IMPORTS

# In the order in which they forget: who says what of whom before the entry itself.
ROOMS: Mapping[str, Keeps] = MappingProxyType(
    {"imports": OF_IMPORTS, "contribute": OF_CONTRIBUTE}
)
