"""One file for each site generator; beside it, what several ask of the same one."""
