"""The live page: the wire in a browser, as it happens."""
