"""Declarations, kinds and plain values."""
