"""Tests of plo_desktop.store."""
