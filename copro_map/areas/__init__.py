"""One area: its page, and the brief to print and hand round."""

from copro_map.areas.brief import brief_file

__all__ = ["brief_file"]
