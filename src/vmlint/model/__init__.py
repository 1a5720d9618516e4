"""The network as every front end describes it and every question is asked of it.

No language, no provider's syntax, and nothing that decides.
"""
