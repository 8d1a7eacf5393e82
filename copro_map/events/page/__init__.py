"""What the pages draw of events."""
