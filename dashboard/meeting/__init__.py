"""A meeting as a list of views, and what changed in each since the last one."""
