"""Where a signature stands on the page, read from the finished file.

The template tags every space with its signer's name, and the tag carries its rectangle (ISO
32000-1, 14.8.5.4.3, BBox of a figure). A caller never has to know how the text flowed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.rw_common import PdfHandler
from pyhanko.sign.fields import enumerate_sig_fields

from thidua.papers.signing.model import POINTS_PER_MM, SignatureError, Space
from thidua.vietnamese.text import clean

_MARK = "Chỗ ký của "
_MOST_TAGS = 500_000
_HAND_WIDTH = 55 * POINTS_PER_MM
_HAND_HEIGHT = 24 * POINTS_PER_MM
_MARK_MARGIN = 15 * POINTS_PER_MM
_MARK_TOP = 5 * POINTS_PER_MM


def signature_spaces(reader: PdfHandler) -> dict[str, Space]:
    """Return the space of each signer named in the file (none in a file not made here)."""
    pages = page_numbers(reader)
    spaces: dict[str, Space] = {}
    for tag in _tags(reader):
        name = str(tag.get("/Alt", ""))
        if tag.get("/S") == "/Figure" and name.startswith(_MARK):
            box, page = _box(tag), pages.get(_page(tag))
            if box and page is not None:
                spaces[clean(name.removeprefix(_MARK))] = Space(page, *box)
    return spaces


def hand_space(space: Space, ratio: float) -> Space:
    """Return where a hand of that width to height stands: in the middle, as large as fits."""
    height = min(_HAND_HEIGHT, space.height, min(_HAND_WIDTH, space.width) / ratio)
    return _around(space, height * ratio, height)


def seal_space(hand: Space, width: float, ratio: float) -> Space:
    """Return where a seal stands: over the left third of the hand, to the left of it."""
    height = width / ratio
    right = hand.left + hand.width / 3
    bottom = (hand.bottom + hand.top - height) / 2
    return Space(hand.page, right - width, bottom, right, bottom + height)


def mark_space(media: tuple[float, float], width: float, height: float) -> Space:
    """Return the upper right corner of the first page; ``media`` is its width and height."""
    right, top = media[0] - _MARK_MARGIN, media[1] - _MARK_TOP
    return Space(0, right - width, top - height, right, top)


def signed_spaces(reader: PdfHandler) -> list[Space]:
    """Return where the file's signatures are seen."""
    pages = page_numbers(reader)
    found = []
    for _, value, field in enumerate_sig_fields(reader, filled_status=True):
        widget = field.get_object()
        page = pages.get(_reference(widget, "/P"))
        if value is not None and page is not None and "/Rect" in widget:
            left, bottom, right, top = (float(side) for side in widget["/Rect"])
            found.append(Space(page, left, bottom, right, top))
    return [space for space in found if space.width > 0 and space.height > 0]


def last_signed_space(pdf: bytes) -> Space | None:
    """Return where the last signature of a file is seen; ``None`` where none is.

    Raises:
        SignatureError: this is not a PDF that can be read.
    """
    try:
        found = signed_spaces(PdfFileReader(io.BytesIO(pdf)))
    except PdfError:
        raise SignatureError("Không đọc được tệp PDF này. Xin lại tệp gốc.") from None
    return found[-1] if found else None


def page_numbers(reader: PdfHandler) -> dict[tuple[int, int] | None, int]:
    """Return the number of each page by its object."""
    order: list[tuple[int, int]] = []
    waiting = [reader.root.raw_get("/Pages")]
    seen: set[tuple[int, int]] = set()
    while waiting:
        reference = waiting.pop()
        node = reference.get_object()
        identity = (reference.idnum, reference.generation)
        if identity in seen:
            continue
        seen.add(identity)
        if "/Kids" in node:
            kids = node["/Kids"]
            waiting += [kids.raw_get(index) for index in reversed(range(len(kids)))]
        else:
            order.append(identity)
    return {identity: number for number, identity in enumerate(order)}


def _tags(reader: PdfHandler) -> Iterator[generic.DictionaryObject]:
    waiting: list[object] = [reader.root.get("/StructTreeRoot")]
    for _ in range(_MOST_TAGS):
        if not waiting:
            return
        tag = waiting.pop()
        if isinstance(tag, generic.IndirectObject):
            tag = tag.get_object()
        if isinstance(tag, generic.DictionaryObject):
            yield tag
            # Nobody signs in a list of recipients, and most of a file is that list.
            if tag.get("/S") != "/Table":
                waiting.append(tag.get("/K"))
        elif isinstance(tag, generic.ArrayObject):
            waiting += reversed(tag)


def _box(tag: generic.DictionaryObject) -> tuple[float, float, float, float] | None:
    attributes = tag.get("/A")
    for one in attributes if isinstance(attributes, generic.ArrayObject) else [attributes]:
        found = one.get_object() if isinstance(one, generic.IndirectObject) else one
        if isinstance(found, generic.DictionaryObject) and "/BBox" in found:
            left, bottom, right, top = (float(side) for side in found["/BBox"])
            return left, bottom, right, top
    return None


def _page(tag: generic.DictionaryObject) -> tuple[int, int] | None:
    # The page stands on the tag or on the content inside it.
    inner: object = tag
    while isinstance(inner, generic.DictionaryObject):
        if "/Pg" in inner:
            return _reference(inner, "/Pg")
        inner = inner.get("/K")
        if isinstance(inner, generic.ArrayObject):
            inner = inner[0] if len(inner) else None
    return None


def _reference(holder: generic.DictionaryObject, key: str) -> tuple[int, int] | None:
    if key not in holder:
        return None
    reference = holder.raw_get(key)
    if not isinstance(reference, generic.IndirectObject):
        return None
    return reference.idnum, reference.generation


def _around(space: Space, width: float, height: float) -> Space:
    left = (space.left + space.right - width) / 2
    bottom = (space.bottom + space.top - height) / 2
    return Space(space.page, left, bottom, left + width, bottom + height)
