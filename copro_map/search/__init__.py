"""Finding entries: the search, the map, the list, and files of what was found."""
