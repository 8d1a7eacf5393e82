"""The frame of every page: language, address, what is kept; it knows no subject."""
