"""Tests of `plo_desktop.printing`."""
