"""What is public for everybody: light pages, frames for other sites, files, feeds."""
