"""Archives and other packed documents: what is in them, under caps, and never on disk."""
