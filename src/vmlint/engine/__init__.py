"""The way of a project through vmlint: read, joined, asked by the rules that can fire, in one process or several.

No language is known by its name here, and no rule by what it says.
"""
