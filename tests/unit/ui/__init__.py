"""How screens say things, without a screen."""
