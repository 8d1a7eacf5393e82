"""The tables of the exchange."""
