"""The command line's commands, one module each; `plo_desktop.cli` parses and calls them."""
