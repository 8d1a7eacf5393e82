"""What others may ask of the desk."""

__all__ = ()
