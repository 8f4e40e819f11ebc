"""How a database of an earlier program comes up to date."""
