"""What others may ask of demonstration, with the records that come back."""

from copro_map.demonstration.demonstration import make_demonstration
from copro_map.demonstration.synthetic import make_synthetic

__all__ = ["make_demonstration", "make_synthetic"]
