"""The reading pane: one message, whole, and its signature."""
