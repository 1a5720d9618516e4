"""Abstract evaluation of Ruby: values that may be unknown, both ways of an undecidable condition."""
