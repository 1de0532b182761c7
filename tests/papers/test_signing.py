"""Signing a paper: what is seen, where it stands, and what is refused."""

from __future__ import annotations

import io
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import paper_samples as sample
import pytest
import signing_samples as signing
from asn1crypto import keys, tsp, x509
from cryptography.hazmat.primitives import serialization
from PIL import Image, ImageChops
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from thidua.papers import minutes_pdf
from thidua.papers.signing import (
    AnnexMark,
    Hand,
    Seal,
    SignatureError,
    Space,
    pkcs12_signer,
    signature_spaces,
    signed_pdf,
    verify_pdf,
)

PIXELS_PER_MM = 6
POINT = PIXELS_PER_MM / sample.POINTS_PER_MM
HEIGHT = 297 * sample.POINTS_PER_MM


def opened(pdf):
    return PdfFileReader(io.BytesIO(pdf))


def ink(pdf, colour, page=0):
    """Where that ink is on the page as it is seen, in points: left, bottom, right, top."""
    with sample.opened(pdf) as document:
        document.init_forms()
        image = document[page].render(scale=POINT, may_draw_forms=True).to_pil().convert("RGB")
    red, green, blue = image.split()
    main, other = (blue, red) if colour == "blue" else (red, blue)
    strong = main.point([255 * (level > 150) for level in range(256)])
    weak = [band.point([255 * (level < 120) for level in range(256)]) for band in (other, green)]
    mask = ImageChops.multiply(strong, ImageChops.multiply(*weak))
    box = mask.getbbox()
    if box is None:
        return None
    left, top, right, bottom = (side / POINT for side in box)
    return left, HEIGHT - bottom, right, HEIGHT - top


@pytest.fixture(scope="module")
def chairman():
    return pkcs12_signer(signing.identity().p12(), signing.PASSWORD)


def test_decision_names_the_space_of_its_signer():
    spaces = signature_spaces(opened(signing.decision()))

    space = spaces[signing.CHAIRMAN]
    assert list(spaces) == [signing.CHAIRMAN]
    assert space.page == 0
    assert space.height == pytest.approx(30 * sample.POINTS_PER_MM, abs=0.1)


def test_minutes_name_the_spaces_of_both_signers():
    paper = sample.minutes()

    spaces = signature_spaces(opened(minutes_pdf(paper)))

    assert set(spaces) == {paper.secretary.name, paper.chair.name}
    assert spaces[paper.secretary.name].right < spaces[paper.chair.name].left


def test_blue_hand_stands_in_the_space_between_post_and_name():
    space = signature_spaces(opened(signing.decision()))[signing.CHAIRMAN]

    left, bottom, right, top = ink(signing.signed_by_chairman(), "blue")

    assert ink(signing.decision(), "blue") is None
    assert space.left < left < right < space.right
    assert space.bottom <= bottom < top <= space.top
    assert (left + right) / 2 == pytest.approx((space.left + space.right) / 2, abs=2)
    assert right - left == pytest.approx(55 * sample.POINTS_PER_MM, abs=3)


def test_red_seal_in_real_size_covers_the_left_third_of_the_hand():
    hand = ink(signing.signed_by_chairman(), "blue")

    left, bottom, right, top = ink(signing.signed_and_sealed(), "red")

    assert right - left == pytest.approx(36 * sample.POINTS_PER_MM, abs=2)
    assert top - bottom == pytest.approx(36 * sample.POINTS_PER_MM, abs=2)
    assert right == pytest.approx(hand[0] + (hand[2] - hand[0]) / 3, abs=2)
    assert (bottom + top) / 2 == pytest.approx((hand[1] + hand[3]) / 2, abs=2)


def test_images_leave_the_words_of_the_paper_alone():
    assert sample.page_texts(signing.signed_and_sealed()) == sample.page_texts(signing.decision())


def test_separate_annex_carries_issuer_number_and_time_at_the_upper_right(chairman):
    mark = AnnexMark("Ủy ban nhân dân huyện An Dương", "05/QĐ-UBND")

    pdf = signed_pdf(signing.decision(), chairman, mark)

    with sample.opened(pdf) as document:
        document.init_forms()
        page = document[0].render(scale=POINT, may_draw_forms=True).to_pil().convert("L")
    right, top = 195 * PIXELS_PER_MM, 5 * PIXELS_PER_MM
    corner = page.crop((round(right - 55 * PIXELS_PER_MM), top, right, 18 * PIXELS_PER_MM))
    assert corner.point([255 * (level < 90) for level in range(256)]).getbbox() is not None
    field = opened(pdf).root["/AcroForm"]["/Fields"][0]
    drawn = field["/AP"]["/N"]
    assert "/XObject" in drawn["/Resources"]
    assert verify_pdf(pdf, [signing.root().pem]).valid


