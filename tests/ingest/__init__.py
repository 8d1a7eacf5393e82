"""Files in: what is stored, and what is refused without a trace."""
