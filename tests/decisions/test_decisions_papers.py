"""The decision and its certificates on paper: made once, kept, verifiable."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pypdfium2
import pytest
import zxingcpp

from tests import factories as make
from tests.decisions import stages
from thidua.core.errors import NotAllowed, Refusal
from thidua.decisions.certificate_queries import certificate_progress
from thidua.decisions.domain import making
from thidua.decisions.domain.papers import (
    achievement_of,
    certificate_paper,
    decision_paper,
    detail_of,
    grouped,
    verify_url,
)
from thidua.decisions.domain.retry import retry_papers
from thidua.decisions.models import Certificate, Decision
from thidua.decisions.queries import lines_of
from thidua.documents.models import StoredFile
from thidua.papers.statement import bytes_of


@pytest.fixture
def round_(house):
    return make.round_(house)


@pytest.fixture
def decision(house, round_, django_capture_on_commit_callbacks):
    stages.passed(
        house,
        round_,
        ("LDTT", stages.NAMES[0]),
        ("CSTDCS", stages.NAMES[1]),
        ("CSTDCS", stages.NAMES[2]),
    )
    with django_capture_on_commit_callbacks(execute=True):
        made = stages.issued(house, round_, "LDTT", "CSTDCS")
    return Decision.objects.get(pk=made.pk)


def words_of(data: bytes) -> str:
    pages = pypdfium2.PdfDocument(data)
    return " ".join(" ".join(p.get_textpage().get_text_bounded() for p in pages).split())


def read(file: StoredFile) -> bytes:
    with file.content.open("rb") as stored:
        return stored.read()


def test_decision_pdf_holds_number_names_and_amounts(decision):
    words = words_of(read(decision.pdf))

    for expected in (
        "01/QĐ",
        "ngày 27 tháng 12 năm 2024",
        *stages.NAMES[:3],
        "2.340.000",
        "710.000",
        "5.390.000",
        "Năm triệu ba trăm chín mươi nghìn đồng",
        "Phạm Hùng Việt",
    ):
        assert expected in words


def test_decision_docx_holds_the_same_list(decision):
    document = docx.Document(io.BytesIO(read(decision.docx)))

    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert set(stages.NAMES[:3]) <= cells
    assert "2.340.000" in cells


def test_decision_papers_name_no_birth_year_and_no_rating(decision):
    words = words_of(read(decision.pdf))

    assert "1988" not in words
    assert "HTXSNV" not in words


def test_decision_papers_are_made_once(decision):
    before = (decision.pdf_id, decision.docx_id, StoredFile.objects.count())

    making.make_papers(decision_id=decision.pk)
    making.make_certificates(decision_id=decision.pk)

    decision.refresh_from_db()
    assert (decision.pdf_id, decision.docx_id, StoredFile.objects.count()) == before


def test_draft_preview_carries_the_marks_of_a_draft_and_stores_nothing(house, round_):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    draft = stages.draft(house, round_, "LDTT")

    words = words_of(making.preview(draft, "pdf"))

    assert "DỰ THẢO" in words.upper()
    assert "01/QĐ" not in words
    assert making.preview(draft, "docx").startswith(b"PK")
    assert not StoredFile.objects.exists()


def test_draft_preview_that_cannot_be_drawn_says_why(house, round_):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]), position="Giáo viên \u2603")
    draft = stages.draft(house, round_, "LDTT")

    with pytest.raises(Refusal, match="không in được"):
        making.preview(draft, "pdf")


@pytest.mark.parametrize(
    ("position", "detail"),
    [
        ("Giáo viên", "Giáo viên, Trường THCS An Đồng"),
        ("Giáo viên Trường THCS An Đồng", "Giáo viên Trường THCS An Đồng"),
        ("", "Trường THCS An Đồng"),
    ],
)
def test_detail_names_the_unit_once(house, round_, position, detail):
    row = stages.at_council(house, round_, "LDTT")
    row.position = position

    assert detail_of(row) == detail


def test_detail_of_a_collective_that_is_the_unit_itself_is_empty(house, round_):
    row = stages.at_council(house, round_, "LDTT")
    row.subject_kind, row.name = "collective", row.unit_name

    assert detail_of(row) == ""


def test_annex_groups_by_award_and_says_why_a_line_has_no_money(house, round_):
    who = make.person(house)
    for title in ("LDTT", "CSTDCS"):
        stages.passed(house, round_, (title, who.full_name), person=who)
    draft = stages.draft(house, round_, "LDTT", "CSTDCS")

    paper = decision_paper(draft, list(lines_of(draft)))

    assert [(group.title, group.total) for group in paper.annex] == [
        ("Chiến sĩ thi đua cơ sở: 01 cá nhân", 2_340_000),
        ("Lao động tiên tiến: 01 cá nhân", None),
    ]
    assert paper.annex[1].lines[0].note.startswith("Cùng kỳ thành tích")
    assert paper.annex_title == "Danh sách cá nhân được khen thưởng"


def test_certificate_qr_decodes_to_the_verify_address(decision, settings):
    certificate = Certificate.objects.order_by("line__order").first()
    page = pypdfium2.PdfDocument(making.single_pdf(certificate))[0]

    found = zxingcpp.read_barcodes(page.render(scale=3).to_pil())

    address, digits = found[0].text.split("#")
    assert address == verify_url(certificate.code)
    assert bytes_of(digits) == certificate.statement
    assert verify_url("34679ACDEFGHJK") == f"{settings.PUBLIC_URL}/xac-thuc/3467-9ACD-EFGH-JK"


def test_certificate_words(decision, house):
    certificate = Certificate.objects.get(line__nomination__name=stages.NAMES[1])

    paper = certificate_paper(certificate, house.authority)

    assert (paper.kind, paper.verb, paper.award_name) == (
        "cstdcs",
        "Tặng danh hiệu",
        "Chiến sĩ thi đua cơ sở",
    )
    assert paper.issuer_title == "Chủ tịch Ủy ban nhân dân huyện An Dương"
    assert paper.recipient_detail == "Giáo viên, Trường THCS An Đồng"
    assert (paper.decision_number, paper.golden_book) == (
        "01/QĐ-UBND",
        f"{certificate.line.order:02d}",
    )
    assert paper.signer_title == "CHỦ TỊCH"
    assert paper.verify_code == grouped(certificate.code)


def test_certificates_come_singly_and_together_for_the_printer(decision):
    made = Certificate.objects.all()

    progress = certificate_progress(decision)

    assert (progress.total, progress.made, progress.faulty) == (2, 2, 0)
    assert not progress.running
    assert {len(pypdfium2.PdfDocument(making.single_pdf(one))) for one in made} == {1}
    assert len({one.print_run_id for one in made}) == 1
    assert len(pypdfium2.PdfDocument(read(made[0].print_run))) == 2


def test_certificates_are_made_chunk_by_chunk(
    house, round_, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(making, "RUN", 2)
    stages.passed(house, round_, *(("CSTDCS", name) for name in stages.NAMES[:5]))

    with django_capture_on_commit_callbacks(execute=True):
        stages.issued(house, round_, "CSTDCS")

    runs = Certificate.objects.values_list("print_run", flat=True).order_by("print_run")
    pages = [len(pypdfium2.PdfDocument(read(StoredFile.objects.get(pk=run)))) for run in
             dict.fromkeys(runs)]  # fmt: skip
    assert pages == [2, 2, 1]


def test_certificate_that_cannot_be_drawn_says_why_and_holds_back_no_other(
    house, round_, django_capture_on_commit_callbacks
):
    rows = stages.passed(house, round_, ("CSTDCS", stages.NAMES[0]), ("CSTDCS", stages.NAMES[1]))
    type(rows[0]).objects.filter(pk=rows[0].pk).update(position="Giáo viên \u2603 ngữ văn")

    with django_capture_on_commit_callbacks(execute=True):
        decision = stages.issued(house, round_, "CSTDCS")

    faulty = Certificate.objects.exclude(fault="").get()
    assert faulty.line.nomination_id == rows[0].pk
    assert "không in được" in faulty.fault
    progress = certificate_progress(decision)
    assert (progress.made, progress.faulty, progress.running) == (1, 1, False)
    decision.refresh_from_db()
    assert "không in được" in decision.papers_fault
    assert decision.pdf is None


def test_retry_makes_what_was_missing_and_leaves_the_rest(
    house, round_, django_capture_on_commit_callbacks
):
    rows = stages.passed(house, round_, ("CSTDCS", stages.NAMES[0]), ("CSTDCS", stages.NAMES[1]))
    broken = type(rows[0]).objects.filter(pk=rows[0].pk)
    broken.update(position="Giáo viên \u2603")
    with django_capture_on_commit_callbacks(execute=True):
        decision = stages.issued(house, round_, "CSTDCS")
    good = Certificate.objects.get(fault="").print_run_id

    broken.update(position="Giáo viên")
    with django_capture_on_commit_callbacks(execute=True):
        retry_papers(actor=house.officer, decision=decision)

    decision.refresh_from_db()
    assert (decision.papers_fault, decision.pdf is None) == ("", False)
    assert Certificate.objects.filter(print_run__isnull=True).count() == 0
    assert Certificate.objects.filter(print_run_id=good).exists()
    with pytest.raises(NotAllowed):
        retry_papers(actor=house.clerk, decision=decision)


def test_jobs_leave_when_the_decision_is_gone_or_only_a_draft(house, round_):
    stages.passed(house, round_, ("CSTDCS", stages.NAMES[0]))
    draft = stages.draft(house, round_, "CSTDCS")

    for key in (draft.pk, draft.pk + 1000):
        making.make_papers(decision_id=key)
        making.make_certificates(decision_id=key)

    assert not StoredFile.objects.exists()


def test_achievement_too_long_for_the_page_gives_way_to_the_round(house, round_):
    row = stages.at_council(house, round_, "GK-HUYEN", achievement="Vượt lũ cứu người")
    short = achievement_of(row)
    row.achievement = "rất dài " * 80

    assert short == "Vượt lũ cứu người"
    assert achievement_of(row) == ("Đã có thành tích trong tổng kết phong trào thi đua năm 2024")


def test_certificate_of_a_decision_not_issued_is_refused(house, decision):
    from thidua.papers.model import PaperError

    certificate = Certificate.objects.first()
    certificate.line.decision.issued_on = None

    with pytest.raises(PaperError, match="chưa ban hành"):
        certificate_paper(certificate, house.authority)


def test_deputy_keeps_kt_on_the_certificate(house, decision):
    certificate = Certificate.objects.first()
    certificate.line.decision.signer_authority = ["KT. CHỦ TỊCH"]
    certificate.line.decision.signer_post = "PHÓ CHỦ TỊCH"

    paper = certificate_paper(certificate, house.authority)

    assert replace(paper).signer_title == "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
