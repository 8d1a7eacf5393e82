"""What others may ask of search, with the records that come back."""

from copro_map.search.rules.query import Query
from copro_map.search.search import Answer, all_assets

__all__ = ["Answer", "Query", "all_assets"]
