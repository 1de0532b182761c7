"""The office's own templates on screen, and decisions, lists and submissions made from them."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import factories as make
from tests.decisions import signed, stages
from tests.decisions.signed import keys
from thidua.core.errors import Refusal
from thidua.decisions.domain.images import bytes_of
from thidua.decisions.domain.papers import decision_paper
from thidua.decisions.domain.signed_elsewhere import keep_signed_elsewhere
from thidua.decisions.domain.templates import add_template, starter
from thidua.decisions.models import Decision
from thidua.decisions.queries import lines_of
from thidua.decisions.signing_models import PaperTemplate
from thidua.papers.pdf import decision_pdf
from thidua.papers.signing import Hand, pkcs12_signer, signed_pdf

OURS = "Mẫu riêng của Văn phòng"


@pytest.fixture(autouse=True)
def _here(settings, monkeypatch):
    settings.JOBS = "inline"
    signed.read_here(monkeypatch)


def own(kind: str) -> bytes:
    """The starter with a line of the office's own."""
    document = docx.Document(io.BytesIO(starter(kind)))
    document.add_paragraph(OURS)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def words(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return " ".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def sent(data: bytes, **changes: str) -> dict[str, object]:
    values = {"kind": "decision", "name": "Mẫu 2024", "active_from": "2024-01-01"} | changes
    return values | {"file": SimpleUploadedFile("mau.docx", data)}


def test_template_is_checked_kept_downloaded_and_withdrawn(house, sign_in):
    client, here = sign_in(house.officer), reverse("office:templates")

    start = client.get(reverse("office:template_start", args=["decision"]))
    assert client.get(reverse("office:template_start", args=["x"])).status_code == 404
    refused = {b"khong phai docx": "không phải văn bản Word", b"PK\x03\x04": "hỏng"}
    for data, says in refused.items():
        answer = client.post(here, sent(data))
        assert answer.status_code == 422
        assert says in answer.content.decode()
    wrong = client.post(here, sent(own("list"))).content.decode()
    assert "Mẫu thiếu trường bắt buộc: {{trich_yeu}}, {{cac_dieu}}" in wrong
    assert client.post(here, sent(start.content)).status_code == 302
    twice = client.post(here, sent(start.content)).content.decode()
    assert "Đã có mẫu của loại văn bản này dùng từ ngày đó" in twice
    row = PaperTemplate.objects.get()
    page = client.get(here).content.decode()
    assert "Mẫu 2024" in page
    assert "{{dong.ten}}" in page
    kept = client.get(reverse("office:template_file", args=[row.code])).getvalue()
    assert kept == start.content
    for who in ("clerk", "head", "secretary", "chairman", "inspector", "member", "administrator"):
        other = sign_in(getattr(house, who))
        assert other.post(here, sent(start.content)).status_code == 403
        assert other.get(reverse("office:template_file", args=[row.code])).status_code == 403
    client.post(reverse("office:template_withdraw", args=[row.code]))
    assert "Chưa có mẫu riêng" in client.get(here).content.decode()


def test_decision_in_the_offices_layout_has_no_pdf_until_it_comes_back_signed(
    house, sign_in, django_capture_on_commit_callbacks
):
    round_ = make.round_(house)
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    draft = stages.draft(house, round_, "LDTT")
    made = [
        add_template(
            actor=house.officer,
            kind=kind,
            name=kind,
            active_from=date(2024, 1, 1),
            data=own(kind),
        )
        for kind in ("decision", "list")
    ]
    officer, chairman = sign_in(house.officer), sign_in(house.chairman)
    form = officer.get(reverse("office:decision_edit", args=[draft.code])).context["form"].initial
    typed = form | {"template": made[0].pk, "planned_on": "2024-12-27", "revision": draft.revision}
    refill = officer.post(
        reverse("office:decision_edit", args=[draft.code]),
        typed | {"planned_on": "2025-07-02", "dien_can_cu": "1"},
    ).content.decode()
    assert "152/2025/NĐ-CP" in refill
    assert "chưa lưu" in refill
    assert (
        officer.post(reverse("office:decision_edit", args=[draft.code]), typed).status_code == 302
    )
    preview = officer.get(reverse("office:decision_paper", args=[draft.code, "docx"]))
    assert OURS in words(preview.content)
    with django_capture_on_commit_callbacks(execute=True):
        chairman.post(
            reverse("office:decision_issue", args=[draft.code]), {"issued_on": "2024-12-27"}
        )

    decision = Decision.objects.get(pk=draft.pk)
    assert decision.pdf is None
    text = words(bytes_of(decision.docx))
    assert OURS in text
    assert "01/QĐ" in text
    assert stages.NAMES[0] in text
    page = officer.get(reverse("office:decision", args=[decision.code])).content.decode()
    assert "hệ thống không tạo bản PDF" in page
    listed = officer.get(reverse("office:decision_list", args=[decision.code]))
    assert OURS in words(listed.content)
    public = reverse("public:decision_pdf", args=[decision.code])
    assert officer.get(public).status_code == 404
    exported = decision_pdf(decision_paper(decision, list(lines_of(decision))))
    key = pkcs12_signer(keys.identity(signed.CHAIRMAN).p12(), keys.PASSWORD)
    outside = signed_pdf(exported, key, Hand(keys.hand_png(), signed.CHAIRMAN))
    back = keep_signed_elsewhere(actor=house.officer, decision=decision, data=outside)
    assert back.sameness == "marks"
    assert officer.get(public).getvalue() == outside
    page = officer.get(reverse("office:decision", args=[decision.code])).content.decode()
    assert "Bản ký ngoài: hệ thống chỉ đối chiếu số, ngày và trích yếu." in page


def test_template_of_a_later_day_is_not_for_this_draft(house):
    with pytest.raises(Refusal, match="Chọn loại văn bản"):
        add_template(actor=house.officer, kind="x", name="", active_from=date(2024, 1, 1), data=b"")
