"""Signing an issued decision: here, or in other software; what is refused and what is kept."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from pyhanko.pdf_utils.generic import NameObject, StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests import factories as make
from tests.decisions import signed, stages
from tests.decisions.signed import keys
from thidua.core.errors import NotAllowed, Refusal
from thidua.decisions.domain.images import bytes_of, images, keep_image, withdraw_image
from thidua.decisions.domain.papers import decision_paper
from thidua.decisions.domain.signed_elsewhere import BrokenSignature, keep_signed_elsewhere
from thidua.decisions.domain.signing import KeyFile, Token, next_part, revisions, sign_decision
from thidua.decisions.models import Decision
from thidua.decisions.queries import lines_of
from thidua.decisions.signing_models import SignedPaper
from thidua.documents.models import StoredFile
from thidua.journal.models import AuditEvent
from thidua.papers.pdf import decision_pdf
from thidua.papers.signing import Hand, Seal, pkcs12_signer, signed_pdf, verify_pdf

CHAIRMAN, AGENCY = signed.CHAIRMAN, signed.AGENCY


@pytest.fixture(autouse=True)
def _read_here(monkeypatch):
    signed.read_here(monkeypatch)


@pytest.fixture
def roots(settings, tmp_path):
    (tmp_path / "goc.pem").write_bytes(keys.root().pem)
    settings.TRUST_ROOTS = str(tmp_path)


@pytest.fixture
def decision(house, roots, django_capture_on_commit_callbacks):
    round_ = make.round_(house)
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    signed.with_images(house)
    with django_capture_on_commit_callbacks(execute=True):
        made = stages.issued(house, round_, "LDTT")
    return Decision.objects.get(pk=made.pk)


def drawn(decision: Decision) -> bytes:
    """The paper as other software would export it: the words, not the bytes."""
    paper = decision_paper(decision, list(lines_of(decision)))
    return decision_pdf(paper, created_at=datetime(2025, 1, 2, tzinfo=UTC))


def by_chairman(pdf: bytes) -> bytes:
    """As other software would: the chairman's hand on that file."""
    key = pkcs12_signer(keys.identity(CHAIRMAN).p12(), keys.PASSWORD)
    return signed_pdf(pdf, key, Hand(keys.hand_png(), CHAIRMAN))


def test_chairman_signs_then_the_agency_and_both_are_kept(house, decision):
    first = sign_decision(actor=house.chairman, decision=decision, key=signed.key_of(CHAIRMAN))
    second = sign_decision(actor=house.officer, decision=decision, key=signed.key_of(AGENCY))

    assert [one.kind for one in revisions(decision)] == ["hand", "seal"]
    assert (first.valid, second.valid) == (True, True)
    assert second.conclusion == "Tệp có 2 chữ ký số, tất cả hợp lệ."
    pdf = bytes_of(second.file)
    assert pdf.startswith(bytes_of(first.file))
    assert bytes_of(first.file).startswith(bytes_of(decision.pdf))
    found = verify_pdf(pdf, [keys.root().pem])
    assert [one.signer for one in found.findings] == [CHAIRMAN, AGENCY]
    assert next_part(revisions(decision)) is None
    with pytest.raises(NotAllowed, match="đủ chữ ký"):
        sign_decision(actor=house.chairman, decision=decision, key=signed.key_of(CHAIRMAN))


def test_key_and_password_are_kept_nowhere(house, decision):
    key = signed.key_of(CHAIRMAN)
    sign_decision(actor=house.chairman, decision=decision, key=key)

    kept = [bytes_of(one) for one in StoredFile.objects.all()]
    said = [f"{one.sentence} {one.data}" for one in AuditEvent.objects.all()]
    assert key.data not in kept
    assert not [words for words in said if keys.PASSWORD in words]
    assert keys.PASSWORD not in repr(key)
    assert "246810" not in repr(Token("a", "b", "246810"))


@pytest.mark.parametrize(
    ("who", "key", "says"),
    [
        ("officer", CHAIRMAN, "Người có thẩm quyền ký trước"),
        ("secretary", CHAIRMAN, "Người có thẩm quyền ký trước"),
        ("chairman", "Lục Văn Khởi", "cấp cho “Lục Văn Khởi”, quyết định ghi người ký là"),
    ],
)
def test_the_first_signature_is_the_signers_own(house, decision, who, key, says):
    with pytest.raises(Refusal, match=says):
        sign_decision(actor=getattr(house, who), decision=decision, key=signed.key_of(key))

    assert not SignedPaper.objects.exists()


def test_wrong_password_missing_image_and_missing_token_say_so(house, decision):
    bad = KeyFile(keys.identity(CHAIRMAN).p12(), "sai")
    with pytest.raises(Refusal, match="mật khẩu chưa đúng"):
        sign_decision(actor=house.chairman, decision=decision, key=bad)
    with pytest.raises(Refusal, match="100 KB"):
        sign_decision(actor=house.chairman, decision=decision, key=KeyFile(bytes(200_000), ""))
    with pytest.raises(Refusal, match="chưa khai báo thiết bị"):
        sign_decision(actor=house.chairman, decision=decision, key=Token("a", "b", "1"))
    withdraw_image(actor=house.officer, image=images(house.officer).get(kind="hand"))
    with pytest.raises(Refusal, match="Chưa có ảnh chữ ký tay của Phạm Hùng Việt"):
        sign_decision(actor=house.chairman, decision=decision, key=signed.key_of(CHAIRMAN))


