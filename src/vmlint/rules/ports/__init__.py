"""Rules about forwarded ports."""
