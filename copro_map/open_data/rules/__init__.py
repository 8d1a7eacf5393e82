"""Its rules: pure functions, no input or output."""
