"""Standard-library foundations without ward words: clock, errors, ids, resources."""
