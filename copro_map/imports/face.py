"""What others may ask of imports."""

__all__ = ()
