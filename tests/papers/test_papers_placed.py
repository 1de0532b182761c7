"""Certificates by a layout: what is printed, where it stands, and what cannot be."""

from __future__ import annotations

import paper_samples as sample
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.papers import PaperError
from thidua.papers.pdf import placed_certificates_pdf
from thidua.papers.placed import (
    PARTS,
    Placed,
    SheetLayout,
    full_sheet,
    is_overprint,
    layout_faults,
    overprint_sheet,
)

MM = sample.POINTS_PER_MM


def text_of(layout, **changes):
    return sample.text_of(placed_certificates_pdf([sample.certificate(**changes)], layout))


def test_overprint_holds_what_changes_and_nothing_of_the_stock():
    words, whole = (text_of(layout) for layout in (overprint_sheet(), full_sheet()))

    stock = ("CỘNG HÒA", "Độc lập", "CHỦ TỊCH", "TẶNG", "GIẤY KHEN", "Bạch Văn Minh")
    for phrase in stock:
        assert phrase not in words
        assert phrase in whole
    for phrase in ("Bà Tạ Thị Hồng Vân", "Giáo viên", "thành tích", "vàng: 12", "An Dương, ngày"):
        assert phrase in words
        assert phrase in whole
    assert is_overprint(overprint_sheet())
    assert not is_overprint(full_sheet())


def test_parts_stand_where_the_layout_and_the_printer_shift_put_them():
    paper = sample.certificate()
    parts = {"recipient": Placed(50, 60, 100, 12, 20, "left")}

    def left_top(sheet: SheetLayout) -> tuple[float, float]:
        with sample.opened(placed_certificates_pdf([paper], sheet)) as document:
            page = document[0]
            left, _, _, top = next(iter(page.get_objects())).get_bounds()
            return left / MM, (page.get_height() - top) / MM

    x, y = left_top(SheetLayout(parts=parts))
    moved_x, moved_y = left_top(SheetLayout(parts=parts, shift_x=2.5, shift_y=-1.5))

    assert 50 <= x <= 52
    assert 60 <= y <= 66
    assert (moved_x - x, moved_y - y) == pytest.approx((2.5, -1.5), abs=0.05)


def test_code_in_too_small_a_box_is_refused_with_the_size_it_needs():
    paper = sample.certificate()
    sheet = SheetLayout(parts={"recipient": Placed(50, 60, 100, 12), "qr": Placed(0, 0, 10, 10)})

    with pytest.raises(PaperError, match=r"cần ô từ \d\d,\d mm .* dành 10 mm"):
        placed_certificates_pdf([paper], sheet)


@given(
    st.dictionaries(
        st.sampled_from(sorted(PARTS)),
        st.builds(
            Placed,
            x=st.floats(0, 150), y=st.floats(0, 100), w=st.floats(3, 140), h=st.floats(3, 100),
            size=st.floats(6, 72), align=st.sampled_from(("left", "center", "right")),
            shown=st.booleans(),
        ),
    )
)  # fmt: skip
def test_layouts_go_to_the_database_and_back(parts):
    sheet = SheetLayout(parts=parts)

    assert SheetLayout.of_data(sheet.as_data()) == sheet
    assert [fault for fault in layout_faults(sheet) if "phải có tên" not in fault] == []
