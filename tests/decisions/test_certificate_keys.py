"""What certificates say, signed: keys made, kept, replaced; the QR on the page."""

from __future__ import annotations

import stat
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from tests import factories as make
from tests.decisions import stages
from thidua.commendation.models import Nomination
from thidua.core.errors import NotAllowed, Refusal
from thidua.decisions.certificate_queries import (
    current_key,
    ring,
)
from thidua.decisions.domain import keys, making
from thidua.decisions.domain.papers import verify_url
from thidua.decisions.domain.retry import retry_papers
from thidua.decisions.models import Certificate, CertificateKey, Decision
from thidua.documents.models import StoredFile
from thidua.papers.statement import StatementError, bytes_of, verified


@pytest.fixture
def round_(house):
    return make.round_(house)


def waiting(house, round_, names=stages.NAMES[:5]) -> Decision:
    """An issued decision whose certificates are made out and not drawn."""
    stages.passed(house, round_, *(("CSTDCS", name) for name in names))
    return stages.issued(house, round_, "CSTDCS")


def read(file: StoredFile) -> bytes:
    with file.content.open("rb") as stored:
        return stored.read()


def words_of(data: bytes) -> str:
    pages = pypdfium2.PdfDocument(data)
    return " ".join(" ".join(p.get_textpage().get_text_bounded() for p in pages).split())


def pages_of(data: bytes) -> int:
    return len(pypdfium2.PdfDocument(data))


def test_statement_says_what_the_page_says_and_verifies(house, round_):
    waiting(house, round_, stages.NAMES[:1])
    one = Certificate.objects.get()
    page = pypdfium2.PdfDocument(making.single_pdf(one))[0]

    [found] = zxingcpp.read_barcodes(page.render(scale=3).to_pil())

    address, _, digits = found.text.partition("#")
    statement = verified(bytes_of(digits), ring(house.authority.pk))
    assert address == verify_url(one.code)
    assert (statement.recipient, statement.decision_number, statement.golden_book) == (
        stages.NAMES[0],
        "01/QĐ-UBND",
        "01",
    )
    assert statement.certificate_code.replace("-", "") == one.code
    assert statement.authority == "Ủy ban nhân dân huyện An Dương"


def test_name_too_long_for_a_signed_code_keeps_its_page_and_its_register(house, round_):
    long = "Cán bộ, công chức, viên chức, người lao động Trường Trung học cơ sở " * 3
    stages.passed(house, round_, ("CSTDCS", stages.NAMES[0]))
    Nomination.objects.update(name=long.strip()[:200])
    decision = stages.issued(house, round_, "CSTDCS")

    making.make_certificates(decision_id=decision.pk)

    row = Certificate.objects.get()
    assert (row.fault, bytes(row.statement)) == ("", b"")
    page = pypdfium2.PdfDocument(making.single_pdf(row))[0]
    [found] = zxingcpp.read_barcodes(page.render(scale=3).to_pil())
    assert found.text == verify_url(row.code)


def test_key_is_made_once_kept_encrypted_and_readable_by_us_alone(house, round_, settings):
    waiting(house, round_, stages.NAMES[:2])
    key = CertificateKey.objects.get()

    path = Path(settings.KEYS_FOLDER) / f"{key.key_id}.pem"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert b"ENCRYPTED PRIVATE KEY" in path.read_bytes()
    assert keys.signing_key(actor=house.officer, authority=house.authority) == key
    assert len(keys.fingerprint(key).replace(" ", "")) == 64


def test_rotated_key_leaves_old_certificates_good(house, round_):
    waiting(house, round_, stages.NAMES[:1])
    signed = bytes(Certificate.objects.get().statement)
    first = current_key(house.authority.pk)

    second = keys.rotate_statement_key(
        actor=house.administrator, authority=house.authority, reason="Định kỳ hằng năm"
    )

    assert verified(signed, ring(house.authority.pk)).recipient == stages.NAMES[0]
    assert second == current_key(house.authority.pk) != first
    with pytest.raises(Refusal, match="lý do"):
        keys.rotate_statement_key(actor=house.administrator, authority=house.authority, reason=" ")
    with pytest.raises(NotAllowed):
        keys.rotate_statement_key(actor=house.officer, authority=house.authority, reason="x")


def test_what_a_leaked_key_signed_is_trusted_no_more(house, round_):
    waiting(house, round_, stages.NAMES[:1])
    signed = bytes(Certificate.objects.get().statement)

    keys.rotate_statement_key(
        actor=house.administrator, authority=house.authority, reason="Mất máy", leaked=True
    )

    with pytest.raises(StatementError) as error:
        verified(signed, ring(house.authority.pk))
    assert error.value.problem == "unknown-key"


def test_renamed_body_signs_with_a_key_of_its_new_name(house, round_):
    waiting(house, round_, stages.NAMES[:1])
    old = current_key(house.authority.pk)
    house.authority.name = "UBND phường An Dương"
    house.authority.save()

    new = keys.signing_key(actor=house.officer, authority=house.authority)

    assert (old.issuer, new.issuer) == (
        "Ủy ban nhân dân huyện An Dương",
        "Ủy ban nhân dân phường An Dương",
    )


def test_unreadable_key_is_a_fault_until_it_is_replaced(house, round_, settings):
    stages.passed(house, round_, ("CSTDCS", stages.NAMES[0]))
    key = keys.signing_key(actor=house.officer, authority=house.authority)
    settings.SECRET_KEY = "another-secret-of-the-installation"

    decision = stages.issued(house, round_, "CSTDCS")

    assert not keys.is_readable(key)
    assert "Không đọc được khóa ký giấy" in Certificate.objects.get().fault
    keys.rotate_statement_key(
        actor=house.administrator, authority=house.authority, reason="Khóa bí mật đã đổi"
    )
    retry_papers(actor=house.officer, decision=decision)
    making.make_certificates(decision_id=decision.pk)
    one = Certificate.objects.get()
    assert one.print_run_id
    assert one.fault == ""
