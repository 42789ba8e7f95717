"""What each site generator knows: menus, routes, redirections."""
