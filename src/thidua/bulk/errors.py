"""What this package refuses, each with a Vietnamese sentence that says how to mend it."""

from __future__ import annotations


class BadTable(Exception):
    """A file or table that cannot be used as it is; ``sentence`` is for the reader."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
