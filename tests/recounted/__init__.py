"""What a reader is told, counted anew: plain SQL on the tables, and files read as such.

Nothing here asks the code that is held against it.
"""
