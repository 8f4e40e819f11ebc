"""The windows; each screen is a view and a presenter that imports no Qt."""
