"""The official acceptance requirements, one by one, and the page that says which test proves which."""
