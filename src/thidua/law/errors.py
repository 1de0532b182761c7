"""What the package refuses, each with a sentence in Vietnamese for the reader of the screen."""

from __future__ import annotations


class LawError(Exception):
    """Base of all refusals of this package."""


class UnknownTitle(LawError, LookupError):
    """A code that names no title or form of the law."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Không có danh hiệu, hình thức khen thưởng nào mang mã “{code}”.")
        self.code = code


class BadFact(LawError, ValueError):
    """A fact that cannot be true as given: 12 of 10, a month count below zero."""


class BadBook(LawError, ValueError):
    """The rule book contradicts itself: a gap, an overlap, a citation to no article."""


class NotStricter(LawError, ValueError):
    """A local rule that asks for less than the instrument above it."""


class BadRegulation(LawError, ValueError):
    """A local regulation's file that cannot be read; the sentence says where and how to mend it."""
