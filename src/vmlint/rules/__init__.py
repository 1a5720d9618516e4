"""The rules: one file for each; ``_index`` lists them, so that only those that can fire are imported."""
