"""Fictional papers and the ways to read a finished one back."""

from __future__ import annotations

import ctypes
import io
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime

import docx
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from docx.oxml.ns import qn

from thidua.papers import (
    AbsentMember,
    Article,
    AwardCount,
    AwardGroup,
    AwardLine,
    CandidateVotes,
    CertificatePaper,
    DecisionPaper,
    Letterhead,
    Member,
    MinutesPaper,
    Recipients,
    Signature,
    SubmissionPaper,
    VoteGroup,
)

CREATED_AT = datetime(2024, 1, 5, 2, 0, tzinfo=UTC)
POINTS_PER_MM = 72 / 25.4

NAMES = ("Tạ Thị Hồng Vân", "Lục Văn Khởi", "Mạc Đức Thuận", "Ngô Thị Ngọc Ánh", "Quách Huy Lĩnh")
BASES = (
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
    "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ",
    "Theo đề nghị của Trưởng phòng Nội vụ tại Tờ trình số 45/TTr-NV ngày 03 tháng 01 năm 2024;",
)
DISTRICT = Letterhead(None, "Ủy ban nhân dân huyện An Dương", "An Dương")


def award_lines(count: int, amount: int | None = 540_000) -> tuple[AwardLine, ...]:
    return tuple(
        AwardLine(
            order, f"{NAMES[order % 5]} {order:04d}", "Giáo viên, Trường THCS Bến Sen", "", amount
        )
        for order in range(1, count + 1)
    )


def annex(count: int = 3) -> tuple[AwardGroup, ...]:
    collectives = (AwardLine(1, "Trường Tiểu học Cầu Mây", "Xã Cầu Mây", "", 1_080_000, "Dẫn đầu"),)
    return (
        AwardGroup("Cá nhân", award_lines(count), 540_000 * count),
        AwardGroup("Tập thể", collectives, 1_080_000),
    )


def decision(**changes: object) -> DecisionPaper:
    paper = DecisionPaper(
        letterhead=DISTRICT,
        number=5,
        symbol="QĐ-UBND",
        issued_on=date(2024, 1, 5),
        subject="Về việc tặng Giấy khen cho tập thể, cá nhân có thành tích xuất sắc năm 2023",
        authority="Chủ tịch Ủy ban nhân dân huyện An Dương",
        bases=BASES,
        articles=(
            Article("Tặng Giấy khen cho 01 tập thể và 03 cá nhân (có danh sách kèm theo)."),
            Article("Tiền thưởng:", ("Cá nhân: 540.000 đồng.", "Tập thể: 1.080.000 đồng.")),
            Article("Quyết định này có hiệu lực kể từ ngày ký."),
        ),
        signature=Signature((), "Chủ tịch", "Bạch Văn Minh"),
        recipients=Recipients(("- Như Điều 3;", "Sở Nội vụ"), "VT, NV"),
        annex=annex(),
        annex_title="Danh sách được tặng Giấy khen",
    )
    return replace(paper, **changes)


def submission(**changes: object) -> SubmissionPaper:
    paper = SubmissionPaper(
        letterhead=Letterhead(
            "Ủy ban nhân dân huyện An Dương", "Trường Trung học cơ sở Bến Sen", "Bến Sen"
        ),
        number=7,
        symbol="TTr-THCS",
        issued_on=date(2024, 6, 10),
        subject="Về việc đề nghị xét tặng danh hiệu thi đua",
        addressees=("Chủ tịch Ủy ban nhân dân huyện", "Hội đồng Thi đua - Khen thưởng huyện"),
        bases=BASES[:1],
        body=("Hội đồng nhà trường họp ngày 05 tháng 6 năm 2024 (Biên bản số 02/BB-HĐTĐKT).",),
        counts=(AwardCount("Chiến sĩ thi đua cơ sở", 6), AwardCount("Giấy khen", 2, 1, 1)),
        commitments=("Hồ sơ đúng sự thật", "Không ai đang bị xem xét kỷ luật"),
        signature=Signature(("KT. Hiệu trưởng",), "Phó Hiệu trưởng", "Lâm Thị Mai"),
        recipients=Recipients(("Như trên",)),
        annex=(AwardGroup("", award_lines(2, None)),),
        annex_title="Danh sách đề nghị",
    )
    return replace(paper, **changes)


def votes(*counts: tuple[int, int]) -> tuple[CandidateVotes, ...]:
    return tuple(
        CandidateVotes(order, NAMES[order], "Trường THCS Bến Sen", in_favour, against)
        for order, (in_favour, against) in enumerate(counts, 1)
    )


def minutes(**changes: object) -> MinutesPaper:
    paper = MinutesPaper(
        letterhead=Letterhead(
            "Ủy ban nhân dân huyện An Dương", "Hội đồng Thi đua - Khen thưởng", "An Dương"
        ),
        number=3,
        symbol="BB-HĐTĐKT",
        subject="Họp Hội đồng xét danh hiệu Chiến sĩ thi đua cơ sở năm 2024",
        started_at=datetime(2024, 12, 20, 8, 0, tzinfo=UTC),
        ended_at=datetime(2024, 12, 20, 10, 30, tzinfo=UTC),
        venue="Phòng họp số 1",
        chair=Member("Bạch Văn Minh", "Chủ tịch Hội đồng"),
        secretary=Member("Lê Văn Hòa"),
        total_members=13,
        present_count=12,
        present=(Member("Bạch Văn Minh", "Chủ tịch Hội đồng"), Member("Lê Văn Hòa")),
        absent=(AbsentMember("Ngô Văn Tuấn", "ủy viên", "Đồng ý với danh sách."),),
        documents=("Tờ trình số 45/TTr-NV ngày 15 tháng 12 năm 2024",),
        discussion=("Hội đồng thảo luận, thống nhất bỏ phiếu kín.",),
        ballots=(VoteGroup("Chiến sĩ thi đua cơ sở", votes((12, 1), (10, 3)), 80, 11),),
        conclusion=("Trình Chủ tịch tặng danh hiệu cho 01 cá nhân.",),
        recipients=Recipients(("Thành viên Hội đồng",)),
    )
    return replace(paper, **changes)


