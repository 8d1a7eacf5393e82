"""Pure calculation: frames in, frames out; no file, clock or network."""
