"""The publish stage: the one place that writes to the streams."""
