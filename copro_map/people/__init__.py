"""What belongs to people, whatever the subject: now what they have half filled in."""
