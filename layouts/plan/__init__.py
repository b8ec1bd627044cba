"""What the pages of the plan and of one priority are built of."""
