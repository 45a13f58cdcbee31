"""What happens to an article: normalize, deduplicate, summarize, publish."""
