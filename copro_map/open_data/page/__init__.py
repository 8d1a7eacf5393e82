"""What the pages show of what is public: sharing, and how usable they are."""
