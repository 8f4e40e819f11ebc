"""The daily jobs from end to end, by real key events and within their key targets (ux.md e)."""
