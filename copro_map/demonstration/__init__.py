"""The demonstration: invented records of a whole programme, kept apart."""
