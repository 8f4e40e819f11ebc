"""Screens and forms, without a screen."""
