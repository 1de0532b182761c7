"""Judging whole populations from files: tables in, verdicts out, in bounded memory.

- ``tables``: what a registry hands over, as long tables (Parquet or Arrow) in a folder.
- ``encoding``: from those to one wide table, a boolean column a fact and year, by exactly the
  meaning ``law.FactsBuilder`` gives them.
- ``run``: a wide table or a folder to a Parquet file of verdicts; ``change``: old law against new.

No Django, no network. Needs the extra ``bulk`` (NumPy, PyArrow, Polars, Narwhals).
"""
