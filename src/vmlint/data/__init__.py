"""Tables of facts, each with its sources, read only when a rule asks."""
