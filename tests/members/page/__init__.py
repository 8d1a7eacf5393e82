"""The parts of the desk with members, the Forum and the Board."""
