"""The partnership's plan: what it agreed, how each target stands, what moved."""
