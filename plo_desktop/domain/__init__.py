"""Values and rules of the ward: no input or output, no Qt."""
