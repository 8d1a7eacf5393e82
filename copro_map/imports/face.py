"""What others may ask of imports."""

from copro_map.imports.drafts import SWEEPS
from copro_map.imports.keeps import KEEPS

__all__ = ["KEEPS", "SWEEPS"]
