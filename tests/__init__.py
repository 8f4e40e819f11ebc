"""Tests of PLO Desktop; a package, so that `python -m tests.screens` works."""
