"""The room of privacy; what others may ask of it is its ``face``."""
