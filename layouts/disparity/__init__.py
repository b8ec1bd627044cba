"""What the page on disproportionality is built of."""
