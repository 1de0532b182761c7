"""Whole populations from files."""
