"""The command line: every question and act as a command."""
