"""``python -m copro_map``."""

from copro_map.cli import main

main()
