"""Tables of facts, each with its sources, read only when a rule asks.

No code but what looks a value up.
"""
