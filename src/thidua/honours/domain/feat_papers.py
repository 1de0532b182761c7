"""The summary report of a sudden feat as a paper, for the unit to sign (Điều 85)."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from thidua.core.errors import Refusal
from thidua.honours.models import FeatReport
from thidua.organizations.models import Authority
from thidua.papers import (
    Letterhead,
    PaperError,
    PlainPaper,
    Recipients,
    Signature,
    plain_docx,
    plain_pdf,
)

BLANK = "……"


def summary_file(feat: FeatReport, form: str) -> bytes:
    """The report as `pdf` or `docx`, a draft without number. Raises Refusal when it cannot be."""
    try:
        paper = summary_paper(feat)
        return plain_pdf(paper) if form == "pdf" else plain_docx(paper)
    except PaperError as error:
        raise Refusal(str(error)) from error


def summary_paper(feat: FeatReport) -> PlainPaper:
    """Time, place, act, result, witnesses, certifier; a blank for what nobody said."""
    authority = Authority.objects.get(pk=feat.authority_id)
    return PlainPaper(
        kind="Báo cáo",
        letterhead=Letterhead(None, feat.unit_name or authority.name, authority.place),
        number=None,
        symbol="BC",
        issued_on=timezone.localdate(),
        subject=f"Tóm tắt thành tích đột xuất\n{feat.name}",
        body=tuple(_body(feat)),
        signature=Signature(("THỦ TRƯỞNG ĐƠN VỊ",), "", ""),
        recipients=Recipients(("Cơ quan thường trực thi đua, khen thưởng",)),
        draft=True,
    )


def _body(feat: FeatReport) -> Iterable[str]:
    when = timezone.localtime(feat.happened_at)
    yield f"1. Thời gian: {when:%H} giờ {when:%M} phút, ngày {when:%d/%m/%Y}."
    yield f"2. Nơi xảy ra: {_ended(feat.place)}"
    yield "3. Người, tập thể lập thành tích:"
    for one in feat.subjects.order_by("pk"):
        yield f"- {_ended(', '.join(filter(None, (one.name, one.position))))}"
    yield f"4. Hành động: {_ended(feat.act)}"
    yield f"5. Kết quả: {_ended(feat.result or BLANK)}"
    yield f"6. Người chứng kiến: {_ended(feat.witnesses or BLANK)}"
    paper = f", {feat.certificate}" if feat.certificate else ""
    yield f"7. Xác nhận: {_ended((feat.certifier or BLANK) + paper)}"


def _ended(text: str) -> str:
    return f"{text.rstrip(' ;.')}."
