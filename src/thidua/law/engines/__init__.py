"""Engines for whole populations; each runs a ``tape.Program`` and needs libraries of its own.

``planes`` (NumPy and Arrow) is the fast one on one machine; ``frames`` (Narwhals) is the same rules
as expressions, for Polars and for Spark where the data already live there.
"""
