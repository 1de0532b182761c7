"""Papers as PDF: tagged, PDF/A-2a and PDF/UA-1, made by Typst from data alone.

Nothing of a paper is ever parsed as markup: the templates read it as JSON. System fonts are
ignored, so the same paper looks the same on every machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import typst

from thidua.papers import metrics
from thidua.papers.certificate import certificate_data
from thidua.papers.layout import AdministrativePaper, sheet_of
from thidua.papers.model import (
    CertificatePaper,
    DecisionPaper,
    GoldenBook,
    MinutesPaper,
    PaperError,
    PlainPaper,
    SubmissionPaper,
)
from thidua.papers.placed import SheetLayout, sheet_data
from thidua.papers.sheet import Sheet

MOST_CERTIFICATES = 1000
"""Certificates in one call: memory grows with the pages, about 0.5 GB for this many."""

_COMPILATIONS_KEPT = 10
_TEMPLATES = Path(__file__).parent / "templates"
_STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]


def decision_pdf(paper: DecisionPaper, *, created_at: datetime | None = None) -> bytes:
    """Return a decision as PDF.

    ``created_at`` is the moment written in the file's metadata (aware; the clock's when left
    out): with it the same paper gives the same bytes.

    Raises:
        PaperError: the paper cannot be made from this data.
    """
    return _administrative(paper, created_at)


def submission_pdf(paper: SubmissionPaper, *, created_at: datetime | None = None) -> bytes:
    """Return a submission (tờ trình) as PDF; arguments and errors as in :func:`decision_pdf`."""
    return _administrative(paper, created_at)


def minutes_pdf(paper: MinutesPaper, *, created_at: datetime | None = None) -> bytes:
    """Return council minutes as PDF; arguments and errors as in :func:`decision_pdf`."""
    return _administrative(paper, created_at)


def plain_pdf(paper: PlainPaper, *, created_at: datetime | None = None) -> bytes:
    """Return a notice or report as PDF; arguments and errors as in :func:`decision_pdf`."""
    return _administrative(paper, created_at)


def sheet_pdf(sheet: Sheet, *, created_at: datetime | None = None) -> bytes:
    """Return a sheet as PDF; arguments and errors as in :func:`decision_pdf`."""
    return _compiled("administrative.typ", asdict(sheet), created_at)


def certificates_pdf(
    papers: Sequence[CertificatePaper], *, created_at: datetime | None = None
) -> bytes:
    """Return certificates as PDF, one A4 landscape page each, in the order given.

    The national emblem's artwork is not shipped: a star in a laurel, drawn in the template,
    stands in its place. See :func:`decision_pdf` for ``created_at``.

    Raises:
        PaperError: none or more than ``MOST_CERTIFICATES`` are asked for, or one cannot be made.
    """
    _check_count(papers)
    data = {
        "title": _title_of(papers),
        "certificates": [certificate_data(paper) for paper in papers],
    }
    return _compiled("certificate.typ", data, created_at)


def placed_certificates_pdf(
    papers: Sequence[CertificatePaper],
    layout: SheetLayout,
    *,
    rulers: bool = False,
    created_at: datetime | None = None,
) -> bytes:
    """Return certificates as PDF, their parts where ``layout`` puts them, one page each.

    ``rulers`` makes the trial sheet: the same page with its boxes and a scale along two sides.

    Raises:
        PaperError: as :func:`certificates_pdf`, or a text does not fit in its box.
    """
    _check_count(papers)
    data = {"title": _title_of(papers)} | sheet_data(list(papers), layout, rulers=rulers)
    return _compiled("placed.typ", data, created_at)


def golden_book_pdf(book: GoldenBook, *, created_at: datetime | None = None) -> bytes:
    """Return the golden book of a year as PDF; errors as in :func:`decision_pdf`."""
    return _compiled("golden_book.typ", asdict(book), created_at)


def _check_count(papers: Sequence[CertificatePaper]) -> None:
    if not papers:
        raise PaperError("Chưa chọn giấy nào để in. Chọn ít nhất một người hoặc tập thể.")
    if len(papers) > MOST_CERTIFICATES:
        raise PaperError(
            f"Đang in {len(papers)} giấy, một tệp chứa tối đa {MOST_CERTIFICATES}. "
            "Chia danh sách thành nhiều lần in."
        )


def _title_of(papers: Sequence[CertificatePaper]) -> str:
    title = f"{papers[0].award_name}, {papers[0].recipient}"
    return f"{title} và {len(papers) - 1} giấy khác" if len(papers) > 1 else title


def forget() -> None:
    """Give back the memory of what was drawn before.

    The engine drops what the last ten compilations did not need; these need nothing.
    """
    for _ in range(_COMPILATIONS_KEPT + 1):
        typst.compile(b"", format="pdf", font_paths=_fonts(), ignore_system_fonts=True)


def mark_pdf(lines: Sequence[str]) -> bytes:
    """Return lines of text on a page no larger than they are: the mark of a separate annex.

    Raises:
        PaperError: a letter cannot be printed.
    """
    return _compiled("mark.typ", {"title": lines[0], "lines": list(lines)}, None)


def _administrative(paper: AdministrativePaper, created_at: datetime | None) -> bytes:
    return sheet_pdf(sheet_of(paper), created_at=created_at)


def _compiled(template: str, data: Mapping[str, object], created_at: datetime | None) -> bytes:
    _refuse_undrawable(data)
    try:
        compiled = typst.compile(
            _TEMPLATES / template,
            root=_TEMPLATES,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=_STANDARDS,
            timestamp=created_at.astimezone(UTC).replace(microsecond=0) if created_at else None,
        )
    except RuntimeError as error:
        raise _overflow(error) from error
    if not isinstance(compiled, bytes):
        raise TypeError("The compiler gave no single file")
    return compiled


def _overflow(error: RuntimeError) -> PaperError:
    """The sentence for a text that the template found no room for, or for what else went wrong:
    one page that cannot be drawn must not stop the others."""
    found = re.search(r"td-overflow\|([^|]*)\|(.*)", str(error))
    if found is None:
        reason = str(error).splitlines()[0][:200]
        return PaperError(f"Không vẽ được trang in, báo quản trị hệ thống: {reason}")
    what, whose = found[1], found[2].strip()[:80]
    return PaperError(
        f"{what} trên giấy của {whose} không vừa chỗ dành cho nó, kể cả khi thu chữ còn 55 %. "
        "Viết gọn lại hoặc nới ô trong mẫu in."
    )


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[metrics.FONT_FOLDER],
    )


def _refuse_undrawable(data: object) -> None:
    # PDF/A forbids a character without a glyph, and the compiler would say so in English.
    for text in _texts(data):
        if text.isascii() and text.isprintable():
            continue
        missing = metrics.bold().missing(text.replace("\n", ""))
        if missing:
            letter = min(missing)
            raise PaperError(
                f"Ký tự “{letter}” (U+{ord(letter):04X}) trong “{text[:80]}” không in được vì "
                "phông chữ không có. Thay bằng chữ khác."
            )


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _texts(value)
