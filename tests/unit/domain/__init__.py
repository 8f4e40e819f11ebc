"""Tests of the values and rules of the ward."""
