"""Points in time and calendar days, as people and systems write them."""
