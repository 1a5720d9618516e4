"""Questions to the model: who reaches what, by which way, and what stands in the way."""
