"""The contracts: what an article, a verdict, a summary, an event and a failure look like."""
