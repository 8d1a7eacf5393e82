"""Whether an entry is the body of a name."""
