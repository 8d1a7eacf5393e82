"""A survey tool's file: its columns, dates and answers, however it is laid out."""
