"""What the pages draw of the agenda."""
