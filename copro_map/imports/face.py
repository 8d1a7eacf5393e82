"""What others may ask of imports."""

from copro_map.imports.keeps import KEEPS
from copro_map.imports.sweeping import SWEEPS

__all__ = ["KEEPS", "SWEEPS"]
