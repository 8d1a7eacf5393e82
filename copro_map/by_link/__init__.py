"""What people open by a link or write, without Streamlit: their page, messages."""
