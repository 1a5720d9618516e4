"""Rules about the host: its system, its versions, what else is on it."""
