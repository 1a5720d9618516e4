"""Front ends: each turns the files of one language into a part of the topology.

None knows another one, and none asks who reaches what.
"""
