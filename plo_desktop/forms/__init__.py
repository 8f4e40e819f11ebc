"""From a declaration to widgets: the form, its editors and its problems."""
