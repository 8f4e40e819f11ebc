"""Frister: what must be done, by time left."""
