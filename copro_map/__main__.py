"""``python -m copro_map``."""

from copro_map.commands.cli import main

main()
