"""Routes that need no script: pages, frames, files and feeds."""
