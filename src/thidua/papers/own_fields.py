"""The fields an office may put into its own DOCX, by kind of paper, and where they come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from thidua.papers import tables, wording
from thidua.papers.layout import sheet_of
from thidua.papers.model import AwardGroup, AwardLine, DecisionPaper, SubmissionPaper
from thidua.papers.sheet import Line, Sheet
from thidua.vietnamese.numbers import format_number

OwnKind: TypeAlias = Literal["decision", "submission", "list"]

HEAD: Final = {
    "co_quan": "Cơ quan ban hành, chữ hoa, có thể hai dòng",
    "so": "Số: 05/QĐ-UBND",
    "dia_danh_ngay": "An Dương, ngày 05 tháng 01 năm 2026",
    "trich_yeu": "Trích yếu",
    "phu_luc_ten": "Tên danh sách kèm theo",
    "phu_luc_kem_theo": "(Kèm theo Quyết định số … ngày …)",
    "tong_tien": "Câu ghi tổng số tiền thưởng, bằng số và bằng chữ",
    "quyen_han_ky": "TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH: mỗi phần một dòng",
    "nguoi_ky": "Họ tên người ký",
    "noi_nhan": "Nơi nhận, mỗi nơi một dòng, cuối cùng là Lưu",
}
OF_DECISION: Final = {
    "tham_quyen": "CHỦ TỊCH ỦY BAN NHÂN DÂN …",
    "can_cu": "Các căn cứ, mỗi căn cứ một đoạn",
    "cac_dieu": "Các điều, mỗi đoạn một đoạn; “Điều 1.” in đậm",
}
OF_SUBMISSION: Final = {
    "kinh_gui": "Kính gửi, mỗi nơi một dòng",
    "can_cu": "Các căn cứ, mỗi căn cứ một đoạn",
    "noi_dung": "Nội dung tờ trình, mỗi đoạn một đoạn",
}
IN_ROWS: Final = {
    "nhom.ten": "Tên nhóm trong danh sách",
    "nhom.cong": "Cộng tiền của nhóm",
    "dong.stt": "Số thứ tự",
    "dong.ten": "Họ tên, tên tập thể, hộ",
    "dong.chi_tiet": "Chức vụ, đơn vị",
    "dong.tien": "Tiền thưởng, đồng",
    "dong.ghi_chu": "Ghi chú",
}
"""Fields of a table row that is repeated: `nhom` for each group, `dong` for each recipient."""
KNOWN: Final[Mapping[OwnKind, Mapping[str, str]]] = {
    "decision": HEAD | OF_DECISION | IN_ROWS,
    "submission": HEAD | OF_SUBMISSION | IN_ROWS,
    "list": HEAD | IN_ROWS,
}
NEEDED: Final[Mapping[OwnKind, tuple[str, ...]]] = {
    "decision": ("so", "dia_danh_ngay", "trich_yeu", "cac_dieu", "nguoi_ky", "dong.ten"),
    "submission": ("trich_yeu", "noi_dung", "nguoi_ky"),
    "list": ("dong.ten",),
}
"""Without these the paper would not say what it has to."""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph of a value; `lead` is set in bold before it."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of the list: its own fields, and those of each of its lines."""

    fields: Mapping[str, str]
    lines: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class Values:
    """Everything a template is filled with."""

    fields: Mapping[str, tuple[Text, ...]]
    groups: tuple[Group, ...] = field(default=())


def values_of(paper: DecisionPaper | SubmissionPaper) -> Values:
    """The same words that the built-in layout prints, by field.

    Raises:
        PaperError: the paper cannot be made from this data.
    """
    sheet = sheet_of(paper)
    found = {name: tuple(map(Text, texts)) for name, texts in _head(sheet).items()}
    total = tables.awarded_total(paper.annex)
    found["tong_tien"] = () if total is None else (Text(wording.money_sentence(total)),)
    return Values(found | _body(sheet), tuple(map(_group, paper.annex)))


def _head(sheet: Sheet) -> dict[str, Sequence[str]]:
    last = sheet.signatures[-1]
    annex = sheet.annex
    return {
        "co_quan": sheet.issuer,
        "so": (sheet.number,),
        "dia_danh_ngay": (sheet.place_date,),
        "trich_yeu": sheet.subject.split("\n"),
        "phu_luc_ten": (annex.title,) if annex else (),
        "phu_luc_kem_theo": (annex.reference,) if annex else (),
        "quyen_han_ky": last.titles,
        "nguoi_ky": (last.name,),
        "noi_nhan": sheet.recipients,
    }


def _body(sheet: Sheet) -> dict[str, tuple[Text, ...]]:
    lines = [block for block in sheet.blocks if isinstance(block, Line)]
    words = tuple(Text(line.text, line.lead) for line in lines if line.line == "body")
    return {
        "tham_quyen": tuple(_texts(lines, "authority")),
        "can_cu": tuple(_texts(lines, "base")),
        "kinh_gui": (*_texts(lines, "addressee"), *_texts(lines, "addressee-item")),
        "cac_dieu": words,
        "noi_dung": words,
    }


def _texts(lines: Sequence[Line], kind: str) -> Iterator[Text]:
    return (Text(line.text) for line in lines if line.line == kind)


def _group(group: AwardGroup) -> Group:
    total = tables.awarded_total((group,))
    return Group(
        {"nhom.ten": group.title, "nhom.cong": "" if total is None else format_number(total)},
        tuple(map(_line, group.lines)),
    )


def _line(line: AwardLine) -> dict[str, str]:
    return {
        "dong.stt": str(line.order),
        "dong.ten": line.name,
        "dong.chi_tiet": line.detail,
        "dong.tien": "" if line.amount is None else format_number(line.amount),
        "dong.ghi_chu": line.note,
    }
