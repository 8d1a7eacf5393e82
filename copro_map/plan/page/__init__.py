"""What the pages draw of the plan."""
