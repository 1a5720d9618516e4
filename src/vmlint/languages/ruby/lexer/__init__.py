"""Tokens of Ruby."""
