"""What is drawn holds no text that could run."""
