"""What others may ask of privacy, with the records that come back."""

from copro_map.privacy.cleaning import clean
from copro_map.privacy.forgetting import forget
from copro_map.privacy.personal import Told
from copro_map.privacy.restored import forget_again, who_is_here
from copro_map.privacy.withdrawing import agree, withdraw

__all__ = [
    "Told",
    "agree",
    "clean",
    "forget",
    "forget_again",
    "who_is_here",
    "withdraw",
]
