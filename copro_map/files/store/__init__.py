"""What is kept of imports: how a column, a word or a gap of a file was read."""
