"""What is pressed by a link, of those who are brought together."""
