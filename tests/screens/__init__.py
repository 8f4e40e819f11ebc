"""Scripted screenshots of every screen."""
