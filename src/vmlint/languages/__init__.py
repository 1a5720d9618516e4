"""The languages that front ends read, each a package with its own tree or state.

None knows another one, and only ``virtualbox`` knows the model.
"""
