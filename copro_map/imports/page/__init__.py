"""Its pages: Streamlit, to draw and to listen."""
