"""Every PDF says which standards it follows: PDF/A-2a and PDF/UA-1."""

from __future__ import annotations

import io

import paper_samples as sample
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from thidua.papers import certificates_pdf, decision_pdf, minutes_pdf


@pytest.mark.parametrize(
    "pdf",
    [
        lambda: decision_pdf(sample.decision()),
        lambda: minutes_pdf(sample.minutes()),
        lambda: certificates_pdf([sample.certificate()]),
    ],
    ids=["decision", "minutes", "certificate"],
)
def test_metadata_declares_the_standards(pdf):
    root = PdfFileReader(io.BytesIO(pdf())).root
    packet = root["/Metadata"].data.decode()

    assert "<pdfaid:part>2</pdfaid:part>" in packet
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in packet
    assert "<pdfuaid:part>1</pdfuaid:part>" in packet
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "vi-VN"
