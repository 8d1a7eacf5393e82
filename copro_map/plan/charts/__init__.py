"""What is shown of the plan, as documents and pictures."""
