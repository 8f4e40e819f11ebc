"""Measurements of what users feel: start, log, lists."""
