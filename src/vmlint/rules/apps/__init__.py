"""Rules about what vmlint.yaml declares."""
