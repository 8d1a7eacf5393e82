"""What others may ask of contribute: nothing so far, for its page is the way in."""

__all__ = ()
