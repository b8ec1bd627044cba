"""Inspection grades: who was graded what, whom to ask, what moved."""
