"""The agenda: events as everybody may ask for them and read them."""
