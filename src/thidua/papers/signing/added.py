"""Whether a file is another with nothing but signatures added to it.

A signature covers what was put before it too: a page changed after the issue and signed then is a
valid signature of another paper. So every object of the first file is held against the second.
"""

from __future__ import annotations

import io

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    PdfObject,
    Reference,
)
from pyhanko.pdf_utils.reader import PdfFileReader

_CATALOG = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Version"})
"""What a signature may change in the catalogue."""

_FORM = frozenset({"/Fields", "/SigFlags", "/DR", "/DA"})
"""What a further signature may change in the form of fields."""


def adds_only_signatures(first: bytes, second: bytes) -> bool:
    """Whether ``second`` holds ``first`` byte for byte and adds signatures alone."""
    if not second.startswith(first):
        return False
    try:
        return _Pair(first, second).differ_in_signatures_alone()
    except Exception:  # noqa: BLE001 (a hostile file can fail anywhere in the reader)
        return False


class _Pair:
    """The same file before and after."""

    def __init__(self, first: bytes, second: bytes) -> None:
        self.old = PdfFileReader(io.BytesIO(first))
        self.new = PdfFileReader(io.BytesIO(second))
        self.last = self.old.xrefs.total_revisions - 1
        self.form, self.lists = _form_and_lists(self.old)

    def differ_in_signatures_alone(self) -> bool:
        roots = [reader.trailer_view.raw_get("/Root") for reader in (self.old, self.new)]
        size = int(self.old.trailer_view["/Size"])
        return (
            _written(roots[0]) == _written(roots[1])
            and all(self._is_kept(number) for number in range(1, size))
            and all(map(_adds_fields, _pages(self.old), _pages(self.new)))
        )

    def _is_kept(self, number: int) -> bool:
        reference = Reference(number, 0, self.new)
        try:
            changed = self.new.xrefs.get_last_change(reference) > self.last
        except KeyError:
            return True
        return not changed or self._is_allowed(number)

    def _is_allowed(self, number: int) -> bool:
        before = self.old.get_object(Reference(number, 0, self.old))
        after = self.new.get_object(Reference(number, 0, self.new))
        if number in self.lists or _written(before) == _written(after):
            return True
        if not isinstance(before, DictionaryObject) or not isinstance(after, DictionaryObject):
            return False
        kind = before.get("/Type")
        if kind == "/Catalog":
            return _same_but(before, after, _CATALOG)
        if kind == "/Page":
            return _same_but(before, after, frozenset({"/Annots"}))
        if number == self.form:
            return _same_but(before, after, _FORM)
        return kind == "/Metadata" or self._is_information(number)

    def _is_information(self, number: int) -> bool:
        trailer = self.old.trailer_view
        held = trailer.raw_get("/Info") if "/Info" in trailer else None
        return isinstance(held, IndirectObject) and held.idnum == number


def _form_and_lists(reader: PdfFileReader) -> tuple[int | None, frozenset[int]]:
    """Numbers of the form object, and of lists of fields that are objects of their own.

    What such a list may gain is judged page by page.
    """
    holders = [(page, "/Annots") for page in _pages(reader)]
    form = reader.root.get("/AcroForm")
    if isinstance(form, DictionaryObject):
        holders.append((form, "/Fields"))
    numbers = (_number(holder, key) for holder, key in holders)
    return _number(reader.root, "/AcroForm"), frozenset(one for one in numbers if one)


def _number(holder: DictionaryObject, key: str) -> int | None:
    held = holder.raw_get(key) if key in holder else None
    return held.idnum if isinstance(held, IndirectObject) else None


def _pages(reader: PdfFileReader) -> list[DictionaryObject]:
    return [reader.find_page_for_modification(n)[0].get_object() for n in range(_count(reader))]


def _count(reader: PdfFileReader) -> int:
    return int(reader.root["/Pages"]["/Count"])


def _written(value: PdfObject) -> bytes:
    stream = io.BytesIO()
    value.write_to_stream(stream, None)
    return stream.getvalue()


def _same_but(before: DictionaryObject, after: DictionaryObject, free: frozenset[str]) -> bool:
    keys = (before.keys() | after.keys()) - free
    return all(
        key in before
        and key in after
        and _written(before.raw_get(key)) == _written(after.raw_get(key))
        for key in keys
    )


def _adds_fields(before: DictionaryObject, after: DictionaryObject) -> bool:
    """Whether the page keeps its annotations and gains signature fields alone."""
    old, new = (_annotations(page) for page in (before, after))
    kept = [_written(one) for one in old]
    fresh = [one for one in new if _written(one) not in kept]
    return len(new) - len(fresh) == len(old) and all(map(_is_signature_field, fresh))


def _annotations(page: DictionaryObject) -> list[PdfObject]:
    held = page.get("/Annots")
    if not isinstance(held, ArrayObject):
        return []
    return [held.raw_get(index) for index in range(len(held))]


def _is_signature_field(annotation: PdfObject) -> bool:
    field = annotation.get_object() if isinstance(annotation, IndirectObject) else annotation
    if not isinstance(field, DictionaryObject) or field.get("/Subtype") != "/Widget":
        return False
    kind = field.get("/FT") or (field["/Parent"].get("/FT") if "/Parent" in field else None)
    return kind == "/Sig"
