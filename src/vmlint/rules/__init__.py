"""The rules: one file for each; ``_index`` lists them, so that only those that can fire are imported.

No rule knows another one, and none reads a file: what several need lies in ``analysis``.
"""
