"""Stories: which articles report the same event, told apart online as they arrive."""
