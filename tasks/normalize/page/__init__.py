"""Web pages: the article of a page, told from everything around it."""
