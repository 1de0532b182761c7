"""Certificates: Decree 98/2023 art. 104, and a code that a phone reads."""

from __future__ import annotations

import paper_samples as sample
import pypdfium2.raw as pdfium_c
import pytest
import zxingcpp
from PIL import ImageChops, ImageStat

from thidua.papers import MOST_CERTIFICATES, PaperError, certificates_pdf, qr_svg

PIXELS_PER_MM = 8
SCALE = PIXELS_PER_MM / sample.POINTS_PER_MM
RED = (168, 20, 27)
BLACK = (0, 0, 0)
LONG = "Đã có thành tích xuất sắc trong phong trào xây dựng nông thôn mới kiểu mẫu, " * 5


def picture(page):
    return page.render(scale=SCALE).to_pil().convert("RGB")


def area(image, left, top, width, height):
    """A part of a page, all in millimetres."""
    box = (left, top, left + width, top + height)
    return image.crop(tuple(round(side * PIXELS_PER_MM) for side in box))


def redness(image):
    """The share of pixels that are clearly red."""
    pixels = list(image.get_flattened_data())
    return sum(r > 130 and g < 60 and b < 60 for r, g, b in pixels) / len(pixels)


def test_lines_stand_in_the_order_and_colours_of_the_decree():
    with sample.opened(certificates_pdf([sample.certificate()])) as document:
        painted = sample.painted_texts(document[0])

    assert list(painted.items()) == [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", BLACK),
        ("Độc lập - Tự do - Hạnh phúc", BLACK),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN AN DƯƠNG", RED),
        ("TẶNG", BLACK),
        ("GIẤY KHEN", RED),
        ("Bà Tạ Thị Hồng Vân", BLACK),
        ("Giáo viên, Trường Trung học cơ sở Bến Sen", BLACK),
        ("Đã có thành tích xuất sắc trong phong trào thi đua năm 2023", BLACK),
        ("Quyết định số 05/QĐ\u2011UBND", BLACK),
        ("ngày 05 tháng 01 năm 2024", BLACK),
        ("Số sổ vàng: 12", BLACK),
        ("Mã: ", BLACK),
        ("K7M2-9QXD", BLACK),
        ("Tra cứu tại thidua.example/xac\u2011thuc", BLACK),
        ("An Dương, ngày 05 tháng 01 năm 2024", BLACK),
        ("CHỦ TỊCH", BLACK),
        ("Bạch Văn Minh", BLACK),
    ]


def test_sheet_is_a4_landscape_with_a_white_ground():
    with sample.opened(certificates_pdf([sample.certificate()])) as document:
        size = document[0].get_size()
        image = picture(document[0])

    assert size == pytest.approx((297 * sample.POINTS_PER_MM, 210 * sample.POINTS_PER_MM), abs=0.1)
    for left, top in ((30, 30), (230, 30), (30, 120), (240, 90)):
        assert area(image, left, top, 20, 20).getextrema() == ((255, 255),) * 3


def test_border_has_no_corner_motif():
    with sample.opened(certificates_pdf([sample.certificate()])) as document:
        image = picture(document[0])
    corner = area(image, 9.5, 10, 6, 6)

    for left, top in ((9.5 + 16, 10), (9.5 + 16 * 17, 10), (9.5 + 16 * 8, 10)):
        difference = ImageChops.difference(corner, area(image, left, top, 6, 6))
        assert max(ImageStat.Stat(difference).mean) < 25


def test_red_flags_stand_either_side_only_for_emulation_fighters():
    papers = [sample.certificate(), sample.certificate(kind="cstdcs", verb="Tặng danh hiệu")]

    with sample.opened(certificates_pdf(papers)) as document:
        plain, flagged = (picture(page) for page in document)

    for left in (112, 165):
        assert redness(area(plain, left, 26, 20, 20)) == 0
        assert redness(area(flagged, left, 26, 20, 20)) > 0.15


@pytest.mark.parametrize("fragment", ["", "#" + "A7fQ" * 55, "#" + "1234567" * 100])
def test_code_reads_back_from_the_printed_page_and_is_large_enough(fragment):
    url = f"https://thidua.example/xac-thuc/K7M2-9QXD{fragment}"

    with sample.opened(certificates_pdf([sample.certificate(verify_url=url)])) as document:
        [found] = zxingcpp.read_barcodes(picture(document[0]))

    assert found.text == url
    corners = found.position
    width = (corners.top_right.x - corners.top_left.x) / PIXELS_PER_MM
    modules = 17 + 4 * int(found.extra["Version"])
    assert width * (modules + 8) / modules >= 26


def test_each_page_carries_the_code_of_its_own_person():
    codes = [f"K7M2-{number:04d}" for number in range(25)]
    papers = [
        sample.certificate(
            recipient=f"Ông Quách Huy {code}",
            verify_code=code,
            verify_url=f"https://thidua.example/{code}",
        )
        for code in codes
    ]

    with sample.opened(certificates_pdf(papers)) as document:
        read = [zxingcpp.read_barcodes(picture(page))[0].text for page in document]
        contents = [item.get_title() for item in document.get_toc()]

    assert read == [f"https://thidua.example/{code}" for code in codes]
    assert contents == [f"Ông Quách Huy {code}" for code in codes]


