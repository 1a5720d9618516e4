"""Rules about what is said to vmlint itself: comments that suppress findings, names of rules."""
