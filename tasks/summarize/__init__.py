"""Summarize: what a reader should know first, every sentence taken verbatim from the article."""
