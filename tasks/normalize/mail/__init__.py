"""E-mail: messages, their parts, and the text that is an article."""
