"""The normalize stage: from a document's bytes to clean articles."""
