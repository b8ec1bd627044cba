"""Differences between groups of people at each decision point, from store to words."""
