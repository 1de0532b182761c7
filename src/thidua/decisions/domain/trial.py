"""The trial sheet of a layout: made-up texts in their boxes, and rulers."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from thidua.core.errors import Refusal
from thidua.decisions.domain.issuing import body_name
from thidua.decisions.domain.layouts import sheet_of
from thidua.decisions.models import CertificateLayout
from thidua.law import known_title
from thidua.organizations.models import Authority
from thidua.papers.model import CertificatePaper, PaperError
from thidua.papers.pdf import placed_certificates_pdf

SAMPLE_CODE = "MẪU-IN-THỬ"


def trial_pdf(row: CertificateLayout) -> bytes:
    """The layout on paper with a scale along two sides; nothing on it is anybody's.

    Raises Refusal when the layout cannot be drawn.
    """
    authority = Authority.objects.get(pk=row.authority_id)
    title = known_title(row.title_code or "GK-XA")
    today = timezone.localdate()
    paper = CertificatePaper(
        kind="cstdcs" if row.title_code == "CSTDCS" else "giay-khen",
        issuer_title=f"Chủ tịch {body_name(authority)}",
        verb="Tặng danh hiệu" if title.kind == "title" else "Tặng",
        award_name=title.name_on(today) if title.kind == "title" else "Giấy khen",
        recipient="Nguyễn Thị Mẫu In Thử",
        recipient_detail="Chức vụ, đơn vị in ở đây",
        achievement="Thành tích in ở đây",
        decision_number="00/QĐ-UBND",
        decision_date=today,
        golden_book="00",
        place=authority.place,
        signed_on=today,
        signer_title="CHỦ TỊCH",
        signer_name="Người Ký Mẫu",
        # As long as a signed address is, so that the size of the code is the real one.
        verify_url=f"{settings.PUBLIC_URL}/xac-thuc/#{'1234567890' * 58}",
        verify_code=SAMPLE_CODE,
    )
    try:
        return placed_certificates_pdf([paper], sheet_of(row), rulers=True)
    except PaperError as error:
        raise Refusal(str(error)) from error
