"""Lists as XLSX files: as filtered on the screen, text as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from xlsxwriter import Workbook

from thidua.commendation.models import Nomination
from thidua.law import known_title

if TYPE_CHECKING:
    from thidua.web.shared.listing import Filters

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def response(
    name: str, title: str, head: Sequence[str], rows: Iterable[Sequence[Any]]
) -> HttpResponse:
    """A workbook with one sheet: title, moment, head, rows. Nothing typed becomes a formula."""
    memory = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(memory, options) as book:
        sheet = book.add_worksheet("Danh sách")
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 13}))
        now = timezone.localtime().strftime("%H:%M, %d/%m/%Y")
        sheet.write_string(1, 0, f"Xuất lúc {now}, theo bộ lọc đang chọn")
        for column, words in enumerate(head):
            sheet.write_string(3, column, words, bold)
        last = 3
        for last, row in enumerate(rows, start=4):
            for column, value in enumerate(row):
                if isinstance(value, int | float):
                    sheet.write_number(last, column, value, cell)
                else:
                    sheet.write_string(last, column, "" if value is None else str(value), cell)
        sheet.freeze_panes(4, 0)
        sheet.autofilter(3, 0, max(last, 4), len(head) - 1)
        sheet.set_column(0, len(head) - 1, 22)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.repeat_rows(3)
        sheet.fit_to_pages(1, 0)
    answer = HttpResponse(memory.getvalue(), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def dossiers(filters: Filters, found: QuerySet[Nomination], name: str) -> HttpResponse:
    """The dossiers that the list shows, all pages of them."""
    head = (
        "Mã hồ sơ", "Họ tên, tên tập thể, hộ", "Chức vụ, nơi công tác", "Đơn vị đề nghị",
        "Danh hiệu, hình thức", "Xếp loại", "Điều kiện", "Đạt", "Tổng số điều kiện", "Bước",
        "Nộp muộn",
    )  # fmt: skip
    rows = filters.apply(found).order_by(*filters.order)
    return response(
        name,
        "Hồ sơ đề nghị khen thưởng",
        head,
        (
            (
                row.code,
                row.name,
                row.position,
                row.unit_name,
                known_title(row.title_code).name,
                row.rating_words,
                row.get_verdict_display(),
                row.met_count,
                row.condition_count,
                row.get_state_display(),
                "x" if row.is_late else "",
            )
            for row in rows.iterator(chunk_size=2000)
        ),
    )
