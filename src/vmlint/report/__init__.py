"""Printers: findings and facts, for people and for programs. None of them decides anything."""
