"""The pages of docs/howto, followed literally."""
