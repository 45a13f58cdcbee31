"""`wiredesk doctor`: checks of a live system, each with what to do about what it finds."""
