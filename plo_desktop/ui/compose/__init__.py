"""Writing a message: the form with its patient, sections, reuse, problems and actions."""
