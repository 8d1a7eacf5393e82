"""A bilingual asset map of co-production in Wales."""

__version__ = "0.1.0"
