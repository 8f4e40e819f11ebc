"""The locked workstation."""
