"""Rules about who reaches what."""
