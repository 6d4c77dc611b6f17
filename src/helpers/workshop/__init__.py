"""Set-up, build, preview and delivery: runs everything and decides no result."""
