"""What the pages draw of members."""
