"""Hostile and broken input, one case per number of the fault list, through the whole command line."""
