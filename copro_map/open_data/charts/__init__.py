"""What is drawn for light pages."""
