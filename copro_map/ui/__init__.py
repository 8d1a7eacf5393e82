"""Streamlit: frame, session and address, caches, components."""
