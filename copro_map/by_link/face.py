"""What others may ask of the pages by link: their addresses."""

from copro_map.by_link.light.routes import ROUTES

__all__ = ["ROUTES"]
