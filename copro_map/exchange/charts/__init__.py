"""Pictures of the exchange."""
