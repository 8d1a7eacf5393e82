"""What others may ask of privacy."""

__all__ = ()
