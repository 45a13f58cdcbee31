"""Articles as JSON objects, in the vocabularies in use."""
