"""Tests of plo_desktop.wire."""
