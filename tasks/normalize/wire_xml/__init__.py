"""What the XML formats of news agencies have in common: elements, running text, NITF within."""
