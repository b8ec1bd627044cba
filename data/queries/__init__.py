"""Reads of the store: plain rows, sorted, for the pages to use."""
