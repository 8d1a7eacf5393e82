"""What search answers beside the pages."""
