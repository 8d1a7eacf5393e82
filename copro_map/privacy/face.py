"""What others may ask of privacy."""

from copro_map.privacy.cleaning import clean
from copro_map.privacy.restored import forget_again, who_is_here
from copro_map.privacy.withdrawing import agree, withdraw

__all__ = ["clean", "forget_again", "who_is_here", "agree", "withdraw"]