def test_two_who_sign_the_same_revision_do_not_lose_one(house, decision, monkeypatch):
    sign_decision(actor=house.chairman, decision=decision, key=signed.key_of(CHAIRMAN))
    monkeypatch.setattr("thidua.decisions.domain.signing.revisions", lambda _: [])

    with pytest.raises(Refusal, match="Vừa có người ký"):
        sign_decision(actor=house.chairman, decision=decision, key=signed.key_of(CHAIRMAN))


def test_file_signed_elsewhere_on_our_bytes_is_kept_as_the_same(house, decision):
    made = keep_signed_elsewhere(
        actor=house.officer, decision=decision, data=by_chairman(bytes_of(decision.pdf))
    )

    assert (made.kind, made.sameness, made.valid) == ("outside", "bytes", True)
    sealed = sign_decision(actor=house.officer, decision=decision, key=signed.key_of(AGENCY))
    assert sealed.conclusion == "Tệp có 2 chữ ký số, tất cả hợp lệ."


def test_file_signed_elsewhere_over_other_bytes_is_held_against_the_words(house, decision):
    other = drawn(decision)
    assert not other.startswith(bytes_of(decision.pdf))

    made = keep_signed_elsewhere(actor=house.officer, decision=decision, data=by_chairman(other))

    assert made.sameness == "text"


def test_file_with_other_words_but_our_number_is_kept_and_said(house, decision):
    decision.articles = ["Lời văn khác do Word xuất ra."]
    other = drawn(decision)
    decision.refresh_from_db()

    made = keep_signed_elsewhere(actor=house.officer, decision=decision, data=by_chairman(other))

    assert made.sameness == "marks"
    assert made.get_sameness_display() == "Chỉ đối chiếu được số, ngày và trích yếu"


def page_changed(pdf: bytes) -> bytes:
    """The same bytes with the first page emptied after them."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    page[NameObject("/Contents")] = writer.add_object(StreamObject(stream_data=b"BT ET"))
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_page_changed_before_signing_is_refused_though_the_signature_is_valid(house, decision):
    forged = by_chairman(page_changed(bytes_of(decision.pdf)))
    assert verify_pdf(forged, [keys.root().pem]).valid

    with pytest.raises(Refusal, match="đã bị sửa trước khi ký"):
        keep_signed_elsewhere(actor=house.officer, decision=decision, data=forged)


def test_file_changed_after_signing_is_refused_with_what_was_found(house, decision):
    tampered = page_changed(by_chairman(bytes_of(decision.pdf)))

    with pytest.raises(BrokenSignature) as refused:
        keep_signed_elsewhere(actor=house.officer, decision=decision, data=tampered)

    sentences = refused.value.verification.findings[0].sentences
    assert any("bị thêm hoặc sửa nội dung" in sentence for sentence in sentences)
    assert not SignedPaper.objects.exists()


def test_unsigned_foreign_and_lagging_files_are_refused(house, decision):
    ours = bytes_of(decision.pdf)
    refused = {
        ours: "chưa có chữ ký số nào",
        b"PK\x03\x04": "Không đọc được tệp PDF",
        keys.signed_by_chairman(): "không phải quyết định số 01/QĐ-UBND: không thấy",
    }
    for data, says in refused.items():
        with pytest.raises(Refusal, match=says):
            keep_signed_elsewhere(actor=house.officer, decision=decision, data=data)
    first = by_chairman(ours)
    keep_signed_elsewhere(actor=house.officer, decision=decision, data=first)
    with pytest.raises(Refusal, match="không có thêm chữ ký"):
        keep_signed_elsewhere(actor=house.officer, decision=decision, data=first)
    key = pkcs12_signer(keys.identity(AGENCY).p12(), keys.PASSWORD)
    elsewhere = signed_pdf(by_chairman(ours), key, Seal(keys.seal_png(), 36, CHAIRMAN))
    with pytest.raises(Refusal, match="không tiếp nối bản đã ký lần 1"):
        keep_signed_elsewhere(actor=house.officer, decision=decision, data=elsewhere)


def test_without_roots_a_signature_is_whole_but_its_signer_unknown(house, decision, settings):
    settings.TRUST_ROOTS = ""

    made = sign_decision(actor=house.chairman, decision=decision, key=signed.key_of(CHAIRMAN))

    assert not made.valid
    assert made.signatures[0]["look"] == "warn"
    assert "chưa xác nhận được người ký" in made.signatures[0]["sentences"][-1]


def test_unreadable_root_is_named(house, decision, settings, tmp_path):
    (tmp_path / "hong.pem").write_text("không phải chứng thư")
    settings.TRUST_ROOTS = str(tmp_path)

    with pytest.raises(Refusal, match=r"hong\.pem"):
        sign_decision(actor=house.chairman, decision=decision, key=signed.key_of(CHAIRMAN))


def test_images_are_as_the_decree_says_and_for_the_office(house):
    with pytest.raises(NotAllowed):
        keep_image(
            actor=house.secretary, kind="hand", holder="A", width_mm=None, data=keys.hand_png()
        )
    with pytest.raises(Refusal, match="phải màu xanh"):
        keep_image(
            actor=house.officer, kind="hand", holder="A", width_mm=None, data=keys.seal_png()
        )
    signed.with_images(house)
    with pytest.raises(Refusal, match="Rút ảnh cũ trước"):
        signed.with_images(house)
    withdraw_image(actor=house.officer, image=images(house.officer).get(kind="seal"))
    with pytest.raises(Refusal, match="20 đến 60 mm"):
        keep_image(actor=house.officer, kind="seal", holder="", width_mm=3, data=keys.seal_png())
    assert not images(house.inspector).exists()
