"""XML: the only package that imports lxml. Grammar, checking, reading, envelope, codec and receipts."""
