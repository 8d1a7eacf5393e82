"""The indicators: what was promised, where we are, and which records say so."""
