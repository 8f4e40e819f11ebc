"""One file per message type; `messages.registry` finds them all by itself."""
