"""What others may ask of open_data: its addresses, and what pages say of themselves."""

from copro_map.open_data.files import keep_tidy
from copro_map.open_data.heads import head_of
from copro_map.open_data.light.everything import ROUTES
from copro_map.open_data.light.shells import shell_of

__all__ = ["ROUTES", "head_of", "keep_tidy", "shell_of"]
