"""The verification page in a browser with the network cut."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.urls import reverse

from tests import factories as make
from tests.decisions import stages
from thidua.commendation.models import Round
from thidua.decisions.certificate_queries import code_hash
from thidua.decisions.domain.certificates import mark_revoked
from thidua.decisions.domain.making import single_pdf
from thidua.decisions.models import Certificate, CertificateLayout
from thidua.papers.offline_page import offline_page, page_policy
from thidua.papers.statement import Statement, StatementKey, digits_of, sign

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

AUTHORITY = "Ủy ban nhân dân phường An Dương, thành phố Hải Phòng"
PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = StatementKey(
    authority=AUTHORITY,
    public=PRIVATE.public_key().public_bytes_raw(),
    valid_from=date(2025, 7, 1),
    valid_until=date(2027, 6, 30),
)
STATEMENT = Statement(
    authority=AUTHORITY,
    decision_number="05/QĐ-UBND",
    decision_date=date(2026, 1, 5),
    award_code="giay_khen",
    recipient="Bà Tạ Thị Hồng Vân",
    golden_book="12",
    certificate_code="K7M2-9QXD",
    issued_on=date(2026, 11, 5),
)
SIGNED = sign(STATEMENT, PRIVATE, KEY)
NO_ED25519 = """
if (globalThis.SubtleCrypto) SubtleCrypto.prototype.importKey = async () => {
  throw new DOMException("Unrecognized name.", "NotSupportedError");
};
"""
NO_CRYPTO = "Object.defineProperty(globalThis, 'crypto', { value: {} });"


class Desk:
    """A page from a file, offline; it remembers whatever it tried to load."""

    def __init__(self, context, folder) -> None:
        self.page = context.new_page()
        self.folder = folder
        self.asked: list[str] = []
        self.faults: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self._heard)

    def _heard(self, message) -> None:
        if message.type == "error":
            self.faults.append(message.text)

    def open(self, fragment: str = "", *, keys=(KEY,), awards=None, revoked=()) -> None:
        html = offline_page(
            keys,
            awards={"giay_khen": "Giấy khen"} if awards is None else awards,
            online="https://thidua.example/tra-cuu/?ma=",
            revoked=revoked,
            revoked_on=date(2026, 11, 20),
        )
        file = self.folder / "kiem-tra.html"
        file.write_text(html, encoding="utf-8")
        self.page.goto("about:blank")
        self.page.goto(f"{file.as_uri()}{'#' if fragment else ''}{fragment}")

    def says(self) -> tuple[str, str]:
        """State and heading of the result, once there is one."""
        self.page.locator("#result:not([hidden])").wait_for()
        result = self.page.locator("#result")
        return result.get_attribute("data-state"), self.page.locator("#verdict").inner_text()

    def content(self) -> dict[str, str]:
        names = self.page.locator("dt").all_inner_texts()
        return dict(zip(names, self.page.locator("dd").all_inner_texts(), strict=True))


@pytest.fixture
def desk(chromium, tmp_path):
    context = chromium.new_context(locale="vi-VN", viewport={"width": 390, "height": 844})
    context.set_default_timeout(10_000)
    context.set_offline(True)
    one = Desk(context, tmp_path)
    yield one
    assert one.faults == []
    assert [url for url in one.asked if not url.startswith(("file:", "about:"))] == []
    context.close()


def test_true_certificate_is_confirmed_without_a_network(desk):
    desk.open(digits_of(SIGNED))

    assert desk.says() == ("good", "Chữ ký đúng")
    assert desk.content() == {
        "Người, tập thể được tặng": "Bà Tạ Thị Hồng Vân",
        "Danh hiệu, hình thức": "Giấy khen",
        "Cơ quan quyết định": AUTHORITY,
        "Quyết định": "số 05/QĐ-UBND ngày 05 tháng 01 năm 2026",
        "Số sổ vàng": "12",
        "Mã giấy": "K7M2-9QXD",
        "Ngày cấp giấy": "ngày 05 tháng 11 năm 2026",
    }
    register = desk.page.get_by_role("link", name="Tra cứu trong sổ đăng ký")
    assert register.get_attribute("href") == "https://thidua.example/tra-cuu/?ma=K7M2-9QXD"


def test_page_is_usable_by_everyone_at_any_width(desk):
    desk.open(digits_of(SIGNED))
    desk.says()

    violations = Axe().run(desk.page, options={"preload": False}).response["violations"]

    assert violations == []
    assert desk.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_pasted_address_is_checked_by_keyboard(desk):
    desk.open()
    assert desk.page.locator("#result").is_hidden()

    desk.page.get_by_label("Nội dung mã QR").fill(f"https://x.example/x/#{digits_of(SIGNED)}")
    desk.page.keyboard.press("Tab")
    desk.page.keyboard.press("Enter")

    assert desk.says() == ("good", "Chữ ký đúng")


@pytest.mark.parametrize(
    ("signed", "keys", "state", "reason"),
    [
        (SIGNED[:-1] + bytes([SIGNED[-1] ^ 1]), (KEY,), "bad", "Chữ ký không khớp"),
        (SIGNED.replace("Vân".encode(), "Vên".encode()), (KEY,), "bad", "Chữ ký không khớp"),
        (SIGNED + b"\0", (KEY,), "bad", "Không đọc được"),
        (SIGNED[:40], (KEY,), "bad", "Không đọc được"),
        (b"", (KEY,), "bad", "Không đọc được"),
        (SIGNED, (), "unknown", "Không nhận ra khóa"),
        (SIGNED, (replace(KEY, valid_until=date(2026, 1, 1)),), "bad", "không được dùng"),
        (SIGNED, (replace(KEY, authority="Khác"),), "bad", "ký bằng khóa của Khác"),
    ],
)
def test_what_cannot_be_trusted_is_said(desk, signed, keys, state, reason):
    desk.open(digits_of(signed), keys=keys)

    assert desk.says()[0] == state
    assert reason in desk.page.locator("#reason").inner_text()
    assert desk.content() == {}


def test_revoked_certificate_is_no_proof_although_its_signature_is_true(desk):
    desk.open(digits_of(SIGNED), revoked=[code_hash("K7M29QXD")])

    assert desk.says() == ("bad", "Giấy không còn giá trị")
    reason = desk.page.locator("#reason").inner_text()
    assert "danh sách hủy đến ngày 20 tháng 11 năm 2026" in reason


def printed_code(certificate: Certificate) -> str:
    """What a phone reads from the printed page."""
    page = pypdfium2.PdfDocument(single_pdf(certificate))[0]
    [found] = zxingcpp.read_barcodes(page.render(scale=3).to_pil())
    return found.text


def test_printed_certificate_verifies_without_a_network_until_it_is_revoked(
    db, client, desk, settings, tmp_path
):
    house = make.house()
    stages.passed(house, make.round_(house), ("CSTDCS", stages.NAMES[0]))
    stages.issued(house, Round.objects.get(), "CSTDCS")
    certificate = Certificate.objects.get()
    read = printed_code(certificate)

    def saved_page() -> str:
        file = tmp_path / "ngoai-tuyen.html"
        file.write_bytes(client.get(reverse("public:offline"), {"tai": "1"}).content)
        return f"{file.as_uri()}#{read.partition('#')[2]}"

    desk.page.goto(saved_page())
    assert desk.says() == ("good", "Chữ ký đúng")
    assert desk.content()["Người, tập thể được tặng"] == stages.NAMES[0]
    assert desk.content()["Danh hiệu, hình thức"] == "Chiến sĩ thi đua cơ sở"

    mark_revoked(
        actor=house.officer,
        certificate=certificate,
        decision_words="Quyết định số 120/QĐ-UBND",
        on=date(2026, 3, 1),
    )
    desk.page.goto("about:blank")
    desk.page.goto(saved_page())
    assert desk.says() == ("bad", "Giấy không còn giá trị")


@pytest.mark.django_db(transaction=True)
def test_phone_online_is_told_about_the_signature_and_the_layout_moves_by_keyboard(visitor):
    house = make.house()
    stages.passed(house, make.round_(house), ("CSTDCS", stages.NAMES[0]))
    stages.issued(house, Round.objects.get(), "CSTDCS")
    certificate = Certificate.objects.get()
    digits = printed_code(certificate).partition("#")[2]
    phone = visitor(phone=True)

    phone.go(f"/xac-thuc/{certificate.code}#{digits}")
    phone.page.get_by_text("Chữ ký trong mã QR đúng").wait_for()
    wrong = str(int(digits) ^ 1)
    phone.go("/xac-thuc/")
    phone.go(f"/xac-thuc/{certificate.code}#{wrong}")
    phone.page.get_by_text("Mã QR trên giấy này có thể là giả").wait_for()

    officer = visitor()
    officer.sign_in("officer")
    officer.go("/thuong-truc/mau-in/moi/?tu=phoi")
    part = officer.page.locator("[data-td-part=recipient]")
    part.focus()
    for _ in range(3):
        officer.page.keyboard.press("ArrowRight")
    assert officer.page.locator("[name=recipient-x]").input_value() == "37,5"
    box = part.bounding_box()
    officer.page.mouse.move(box["x"] + 30, box["y"] + 5)
    officer.page.mouse.down()
    officer.page.mouse.move(box["x"] + 30, box["y"] + 45, steps=4)
    officer.page.mouse.up()
    assert float(officer.page.locator("[name=recipient-y]").input_value().replace(",", ".")) > 110
    officer.page.get_by_label("Tên mẫu in").fill("Phôi kéo thả")
    officer.page.get_by_role("button", name="Lưu mẫu in").click()
    officer.page.get_by_text("Đã lưu mẫu in “Phôi kéo thả”").wait_for()
    officer.check()
    assert CertificateLayout.objects.get().parts["recipient"]["x"] == 37.5


def test_no_flipped_bit_passes_in_the_browser_either(desk):
    desk.open()
    for place in range(0, len(SIGNED), 3):
        changed = bytearray(SIGNED)
        changed[place] ^= 1 << place % 8
        desk.page.evaluate(
            """digits => {
                document.querySelector("#result").hidden = true;
                location.hash = digits;
            }""",
            digits_of(bytes(changed)),
        )
        assert desk.says()[0] in {"bad", "unknown"}, place


@pytest.mark.parametrize("lacking", [NO_ED25519, NO_CRYPTO])
def test_old_browser_says_so_and_points_to_the_register(desk, lacking):
    desk.page.add_init_script(lacking)
    desk.open(digits_of(SIGNED))

    assert desk.says() == ("unknown", "Chưa kết luận được")
    assert "chưa kiểm tra được chữ ký Ed25519" in desk.page.locator("#reason").inner_text()
    assert desk.page.get_by_role("link", name="Tra cứu trong sổ đăng ký").is_visible()


def test_names_are_text_and_never_markup(desk):
    evil = "</script><img src=x onerror=document.title=1><b>Vân</b>"
    key = replace(KEY, authority=evil)
    statement = replace(STATEMENT, authority=evil, recipient=evil, award_code="__proto__")

    desk.open(
        digits_of(sign(statement, PRIVATE, key)), keys=(key,), awards={"a": evil, "{script}": evil}
    )

    assert desk.says()[0] == "good"
    assert desk.content()["Người, tập thể được tặng"] == evil
    assert desk.content()["Danh hiệu, hình thức"] == "__proto__"
    assert desk.page.title() == "Kiểm tra giấy khen, giấy chứng nhận"


def test_page_allows_its_own_script_and_nothing_else():
    html = offline_page(
        [KEY], awards={}, online="https://thidua.example/", revoked_on=date(2026, 11, 20)
    )

    assert re.findall(r"(?:src|href)=\"([^\"]*)\"", html) == ["https://thidua.example/"]
    assert "default-src 'none'" in page_policy()
    assert "unsafe" not in page_policy()
    with pytest.raises(ValueError, match="http"):
        offline_page([KEY], awards={}, online="javascript:alert(1)", revoked_on=date(2026, 11, 20))
