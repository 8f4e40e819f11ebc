"""What stands round every screen: menus, context bar, rail, status row."""
