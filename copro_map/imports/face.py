"""What others may ask of imports."""

from copro_map.imports.keeps import FORGETS, KEEPS
from copro_map.imports.sweeping import SWEEPS
from copro_map.imports.undoing import UNDO

__all__ = ["FORGETS", "KEEPS", "SWEEPS", "UNDO"]
