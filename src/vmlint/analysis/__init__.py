"""Questions to the model: who reaches what, by which way, and what stands in the way.

No language and no finding is known here: the rules put into words what this works out.
"""
