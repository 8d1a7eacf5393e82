"""What is kept of how files are read: a heading, or a value, may name somebody."""

from __future__ import annotations

from copro_map.base.store.taking_out import Naming
from copro_map.base.whom import keeps

KEEPS = keeps((), {}, (Naming("import_choice", ("given", "meaning"), all_of=True),))
