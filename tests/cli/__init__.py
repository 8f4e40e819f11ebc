"""The command line as scripts meet it: exit codes, JSON shapes, streams."""
