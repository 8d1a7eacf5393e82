"""The room of imports; what others may ask of it is its ``face``."""
