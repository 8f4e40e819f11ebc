"""Ikke framme: everything that has not reached its end."""
