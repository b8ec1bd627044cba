"""Where numbers come from: the store, its publications and its queries."""
