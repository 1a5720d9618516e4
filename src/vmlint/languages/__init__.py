"""The languages that front ends read; no network in them."""
