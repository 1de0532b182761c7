"""A template to start from: the built-in layout with fields where the words would stand."""

from __future__ import annotations

from datetime import UTC, datetime

from thidua.papers.docx import sheet_docx
from thidua.papers.own_fields import OwnKind
from thidua.papers.sheet import Annex, Block, Column, Line, Row, Sheet, SignatureBlock, Table

_NAMES = {"decision": "QUYẾT ĐỊNH", "submission": "TỜ TRÌNH", "list": "DANH SÁCH"}
_BODIES: dict[OwnKind, tuple[Block, ...]] = {
    "decision": (
        Line("authority", "{{tham_quyen}}"),
        Line("base", "{{can_cu}}"),
        Line("command", "QUYẾT ĐỊNH:"),
        Line("body", "{{cac_dieu}}"),
    ),
    "submission": (
        Line("addressee", "Kính gửi:"),
        Line("addressee-item", "{{kinh_gui}}"),
        Line("base", "{{can_cu}}"),
        Line("body", "{{noi_dung}}"),
    ),
    "list": (),
}
_LIST = Table(
    columns=(
        Column("STT", 0.85, "center"),
        Column("Họ và tên, tên tập thể", 3.0),
        Column("Chức vụ, đơn vị", 3.6),
        Column("Mức thưởng (đồng)", 1.7, "right"),
        Column("Ghi chú", 1.6),
    ),
    rows=(
        Row("group", ("{{nhom.ten}}",), 5),
        Row(
            "line",
            (
                "{{dong.stt}}",
                "{{dong.ten}}",
                "{{dong.chi_tiet}}",
                "{{dong.tien}}",
                "{{dong.ghi_chu}}",
            ),
        ),
        Row("total", ("Cộng", "{{nhom.cong}}", ""), 3),
    ),
)
_WITH_SUM: tuple[Block, ...] = (_LIST, Line("body", "{{tong_tien}}"))


def starter_docx(kind: OwnKind, *, created_at: datetime | None = None) -> bytes:
    """Return the template of that kind as DOCX, to be changed in Word and brought back.

    ``created_at``: the moment in the file's properties; the clock's when left out.
    """
    is_list = kind == "list"
    sheet = Sheet(
        title=f"Mẫu {_NAMES[kind].lower()}",
        author="",
        parent=(),
        issuer=("{{co_quan}}",),
        number="{{so}}",
        place_date="{{dia_danh_ngay}}",
        name="{{phu_luc_ten}}" if is_list else _NAMES[kind],
        subject="{{phu_luc_kem_theo}}" if is_list else "{{trich_yeu}}",
        blocks=_WITH_SUM if is_list else _BODIES[kind],
        signatures=(SignatureBlock(("{{quyen_han_ky}}",), "{{nguoi_ky}}"),),
        recipients=("{{noi_nhan}}",),
        annex=None
        if is_list
        else Annex("Phụ lục", "{{phu_luc_ten}}", "{{phu_luc_kem_theo}}", _WITH_SUM),
        draft=False,
    )
    return sheet_docx(sheet, created_at or datetime.now(UTC))
