"""What a finding is, and what becomes of many: the specific before the general, fingerprints, baselines.

Nothing here finds anything, and no file is read but a baseline.
"""
