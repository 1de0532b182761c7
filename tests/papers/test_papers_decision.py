"""A decision as PDF: what stands where, and what may never go wrong."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import paper_samples as sample
import pypdfium2.raw as pdfium_c
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.papers import Article, AwardGroup, AwardLine, PaperError, Signature, decision_pdf

MM = sample.POINTS_PER_MM
HEADING = "STT Họ và tên, tên tập thể Chức vụ, đơn vị Mức thưởng (đồng)"
MARKUP = '#import "x": y *đậm* _nghiêng_ - gạch <>& $x^2$ `mã` // hết @ai {{ a }} \\ ~'


def test_decision_says_every_part_in_order():
    parts = (
        "ỦY BAN NHÂN DÂN HUYỆN AN DƯƠNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "Số: 05/QĐ\u2011UBND",
        "An Dương, ngày 05 tháng 01 năm 2024",
        "QUYẾT ĐỊNH Về việc tặng Giấy khen",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN AN DƯƠNG",
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
        "98/2023/NĐ\u2011CP ngày 31 tháng 12 năm 2023 của Chính phủ;",
        "45/TTr\u2011NV ngày 03 tháng 01 năm 2024. QUYẾT ĐỊNH:",
        "Điều 1. Tặng Giấy khen",
        "Điều 2. Tiền thưởng: 1. Cá nhân: 540.000 đồng. 2. Tập thể: 1.080.000 đồng.",
        "Điều 3. Quyết định này có hiệu lực kể từ ngày ký./.",
        "Nơi nhận: - Như Điều 3; - Sở Nội vụ; - Lưu: VT, NV.",
    )

    text = sample.page_texts(decision_pdf(sample.decision()))[0]

    places = [text.find(part) for part in parts]
    assert places == sorted(places)
    assert min(places) >= 0
    assert "CHỦ TỊCH Bạch Văn Minh" in text
    assert "DỰ THẢO" not in text


def test_annex_begins_a_page_and_names_its_decision():
    pages = sample.page_texts(decision_pdf(sample.decision()))

    assert len(pages) == 2
    assert pages[1].startswith(
        "Phụ lục DANH SÁCH ĐƯỢC TẶNG GIẤY KHEN "
        "(Kèm theo Quyết định số 05/QĐ\u2011UBND ngày 05 tháng 01 năm 2024) STT"
    )


def test_annex_adds_up_the_money_in_figures_and_words():
    text = sample.page_texts(decision_pdf(sample.decision()))[1]

    assert "I. Cá nhân" in text
    assert "Cộng 1.620.000" in text
    assert "Tổng cộng 2.700.000" in text
    assert text.endswith(
        "Tổng số tiền thưởng: 2.700.000 đồng. Bằng chữ: Hai triệu bảy trăm nghìn đồng."
    )


def test_annex_leaves_out_columns_without_content():
    lines = (AwardLine(1, "Lục Văn Khởi", "Thôn Đông"),)

    text = sample.text_of(decision_pdf(sample.decision(annex=(AwardGroup("", lines),))))

    assert "STT Họ và tên, tên tập thể Chức vụ, đơn vị 1 Lục Văn Khởi Thôn Đông" in text
    assert "Bằng chữ" not in text


def test_draft_leaves_number_and_day_blank_and_says_so_on_every_page():
    pdf = decision_pdf(sample.decision(draft=True))

    pages = sample.page_texts(pdf)
    assert all("DỰ THẢO" in margin for margin in sample.top_margins(pdf))
    assert "Số: ……/QĐ\u2011UBND" in pages[0]
    assert "An Dương, ngày …… tháng 01 năm 2024" in pages[0]
    assert "số ……/QĐ\u2011UBND ngày …… tháng 01 năm 2024" in pages[1]
    assert "05/QĐ" not in " ".join(pages)


def test_decision_without_number_or_day_has_blanks_but_no_mark():
    text = sample.text_of(decision_pdf(sample.decision(number=None, issued_on=None)))

    assert "Số: ……/QĐ\u2011UBND" in text
    assert "An Dương, ngày …… tháng …… năm ……" in text
    assert "DỰ THẢO" not in text


def test_page_numbers_begin_on_the_second_page_and_again_in_the_annex():
    articles = tuple(Article("Giao đơn vị thực hiện nội dung này. " * 12) for _ in range(12))

    pdf = decision_pdf(sample.decision(articles=articles, annex=sample.annex(60)))

    margins = sample.top_margins(pdf)
    begin = next(i for i, page in enumerate(sample.page_texts(pdf)) if page.startswith("Phụ lục"))
    assert begin >= 2
    assert margins[:begin] == ["", *map(str, range(2, begin + 1))]
    assert margins[begin:] == ["", *map(str, range(2, len(margins) - begin + 1))]
    assert len(margins) - begin >= 2


def test_text_keeps_to_the_margins_of_an_a4_sheet():
    pdf = decision_pdf(sample.decision(annex=sample.annex(60)))

    with sample.opened(pdf) as document:
        for page in document:
            width, height = page.get_size()
            assert (width, height) == pytest.approx((210 * MM, 297 * MM), abs=0.1)
            boxes = [box for _, box in sample.letters(page)]
            assert min(left for left, _, _, _ in boxes) >= 29.5 * MM
            assert max(right for _, _, right, _ in boxes) <= 195.2 * MM
            assert min(bottom for _, bottom, _, _ in boxes) >= 19.5 * MM


@pytest.mark.parametrize(("rows", "fewest_pages"), [(300, 8), (3000, 80)])
def test_long_annex_repeats_its_heading_on_every_page(rows, fewest_pages):
    paper = sample.decision(annex=sample.annex(rows))

    pages = sample.page_texts(decision_pdf(paper))[1:]

    assert len(pages) >= fewest_pages
    listed = [page for page in pages if "Tổng số tiền thưởng" not in page]
    assert all(page.count(HEADING) == 1 for page in listed)
    text = " ".join(pages)
    places = [text.find(line.name) for line in paper.annex[0].lines]
    assert min(places) >= 0
    assert places == sorted(places)


@pytest.mark.parametrize("rows", range(18, 28))
def test_group_heading_is_never_the_last_line_of_a_page(rows):
    pages = sample.page_texts(decision_pdf(sample.decision(annex=sample.annex(rows))))

    [page] = [page for page in pages if "II. Tập thể" in page]
    assert "Trường Tiểu học Cầu Mây" in page


@pytest.mark.parametrize("articles", range(9, 19))
def test_signature_never_stands_alone_on_a_page(articles):
    paper = sample.decision(
        articles=tuple(Article("Giao phòng Nội vụ theo dõi. " * 5) for _ in range(articles))
    )

    pages = sample.page_texts(decision_pdf(paper))

    [page] = [page for page in pages if "Bạch Văn Minh" in page]
    assert "theo dõi./." in page


def test_markup_in_the_data_is_printed_as_it_is():
    line = AwardLine(1, MARKUP, MARKUP, MARKUP, 540_000, MARKUP)
    paper = sample.decision(
        subject=MARKUP,
        bases=(MARKUP,),
        articles=(Article(f"- {MARKUP}", (MARKUP,)), Article("= Hết")),
        annex=(AwardGroup(MARKUP, (line,)),),
        annex_title="#pagebreak()",
    )

    text = sample.text_of(decision_pdf(paper))

    assert text.count(MARKUP) >= 4
    assert f"Điều 1. - {MARKUP}" in text
    assert "Điều 2. = Hết./." in text
    assert "#PAGEBREAK()" in text


def test_decomposed_letters_make_the_same_paper():
    composed = sample.decision()
    apart = sample.decomposed(composed)

    assert apart == composed
    assert decision_pdf(apart, created_at=sample.CREATED_AT) == decision_pdf(
        composed, created_at=sample.CREATED_AT
    )


def test_moment_of_making_is_written_whatever_its_time_zone():
    moment = sample.CREATED_AT.astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))

    pdf = decision_pdf(sample.decision(), created_at=moment)

    assert pdf == decision_pdf(sample.decision(), created_at=sample.CREATED_AT)
    assert b"<xmp:CreateDate>2024-01-05T02:00:00+00:00</xmp:CreateDate>" in pdf


def test_pdf_claims_archiving_and_accessibility_standards():
    pdf = decision_pdf(sample.decision())

    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    with sample.opened(pdf) as document:
        assert pdfium_c.FPDFCatalog_IsTagged(document)
        assert sample.language(document) == "vi-VN"
        title = document.get_metadata_value("Title")
        assert title.startswith("Quyết định 05/QĐ\u2011UBND Về việc tặng Giấy khen")
        assert document.get_metadata_value("Author") == "ỦY BAN NHÂN DÂN HUYỆN AN DƯƠNG"
        headings = [item.get_title() for item in document.get_toc()]
    assert headings == ["QUYẾT ĐỊNH", "Phụ lục"]


def test_pdf_uses_only_the_shipped_font():
    pdf = decision_pdf(sample.decision())

    with sample.opened(pdf) as document:
        names = {
            item.get_font().get_base_name()
            for page in document
            for item in page.get_objects([pdfium_c.FPDF_PAGEOBJ_TEXT])
        }
    assert {name.rpartition("+")[2].partition("-")[0] for name in names} == {"Tinos"}


def test_draft_title_says_draft():
    with sample.opened(decision_pdf(sample.decision(draft=True))) as document:
        assert document.get_metadata_value("Title").startswith("Dự thảo Quyết định")


def test_post_already_said_by_the_authority_is_not_said_twice():
    signature = Signature(("TM. Ủy ban nhân dân", "Chủ tịch"), "Chủ tịch", "Bạch Văn Minh")

    text = sample.text_of(decision_pdf(sample.decision(signature=signature, annex=())))

    assert "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Bạch Văn Minh" in text


def test_decision_without_articles_is_refused():
    with pytest.raises(PaperError, match="chưa có điều nào"):
        decision_pdf(sample.decision(articles=()))


def test_total_that_is_not_the_sum_is_refused_with_both_figures():
    with pytest.raises(PaperError, match=r"“Cá nhân”: cộng các dòng được 1\.080\.000 đồng, .*999"):
        AwardGroup("Cá nhân", sample.award_lines(2), 999)


def test_letter_without_a_glyph_is_refused_by_name():
    lines = (AwardLine(1, "Lục Văn Khởi 😀"),)

    with pytest.raises(PaperError, match=r"“😀” \(U\+1F600\) trong “Lục Văn Khởi 😀”"):
        decision_pdf(sample.decision(annex=(AwardGroup("", lines),)))


def test_word_wider_than_its_column_stays_in_it():
    lines = (AwardLine(1, "x" * 60, "Thôn Đông", "", 540_000),)

    pdf = decision_pdf(sample.decision(annex=(AwardGroup("", lines),)))

    with sample.opened(pdf) as document:
        drawn = list(sample.letters(document[1]))
    detail = next(box for letter, box in reversed(drawn) if letter == "Đ")
    assert max(right for letter, (_, _, right, _) in drawn if letter == "x") < detail[0]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_makes_a_paper_or_a_sentence(name, detail):
    paper = sample.decision(annex=(AwardGroup("", (AwardLine(1, name, detail),)),))

    try:
        outcome = decision_pdf(paper)
    except PaperError as refused:
        outcome = str(refused).encode()

    assert outcome.startswith(b"%PDF-") or "không in được".encode() in outcome


def test_annex_of_a_draft_changes_only_the_blanks():
    issued, draft = sample.decision(), replace(sample.decision(), draft=True)

    pages = [sample.page_texts(decision_pdf(paper))[1] for paper in (issued, draft)]

    assert pages[0].split("STT")[1] == pages[1].split("STT")[1]
