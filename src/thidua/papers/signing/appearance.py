"""What is seen of a signature: an image as it is, or lines of text set by Typst."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL.Image import Image
from pyhanko.pdf_utils.content import PdfContent, ResourceType
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.layout import (
    AxisAlignment,
    BoxConstraints,
    InnerScaling,
    Margins,
    SimpleBoxLayoutRule,
)
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp import StaticStampStyle

from thidua.papers.pdf import mark_pdf

_FILLS_ITS_BOX = SimpleBoxLayoutRule(
    x_align=AxisAlignment.ALIGN_MID,
    y_align=AxisAlignment.ALIGN_MID,
    margins=Margins.uniform(0),
    inner_content_scaling=InnerScaling.STRETCH_TO_FIT,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Set lines: how they are drawn and how large they are, in points."""

    style: StaticStampStyle
    width: float
    height: float


def of_image(picture: Image) -> StaticStampStyle:
    """Return the style that draws ``picture`` over the whole of its space, without a frame."""
    return _style(PdfImage(picture))


def of_lines(lines: Sequence[str]) -> Mark:
    """Return lines set in black, 10 points, right aligned.

    Raises:
        PaperError: a letter cannot be printed.
    """
    page = _Page(mark_pdf(lines))
    return Mark(_style(page), page.width, page.height)


def _style(content: PdfContent) -> StaticStampStyle:
    return StaticStampStyle(border_width=0, background=content, background_layout=_FILLS_ITS_BOX)


class _Page(PdfContent):
    """The first page of a PDF in memory, fonts included, as something to draw."""

    def __init__(self, pdf: bytes) -> None:
        self._reader = PdfFileReader(io.BytesIO(pdf))
        page = self._reader.find_page_for_modification(0)[0].get_object()
        box = page.get("/MediaBox") or page["/Parent"]["/MediaBox"]
        self.width, self.height = float(box[2]), float(box[3])
        super().__init__(box=BoxConstraints(self.width, self.height))

    def render(self) -> bytes:
        writer = self.writer
        if not isinstance(writer, BasePdfFileWriter):
            raise TypeError("The page is drawn into a writer")
        drawn = writer.import_page_as_xobject(self._reader)
        self.set_resource(ResourceType.XOBJECT, pdf_name("/Mark"), drawn)
        return b"/Mark Do"
