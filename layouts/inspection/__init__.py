"""What the inspection page is built of."""
