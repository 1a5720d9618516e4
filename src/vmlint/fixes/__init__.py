"""From plans to edits to text: each edit is tried on the project in memory before anybody is told of it.

Nothing else in vmlint changes a file, and nothing here is imported unless a fix is asked for or offered.
"""