def test_mark_says_its_three_lines_with_the_zone_of_viet_nam():
    import pypdfium2

    from thidua.papers.pdf import mark_pdf
    from thidua.papers.signing.sign import _moment_line, datetime

    line = _moment_line(datetime.fromisoformat("2026-01-05T14:03:09+07:00"))
    page = pypdfium2.PdfDocument(mark_pdf(("Ủy ban nhân dân", "Số: 05/QĐ-UBND", line)))[0]

    assert line == "05-01-2026; 14:03:09; +07:00"
    text = page.get_textpage().get_text_bounded()
    assert re.split(r"\s*\n\s*", text.strip()) == ["Ủy ban nhân dân", "Số: 05/QĐ-UBND", line]


def test_seal_waits_for_the_hand(chairman):
    with pytest.raises(SignatureError, match="Người có thẩm quyền ký trước"):
        signed_pdf(signing.decision(), chairman, Seal(signing.seal_png(), 36, signing.CHAIRMAN))


def test_nobody_signs_twice_or_in_a_space_that_is_not_there(chairman):
    with pytest.raises(SignatureError, match="đã ký văn bản này"):
        signed_pdf(
            signing.signed_by_chairman(), chairman, Hand(signing.hand_png(), signing.CHAIRMAN)
        )
    with pytest.raises(SignatureError, match="Không thấy chỗ ký của Lục Văn Khởi"):
        signed_pdf(signing.decision(), chairman, Hand(signing.hand_png(), "Lục Văn Khởi"))


def test_file_from_elsewhere_is_signed_where_the_caller_says(chairman):
    space = Space(1, 100, 100, 300, 180)

    pdf = signed_pdf(signing.decision(), chairman, Hand(signing.hand_png(), "Ai đó", space))

    left, bottom, right, top = ink(pdf, "blue", page=1)
    assert left >= 99
    assert right <= 301
    assert bottom >= 99
    assert top <= 181


@pytest.mark.parametrize(
    ("png", "says"),
    [
        (b"GIF89a", "không phải tệp PNG"),
        (signing.hand_png()[:200], "không phải tệp PNG"),
        (signing.hand_png(colour=(0, 0, 0)), "phải màu xanh"),
        (signing.hand_png(colour=signing.RED), "phải màu xanh"),
        (signing.png(Image.new("RGBA", (50, 50), (20, 60, 200, 255))), "nền đục"),
        (signing.png(Image.new("RGB", (50, 50), (20, 60, 200))), "nền đục"),
        (signing.png(Image.new("RGBA", (50, 50), (0, 0, 0, 0))), "không có nét"),
        (signing.png(Image.new("1", (5000, 5000))), "quá lớn"),
        (bytes(2_000_001), "nặng hơn"),
    ],
)
def test_image_that_is_not_as_the_decree_says_is_refused(chairman, png, says):
    with pytest.raises(SignatureError, match=says):
        signed_pdf(signing.decision(), chairman, Hand(png, signing.CHAIRMAN))


def test_wrong_password_and_expired_certificate_say_so():
    with pytest.raises(SignatureError, match="mật khẩu chưa đúng"):
        pkcs12_signer(signing.identity().p12(), "sai")
    with pytest.raises(SignatureError, match="mật khẩu chưa đúng"):
        pkcs12_signer(b"not a key file", signing.PASSWORD)
    with pytest.raises(SignatureError, match="Dùng chứng thư số còn hạn"):
        pkcs12_signer(signing.identity(expired=True).p12(), signing.PASSWORD)


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\nno more", b"PK\x03\x04"])
def test_what_is_no_pdf_is_not_signed(chairman, pdf):
    with pytest.raises(SignatureError, match="Không đọc được tệp PDF"):
        signed_pdf(pdf, chairman, Hand(signing.hand_png(), signing.CHAIRMAN))


@pytest.fixture
def timestamps():
    """A timestamp authority on this machine."""
    one = signing.timestamper()
    der = serialization.Encoding.DER
    stamper = DummyTimeStamper(
        x509.Certificate.load(one.certificate.public_bytes(der)),
        keys.PrivateKeyInfo.load(
            one.key.private_bytes(
                der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        ),
    )

    class Authority(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = stamper.request_tsa_response(tsp.TimeStampReq.load(body)).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_):
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Authority) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_time_is_proved_where_an_authority_is_asked(chairman, timestamps):
    hand = Hand(signing.hand_png(), signing.CHAIRMAN)

    pdf = signed_pdf(signing.decision(), chairman, hand, timestamp_url=timestamps)

    found = verify_pdf(pdf, [signing.root().pem])
    assert found.valid
    assert found.findings[0].time_proved
    assert "dấu thời gian xác nhận" in found.findings[0].sentences[0]


def test_silent_timestamp_authority_is_said(chairman):
    with pytest.raises(SignatureError, match="Máy chủ dấu thời gian không trả lời"):
        signed_pdf(
            signing.decision(),
            chairman,
            Hand(signing.hand_png(), signing.CHAIRMAN),
            timestamp_url="http://127.0.0.1:9/",
        )
