"""What others may ask of privacy."""

from copro_map.privacy.withdrawing import agree, withdraw

__all__ = ["agree", "withdraw"]
