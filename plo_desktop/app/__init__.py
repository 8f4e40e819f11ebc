"""The composition root: the only place that picks store, transport, clock and window.

`opening` shows the window and imports only what its first paint needs; `program` is loaded after it.
"""
