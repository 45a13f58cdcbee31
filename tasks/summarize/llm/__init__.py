"""A backend that asks a language model, over the interface that most servers of them have."""
