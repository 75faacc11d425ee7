"""Reports reworded from one another, and reports of the same events by other hands: our own."""
