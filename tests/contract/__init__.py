"""Suites that every store and every transport must pass."""
