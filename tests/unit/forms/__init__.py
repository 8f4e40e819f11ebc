"""The parts of the forms that need no screen."""
