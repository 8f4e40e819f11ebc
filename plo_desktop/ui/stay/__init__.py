"""Pasienter: the ward by bed and the story of one stay."""
