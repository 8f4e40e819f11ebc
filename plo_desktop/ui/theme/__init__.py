"""The one look: tokens, colours, type, icons and the stylesheet made from them."""
