"""Mutation fuzzing of the reader: whatever comes in, it is read or refused, soon and without a crash."""
