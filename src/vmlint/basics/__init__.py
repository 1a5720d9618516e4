"""What every room needs and nobody would look for elsewhere: texts and places, records, patterns, escaping, the gate.

Nothing of networks, Vagrant or findings may be in it.
"""
