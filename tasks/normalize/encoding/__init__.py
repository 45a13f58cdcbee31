"""From bytes to text: declared, marked, or guessed."""
