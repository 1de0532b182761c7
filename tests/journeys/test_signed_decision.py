"""A decision in a browser: drafted, issued, signed by both, verified; a tampered copy shown."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests import factories as make
from tests.decisions import signed, stages
from tests.decisions.signed import keys
from thidua.papers.signing import verify_pdf

pytestmark = [
    pytest.mark.journey,
    pytest.mark.xdist_group("journeys"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def round_(house, settings, tmp_path):
    (tmp_path / "goc.pem").write_bytes(keys.root().pem)
    settings.TRUST_ROOTS = str(tmp_path / "goc.pem")
    made = make.round_(house)
    stages.passed(house, made, ("CSTDCS", stages.NAMES[0]))
    signed.with_images(house)
    return made


def test_decision_is_signed_by_both_and_a_tampered_copy_is_found_out(round_, visitor, tmp_path):
    officer = visitor()
    officer_drafts(officer)
    chairman_issues_and_signs(visitor())
    pdf = agency_signs_and_downloads(officer, tmp_path)
    verified_elsewhere(pdf, tmp_path)
    tampered_copy_is_found_out(visitor(phone=True), pdf)


def officer_drafts(officer):
    officer.sign_in("officer")
    officer.go("/thuong-truc/quyet-dinh/moi/?ngay=2024-12-27")
    officer.page.get_by_role("button", name="Lập dự thảo").click()
    officer.page.get_by_role("heading", name="Kiểm tra thể thức").wait_for()
    officer.check()


def with_key(screen, name):
    p12 = {
        "name": "khoa.p12",
        "mimeType": "application/x-pkcs12",
        "buffer": keys.identity(name).p12(),
    }
    screen.page.get_by_label("Tệp chứng thư số").set_input_files(p12)
    screen.page.get_by_label("Mật khẩu của tệp").fill(keys.PASSWORD)
    screen.page.get_by_role("button", name="Ký bằng tệp chứng thư số").click()


def chairman_issues_and_signs(chairman):
    chairman.sign_in("chairman")
    chairman.go("/thuong-truc/quyet-dinh/")
    chairman.page.get_by_role("link", name="Dự thảo", exact=True).click()
    chairman.page.get_by_role("link", name="Ban hành quyết định").click()
    chairman.page.get_by_label("Ngày ban hành").fill("2024-12-27")
    chairman.page.get_by_role("button", name="Ban hành, tặng 1 khen thưởng").click()
    chairman.page.get_by_role("link", name="Ký số", exact=True).click()
    chairman.check()
    with_key(chairman, signed.CHAIRMAN)
    chairman.page.get_by_text("Đã giữ bản ký lần 1").wait_for()
    chairman.check()


def agency_signs_and_downloads(officer, tmp_path):
    officer.page.reload()
    officer.page.get_by_role("link", name="Ký số", exact=True).click()
    with_key(officer, signed.AGENCY)
    officer.page.get_by_text("Tệp có 2 chữ ký số, tất cả hợp lệ.").first.wait_for()
    officer.check()
    address = officer.page.get_by_role("link", name="Bản đã ký số (PDF)").get_attribute("href")
    return officer.page.request.get(f"{officer.base}{address}").body()


def verified_elsewhere(pdf, tmp_path):
    found = verify_pdf(pdf, [keys.root().pem])
    assert [one.signer for one in found.findings] == [signed.CHAIRMAN, signed.AGENCY]
    assert found.valid
    if shutil.which("pdfsig"):
        (tmp_path / "ky.pdf").write_bytes(pdf)
        done = subprocess.run(
            ["pdfsig", "-nocert", tmp_path / "ky.pdf"], capture_output=True, text=True, check=False
        )
        assert done.stdout.count("Signature is Valid.") == 2


def tampered_copy_is_found_out(citizen, pdf):
    tampered = pdf.replace(b"/Count 2", b"/Count 1", 1)
    assert tampered != pdf
    for data, says in ((pdf, "tất cả hợp lệ"), (tampered, "Nội dung đã bị sửa sau khi ký")):
        citizen.go("/kiem-tra-chu-ky/")
        given = {"name": "quyet-dinh.pdf", "mimeType": "application/pdf", "buffer": data}
        citizen.page.get_by_label("Tệp PDF").set_input_files(given)
        citizen.page.get_by_role("button", name="Kiểm tra").click()
        citizen.page.get_by_text(says).first.wait_for()
        citizen.check()
