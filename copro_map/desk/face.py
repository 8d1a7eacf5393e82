"""What others may ask of the desk."""

from copro_map.desk.clock import by_the_clock

__all__ = ["by_the_clock"]
