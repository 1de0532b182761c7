"""The words of a PDF, for holding two files against each other."""

from __future__ import annotations

import unicodedata

import pypdfium2

_MOST_PAGES = 1000
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\ufffe\x02"), "-") | {0xAD: None}


def words_of(pdf: bytes) -> str:
    """Return the text of all pages as it is compared; empty where the file holds none.

    For a process of its own: the reader is native code, and not safe in threads.
    """
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        return ""
    pages = range(min(len(document), _MOST_PAGES))
    return comparable(" ".join(_page_words(document, number) for number in pages))


def _page_words(document: pypdfium2.PdfDocument, number: int) -> str:
    try:
        return str(document[number].get_textpage().get_text_bounded())
    except pypdfium2.PdfiumError:
        return ""


def comparable(text: str) -> str:
    """Return ``text`` composed, without spaces, with one kind of hyphen, without case."""
    composed = unicodedata.normalize("NFC", text).translate(_HYPHENS)
    return "".join(composed.split()).casefold()
