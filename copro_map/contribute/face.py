"""What others may ask of contribute: what it keeps of people, and what is swept."""

from copro_map.contribute.keeps import FORGETS, KEEPS
from copro_map.contribute.workshops import SWEEPS

__all__ = ("FORGETS", "KEEPS", "SWEEPS")
