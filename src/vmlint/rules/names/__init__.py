"""Rules about the names of machines."""
