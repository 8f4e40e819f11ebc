"""One module per act, named by its verb; the only code that changes anything."""
