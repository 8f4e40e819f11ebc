"""Innboks: the whole correspondence log of the ward, both directions."""
