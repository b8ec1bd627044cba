"""What the screens of a meeting are built of."""
