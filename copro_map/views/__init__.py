"""Frames to maps, charts and documents."""