def test_address_to_type_has_no_scheme_code_or_signed_part():
    url = "https://thidua.example/xac-thuc/K7M2-9QXD?v=1#A7fQbbbb"

    text = sample.text_of(certificates_pdf([sample.certificate(verify_url=url)]))

    assert "Mã: K7M2-9QXD Tra cứu tại thidua.example/xac\u2011thuc" in text
    assert "A7fQ" not in text


def test_long_address_is_shortened_to_its_host():
    url = f"https://thidua.example/{'tra-cuu/' * 8}K7M2-9QXD"

    text = sample.text_of(certificates_pdf([sample.certificate(verify_url=url)]))

    assert "Tra cứu tại thidua.example" in text
    assert "tra\u2011cuu" not in text


def test_without_an_address_there_is_no_code_and_no_invitation():
    pdf = certificates_pdf([sample.certificate(verify_url="")])

    with sample.opened(pdf) as document:
        found = zxingcpp.read_barcodes(picture(document[0]))
    assert list(found) == []
    assert "Tra cứu" not in sample.text_of(pdf)


def test_revoked_certificate_says_so_across_the_page():
    valid, revoked = sample.page_texts(
        certificates_pdf([sample.certificate(), sample.certificate(revoked=True)])
    )

    assert "ĐÃ HỦY BỎ" in revoked
    assert "ĐÃ HỦY BỎ" not in valid


def test_pictures_have_words_for_those_who_do_not_see_them():
    with sample.opened(certificates_pdf([sample.certificate()])) as document:
        words = sample.alternative_texts(document[0])
        tagged = pdfium_c.FPDFCatalog_IsTagged(document)

    assert tagged
    assert "Mã QR tra cứu, dẫn tới https://thidua.example/xac-thuc/K7M2-9QXD" in words


def test_long_texts_shrink_and_stay_on_one_page_clear_of_the_foot():
    paper = sample.certificate(
        recipient="Cán bộ, công chức, viên chức, người lao động " * 5,
        recipient_detail=LONG[:400],
        achievement=LONG[:400],
        issuer_title="Chủ tịch Ủy ban nhân dân\nhuyện An Dương",
    )

    pdf = certificates_pdf([paper])

    [text] = sample.page_texts(pdf)
    assert text.count(" ".join(LONG[:400].split())) == 2
    with sample.opened(pdf) as document:
        page = document[0]
        runs = list(
            page.get_objects([pdfium_c.FPDF_PAGEOBJ_TEXT], textpage=(reader := page.get_textpage()))
        )
        lowest = min(run.get_bounds()[1] for run in runs if "nông thôn mới" in run.extract())
        reader.close()
    assert lowest > (24 + 45) * sample.POINTS_PER_MM


def test_text_too_long_for_a_page_is_refused_with_its_length():
    with pytest.raises(PaperError, match=r"Thành tích .*Bà Tạ Thị Hồng Vân dài 500 ký tự.*420"):
        certificates_pdf([sample.certificate(achievement="x" * 500)])


def test_address_too_long_for_a_readable_code_is_refused():
    with pytest.raises(PaperError, match=r"Địa chỉ tra cứu .* dài 422 ký tự"):
        certificates_pdf([sample.certificate(verify_url="https://thidua.example" + "/x" * 200)])


def test_certificate_without_recipient_is_refused():
    with pytest.raises(PaperError, match="Giấy số sổ vàng 12 chưa có tên"):
        certificates_pdf([sample.certificate(recipient=" ")])


def test_more_than_a_thousand_pages_in_one_file_are_refused():
    papers = [sample.certificate()] * (MOST_CERTIFICATES + 1)

    with pytest.raises(PaperError, match="Đang in 1001 giấy, một tệp chứa tối đa 1000"):
        certificates_pdf(papers)


def test_no_certificate_at_all_is_refused():
    with pytest.raises(PaperError, match="Chưa chọn giấy nào"):
        certificates_pdf([])


def test_markup_in_the_data_is_printed_as_it_is():
    markup = '#import "x" *đậm* - gạch <>& $x$ // hết'

    text = sample.text_of(
        certificates_pdf([sample.certificate(recipient=markup, achievement=f"- {markup}")])
    )

    assert text.count(markup) == 2
    assert f"- {markup}" in text


def test_decomposed_letters_make_the_same_certificate():
    composed = sample.certificate()
    apart = sample.decomposed(composed)

    assert apart == composed
    assert certificates_pdf([apart], created_at=sample.CREATED_AT) == certificates_pdf(
        [composed], created_at=sample.CREATED_AT
    )


def test_drawings_are_written_once_however_many_the_pages():
    one, many = (len(certificates_pdf([sample.certificate()] * n)) for n in (1, 21))

    assert (many - one) / 20 < 12_000


def test_qr_is_an_svg_that_needs_nothing_else():
    svg = qr_svg("https://thidua.example/K7M2")

    assert svg.startswith(b"<svg")
    assert b"href" not in svg
