"""Its pages: Streamlit draws and listens."""
