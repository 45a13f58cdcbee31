"""Figures, as ratios against a baseline of the same run; never part of the tests."""
