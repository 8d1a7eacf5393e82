"""Files: what people send and take away, as tables."""
