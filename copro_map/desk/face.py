"""What others may ask of the desk."""

from copro_map.desk.clock import by_the_clock
from copro_map.desk.light.routes import ROUTES

__all__ = ["ROUTES", "by_the_clock"]
