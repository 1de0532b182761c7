"""Signing on screen, images, signed files for everyone, and the check of any PDF."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import factories as make
from tests.decisions import signed, stages
from tests.decisions.signed import keys
from thidua.decisions.domain.images import bytes_of
from thidua.decisions.domain.signing import sign_decision
from thidua.decisions.models import Decision
from thidua.decisions.signing_models import SignatureImage, SignedPaper
from thidua.papers.signing import verify_pdf

OUTSIDERS = ("clerk", "head", "member", "editor", "administrator")


@pytest.fixture(autouse=True)
def _here(settings, tmp_path, monkeypatch):
    settings.JOBS = "inline"
    (tmp_path / "goc.pem").write_bytes(keys.root().pem)
    settings.TRUST_ROOTS = str(tmp_path)
    signed.read_here(monkeypatch)


@pytest.fixture
def decision(house, django_capture_on_commit_callbacks):
    round_ = make.round_(house)
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    signed.with_images(house)
    with django_capture_on_commit_callbacks(execute=True):
        made = stages.issued(house, round_, "LDTT")
    return Decision.objects.get(pk=made.pk)


def url(name: str, *arguments: object) -> str:
    return reverse(f"office:{name}", args=arguments)


def file(data: bytes, name: str = "tep.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def with_key(name: str, password: str = keys.PASSWORD) -> dict[str, object]:
    return {
        "cach": "tep",
        "key": file(keys.identity(name).p12(), "khoa.p12"),
        "password": password,
    }


def test_both_sign_on_screen_and_citizens_get_the_signed_file(house, decision, sign_in):
    chairman, officer = sign_in(house.chairman), sign_in(house.officer)
    here = url("decision_sign", decision.code)
    page = chairman.get(url("decision", decision.code)).content.decode()
    assert "Ký số</a>" in page

    wrong = chairman.post(here, with_key(signed.CHAIRMAN, "sai"))
    assert wrong.status_code == 422
    assert "mật khẩu chưa đúng" in wrong.content.decode()
    assert chairman.post(here, with_key(signed.CHAIRMAN)).status_code == 302
    waits = "Quyết định 01/QĐ-UBND chờ ký số của cơ quan"
    assert waits in officer.get(reverse("web:desk")).content.decode()
    assert officer.post(here, with_key(signed.AGENCY)).status_code == 302
    assert waits not in officer.get(reverse("web:desk")).content.decode()

    page = officer.get(url("decision", decision.code)).content.decode()
    assert "Đã ký số" in page
    assert "Tệp có 2 chữ ký số, tất cả hợp lệ." in page
    assert "Bản đã ký không được kiểm định lại" in page
    assert "đủ chữ ký" in officer.get(here).content.decode()
    citizen = Client()
    shown = citizen.get(reverse("public:decision", args=[decision.code])).content.decode()
    assert f"{signed.CHAIRMAN} ký lúc" in shown
    assert "Tải bản đã ký số (PDF)" in shown
    pdf = citizen.get(reverse("public:decision_pdf", args=[decision.code])).getvalue()
    assert len(verify_pdf(pdf, [keys.root().pem]).findings) == 2
    first = officer.get(url("decision_signed", decision.code, 1)).getvalue()
    assert pdf.startswith(first)


def test_tampered_file_is_shown_as_broken_and_not_kept(house, decision, sign_in):
    made = sign_decision(
        actor=house.chairman, decision=decision, key=signed.key_of(signed.CHAIRMAN)
    )
    whole = bytes_of(made.file)
    tampered = whole.replace(b"/Count 2", b"/Count 1", 1)
    assert tampered != whole
    client = sign_in(house.officer)

    answer = client.post(
        url("decision_sign", decision.code), {"cach": "ben-ngoai", "signed": file(tampered)}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "không tin được; không giữ lại tệp này" in page
    assert "Nội dung đã bị sửa sau khi ký, hoặc chữ ký là giả." in page
    assert SignedPaper.objects.count() == 1
    for form in ({"cach": "ben-ngoai"}, {"cach": "tep"}, {"cach": "thiet-bi"}, {"cach": "x"}):
        assert client.post(url("decision_sign", decision.code), form).status_code == 422
    assert client.get(url("decision_signed", decision.code, 9)).status_code == 404


def test_any_pdf_is_checked_by_anyone_and_not_kept(house, decision, sign_in):
    made = sign_decision(
        actor=house.chairman, decision=decision, key=signed.key_of(signed.CHAIRMAN)
    )
    whole = bytes_of(made.file)
    here, office = reverse("public:signature_check"), reverse("web:signature_check")
    cache.clear()
    citizen = Client()

    good = citizen.post(here, {"pdf": file(whole)})
    bad = sign_in(house.clerk).post(office, {"pdf": file(whole + b"%them")})
    assert "Tệp có 1 chữ ký số, tất cả hợp lệ." in good.content.decode()
    assert "Không tin được" in bad.content.decode()
    for data, says in ((b"khong phai pdf", "Không đọc được tệp PDF"), (b"", "Tệp trống")):
        answer = citizen.post(here, {"pdf": file(data)})
        assert answer.status_code == 422
        assert says in answer.content.decode()
    assert "Chưa chọn tệp" in citizen.post(here, {}).content.decode()
    codes = [citizen.post(here, {}).status_code for _ in range(3)]
    assert codes == [422, 422, 429]


def test_images_are_brought_in_seen_and_withdrawn_by_their_keepers(house, sign_in):
    client = sign_in(house.officer)
    here = reverse("office:images")
    hand = {"kind": "hand", "holder": signed.CHAIRMAN}

    assert client.post(here, hand | {"image": file(b"GIF89a")}).status_code == 422
    seal = client.post(here, {"kind": "seal", "image": file(keys.seal_png())})
    assert "Ghi chiều ngang thật" in seal.content.decode()
    assert client.post(here, hand | {"image": file(keys.hand_png())}).status_code == 302
    row = SignatureImage.objects.get()
    assert client.get(url("image", row.code)).getvalue() == keys.hand_png()
    for who in (*OUTSIDERS, "secretary", "inspector"):
        other = sign_in(getattr(house, who))
        assert other.get(here).status_code == 403
        assert other.get(url("image", row.code)).status_code == 403
        assert other.post(url("image_withdraw", row.code)).status_code == 403
    assert client.post(url("image_withdraw", row.code)).status_code == 302
    assert client.get(url("image", row.code)).status_code == 404


@pytest.mark.parametrize("who", [*OUTSIDERS, "secretary", "inspector"])
def test_signing_is_for_the_chairman_and_the_office(house, decision, sign_in, who):
    client = sign_in(getattr(house, who))

    answer = client.post(url("decision_sign", decision.code), with_key(signed.CHAIRMAN))

    assert answer.status_code == 403
    assert client.get(url("decision_signed", decision.code, 1)).status_code in {403, 404}
