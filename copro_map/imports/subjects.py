"""The subjects of which files are brought in, by name, in the order of the page."""

from __future__ import annotations

from collections.abc import Mapping

from copro_map.imports.importer import Importer

SUBJECTS: Mapping[str, Importer] = {}