def certificate(**changes: object) -> CertificatePaper:
    paper = CertificatePaper(
        kind="giay-khen",
        issuer_title="Chủ tịch Ủy ban nhân dân huyện An Dương",
        verb="Tặng",
        award_name="Giấy khen",
        recipient="Bà Tạ Thị Hồng Vân",
        recipient_detail="Giáo viên, Trường Trung học cơ sở Bến Sen",
        achievement="Đã có thành tích xuất sắc trong phong trào thi đua năm 2023",
        decision_number="05/QĐ-UBND",
        decision_date=date(2024, 1, 5),
        golden_book="12",
        place="An Dương",
        signed_on=date(2024, 1, 5),
        signer_title="Chủ tịch",
        signer_name="Bạch Văn Minh",
        verify_url="https://thidua.example/xac-thuc/K7M2-9QXD",
        verify_code="K7M2-9QXD",
    )
    return replace(paper, **changes)


def decomposed(value: object) -> object:
    """The same value as it comes from a machine that types letters and marks apart."""
    if isinstance(value, str):
        return unicodedata.normalize("NFD", value)
    if isinstance(value, tuple):
        return tuple(decomposed(item) for item in value)
    if is_dataclass(value):
        parts = {field.name: decomposed(getattr(value, field.name)) for field in fields(value)}
        return type(value)(**parts)
    return value


@contextmanager
def opened(pdf: bytes) -> Iterator[pdfium.PdfDocument]:
    document = pdfium.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page, every run of white space one space."""
    with opened(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def text_of(pdf: bytes) -> str:
    return " ".join(page_texts(pdf))


def letters(page: pdfium.PdfPage) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Each visible letter of a page with its box: left, bottom, right, top in points."""
    text = page.get_textpage()
    for index in range(text.count_chars()):
        letter = text.get_text_range(index, 1)
        if letter.strip():
            yield letter, text.get_charbox(index)


def top_margins(pdf: bytes, height: float = 20) -> list[str]:
    """What stands in the top margin of each page."""
    with opened(pdf) as document:
        return [
            page.get_textpage()
            .get_text_bounded(bottom=page.get_height() - height * POINTS_PER_MM)
            .strip()
            for page in document
        ]


def word_paragraphs(written: bytes) -> list[str]:
    """Every paragraph of a DOCX in reading order, tables included, empty ones left out."""
    document = docx.Document(io.BytesIO(written))
    texts = [_word_text(paragraph) for paragraph in document.element.body.iter(qn("w:p"))]
    return [text for text in texts if text]


def _word_text(paragraph: object) -> str:
    nodes = paragraph.iter(qn("w:t"), qn("w:br"))
    return " ".join("".join(node.text or " " for node in nodes).split())


def painted_texts(page: pdfium.PdfPage) -> dict[str, tuple[int, int, int]]:
    """Each run of text on a page, in drawing order, with its colour."""
    reader = page.get_textpage()
    painted = {}
    for run in page.get_objects([pdfium_c.FPDF_PAGEOBJ_TEXT], textpage=reader):
        colour = [ctypes.c_uint() for _ in range(4)]
        pdfium_c.FPDFPageObj_GetFillColor(run, *colour)
        painted[run.extract()] = tuple(channel.value for channel in colour[:3])
    return painted


def alternative_texts(page: pdfium.PdfPage) -> list[str]:
    """What a screen reader says for the pictures of a page."""
    tree = pdfium_c.FPDF_StructTree_GetForPage(page)
    try:
        count = pdfium_c.FPDF_StructTree_CountChildren(tree)
        roots = [pdfium_c.FPDF_StructTree_GetChildAtIndex(tree, i) for i in range(count)]
        return [text for root in roots for text in _alternatives(root)]
    finally:
        pdfium_c.FPDF_StructTree_Close(tree)


def _alternatives(node: object) -> Iterator[str]:
    size = pdfium_c.FPDF_StructElement_GetAltText(node, None, 0)
    if size > 2:
        buffer = ctypes.create_string_buffer(size)
        pdfium_c.FPDF_StructElement_GetAltText(node, buffer, size)
        yield buffer.raw.decode("utf-16-le").rstrip("\0")
    for index in range(pdfium_c.FPDF_StructElement_CountChildren(node)):
        child = pdfium_c.FPDF_StructElement_GetChildAtIndex(node, index)
        if child:
            yield from _alternatives(child)


def language(document: pdfium.PdfDocument) -> str:
    size = pdfium_c.FPDFCatalog_GetLanguage(document, None, 0)
    buffer = (ctypes.c_ushort * size)()
    pdfium_c.FPDFCatalog_GetLanguage(document, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")
