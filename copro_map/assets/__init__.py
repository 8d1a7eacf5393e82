"""The entries: search, map, list, matching, import and export."""
