"""Verifying a certificate: valid, revoked, not there, misread."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as make
from tests.decisions import stages
from thidua.core.actors import system_actor
from thidua.core.codes import ALPHABET
from thidua.decisions.certificate_queries import code_hash
from thidua.decisions.domain.certificates import mark_revoked, reissue
from thidua.decisions.domain.papers import grouped, verify_url
from thidua.decisions.models import Certificate, CertificateKey
from thidua.papers.offline_page import page_policy
from thidua.papers.statement import address_of, digits_of
from thidua.registry.models import Award
from thidua.web.public.verification import LENGTH, fault_of, tidy

WRONG = "34679ACDEFGHJK"


@pytest.fixture
def certificate(house):
    round_ = make.round_(house)
    stages.passed(house, round_, ("CSTDCS", stages.NAMES[0]))
    stages.issued(house, round_, "CSTDCS")
    return Certificate.objects.get()


def verified(client, code: str):
    return client.get(reverse("public:verified", args=[code]))


def test_valid_certificate_shows_who_what_and_by_which_decision(client, certificate):
    page = verified(client, certificate.code)

    words = page.content.decode()
    assert page.status_code == 200
    for expected in (
        "Có trong sổ gốc, còn hiệu lực",
        stages.NAMES[0],
        "Trường THCS An Đồng",
        "Chủ tịch Ủy ban nhân dân huyện An Dương tặng danh hiệu Chiến sĩ thi đua cơ sở",
        "01/QĐ-UBND",
        "27/12/2024",
        grouped(certificate.code),
    ):
        assert expected in words


def test_address_in_the_qr_opens_the_certificate(client, certificate):
    path = urlsplit(verify_url(certificate.code)).path

    assert "còn hiệu lực" in client.get(path).content.decode()


def test_revoked_certificate_says_since_when(client, certificate):
    Award.objects.update(
        revoked_on=date(2025, 3, 1), revocation="Quyết định 120/QĐ-UBND, kê khai sai"
    )

    words = verified(client, certificate.code).content.decode()

    assert "Khen thưởng này đã bị thu hồi" in words
    assert "từ ngày 01/03/2025" in words
    assert "Quyết định 120/QĐ-UBND, kê khai sai" in words
    assert "Có trong sổ gốc" not in words


def test_certificate_of_an_award_taken_from_the_register_is_no_proof(client, certificate):
    Award.objects.update(withdrawn_at=timezone.now())

    words = verified(client, certificate.code).content.decode()

    assert "không còn trong sổ" in words
    assert "Có trong sổ gốc" not in words


def test_revoked_mark_of_a_certificate_names_its_decision(house, client, certificate):
    words = "Quyết định số 120/QĐ-UBND ngày 01/03/2025"
    mark_revoked(
        actor=house.officer, certificate=certificate, decision_words=words, on=date(2025, 3, 1)
    )

    page = verified(client, certificate.code).content.decode()

    assert words in page
    assert "từ ngày 01/03/2025" in page
    assert "Có trong sổ gốc" not in page


def test_replaced_certificate_says_so_and_does_not_give_the_new_code(house, client, certificate):
    new = reissue(actor=house.officer, certificate=certificate, reason="Mất", on=date(2025, 3, 1))

    page = verified(client, certificate.code).content.decode()

    assert "Giấy này đã được thay thế" in page
    assert "01/03/2025" in page
    assert grouped(new.code) not in page
    assert "còn hiệu lực</h1>" in verified(client, new.code).content.decode()


def test_what_a_qr_says_is_checked_by_its_signature(client, certificate):
    signed = bytes(certificate.statement)
    genuine = address_of(verify_url(certificate.code), signed)

    good = client.get(reverse("public:verify"), {"ma": genuine})
    name = stages.NAMES[0].encode()
    forged = client.get(
        reverse("public:verify"), {"ma": digits_of(signed.replace(name[:4], name[:3] + b"x", 1))}
    )
    CertificateKey.objects.update(leaked_at=timezone.now())
    unknown = client.get(reverse("public:verify"), {"ma": genuine})

    assert "Chữ ký trong mã QR đúng" in good.content.decode()
    assert "Có trong sổ gốc, còn hiệu lực" in good.content.decode()
    assert (forged.status_code, unknown.status_code) == (422, 422)
    assert "Chữ ký không khớp" in forged.content.decode()
    assert "Không nhận ra khóa" in unknown.content.decode()


def test_keys_and_script_are_public_and_the_offline_page_carries_its_own_policy(
    client, certificate
):
    mark_revoked(
        actor=system_actor(certificate.authority_id),
        certificate=certificate,
        decision_words="QĐ 9",
        on=date(2025, 3, 1),
    )

    keys = client.get(reverse("public:keys")).json()
    page = client.get(reverse("public:offline"))
    saved = client.get(reverse("public:offline"), {"tai": "1"})

    [key] = keys["keys"]
    assert (key["id"], key["until"]) == (CertificateKey.objects.get().key_id, None)
    html = page.content.decode()
    assert key["public"] in html
    assert code_hash(certificate.code) in html
    assert certificate.code not in html
    assert stages.NAMES[0] not in html
    assert page["Content-Security-Policy"].startswith(page_policy())
    assert saved["Content-Disposition"].startswith("attachment")
    assert "tdStatement" in client.get(reverse("public:verify_script")).content.decode()


def test_code_nobody_has_is_not_found_and_can_be_typed_again(client, certificate):
    page = verified(client, WRONG)

    words = page.content.decode()
    assert page.status_code == 404
    assert "Không thấy mã này trong sổ gốc" in words
    assert f'value="{grouped(WRONG)}"' in words


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("AD34 7KO9 M3XT AA", "Ký tự thứ 7 là chữ O. Mã không dùng ký tự này; có thể là chữ Q"),
        ("AD24-7KQ9-M3XT-AA", "Ký tự thứ 3 là số 2. Mã không dùng ký tự này; có thể là số 7."),
        ("AD3!7KQ9M3XTAA", "Ký tự thứ 4 là dấu “!”. Mã không dùng ký tự này. Kiểm tra lại"),
        ("AD3Đ7KQ9M3XTAA", "Ký tự thứ 4 là chữ Đ"),
        ("AD347KQ9M3XT", "Mã có 14 ký tự, đang nhập 12."),
        ("  ", "Nhập 14 ký tự"),
    ],
)
def test_misread_code_is_told_by_its_character(house, client, typed, sentence):
    page = client.get(reverse("public:verify"), {"ma": typed})

    assert page.status_code == 422
    assert sentence in page.content.decode()


def test_misread_code_in_an_address_is_told_too(house, client):
    page = verified(client, "AD347KO9M3XTAA")

    assert page.status_code == 404
    assert "Ký tự thứ 7 là chữ O" in page.content.decode()


def test_typed_code_leads_to_its_address(house, client, certificate):
    typed = grouped(certificate.code).lower().replace("-", " ")

    answer = client.get(reverse("public:verify"), {"ma": typed}, follow=True)

    assert "còn hiệu lực" in answer.content.decode()


def test_form_opens_without_complaint(house, client):
    page = client.get(reverse("public:verify"))

    assert page.status_code == 200
    assert "Lỗi" not in page.content.decode()


@given(st.text(alphabet=ALPHABET, min_size=LENGTH, max_size=LENGTH))
def test_every_code_that_could_be_ours_is_without_fault(code):
    assert fault_of(tidy(grouped(code).lower())) == ""


@given(st.text(max_size=60))
def test_whatever_is_typed_gets_an_answer(typed):
    fault = fault_of(tidy(typed))

    assert fault == "" or fault.endswith(".")


def test_verified_asks_few_queries(client, certificate, django_assert_num_queries):
    with django_assert_num_queries(6):
        verified(client, certificate.code)
