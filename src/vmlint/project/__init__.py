"""Which files belong together, what they hold, and what they come to as one topology.

Nothing is judged here, and no file is read but through the gate.
"""
