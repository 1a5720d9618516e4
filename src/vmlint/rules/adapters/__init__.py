"""Rules about network adapters and their addresses."""
