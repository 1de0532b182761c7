"""Why a file was refused, as a sentence that says what is wrong and how to mend it."""

from __future__ import annotations

import unicodedata
from typing import Final

SENTENCES: Final = {
    "empty": "Tệp {name} không có nội dung. Hãy kiểm tra lại rồi nộp tệp gốc.",
    "too-big": (
        "Tệp {name} nặng {size}, vượt mức {limit} cho một danh sách. "
        "Hãy bỏ ảnh, trang thừa rồi lưu lại, hoặc tách thành nhiều tệp."
    ),
    "protected": (
        "Tệp {name} được đặt mật khẩu nên không đọc được. Hãy mở bằng Excel, chọn Tệp, Thông tin, "
        "Bảo vệ sổ làm việc, xóa mật khẩu mở tệp, lưu lại rồi nộp."
    ),
    "no-scores": (
        "Tệp {name} không có bảng chấm điểm: không thấy cột “Tự chấm” cùng cột “Nội dung, tiêu "
        "chí” và “Điểm chuẩn”. Hãy nộp bảng tổng hợp chấm điểm của cụm, khối."
    ),
    "damaged": (
        "Tệp {name} bị hỏng hoặc chưa tải lên hết. Hãy mở lại tệp gốc, lưu thành tệp mới rồi nộp."
    ),
    "pdf": (
        "Tệp {name} thực ra là PDF, không phải bảng tính. "
        "Hãy nộp tệp Excel (.xlsx) hoặc Word (.docx) dùng để in ra bản PDF này."
    ),
    "html": (
        "Tệp {name} thực ra là trang web (HTML), không phải bảng tính. "
        "Hãy mở bằng Excel, chọn Lưu thành, kiểu Excel Workbook (.xlsx), rồi nộp tệp mới."
    ),
    "xml": (
        "Tệp {name} là văn bản XML, không phải bảng tính. "
        "Hãy mở bằng Excel, chọn Lưu thành, kiểu Excel Workbook (.xlsx), rồi nộp tệp mới."
    ),
    "doc": (
        "Tệp {name} là tài liệu Word kiểu cũ (.doc). "
        "Hãy mở bằng Word, chọn Lưu thành, kiểu Word Document (.docx), rồi nộp tệp mới."
    ),
    "rtf": (
        "Tệp {name} là văn bản RTF. "
        "Hãy mở bằng Word, chọn Lưu thành, kiểu Word Document (.docx), rồi nộp tệp mới."
    ),
    "xlsb": (
        "Tệp {name} là bảng tính nhị phân (.xlsb). "
        "Hãy mở bằng Excel, chọn Lưu thành, kiểu Excel Workbook (.xlsx), rồi nộp tệp mới."
    ),
    "image": (
        "Tệp {name} là ảnh, không phải bảng tính. "
        "Hãy nộp tệp Excel (.xlsx), OpenDocument (.ods), CSV hoặc Word (.docx)."
    ),
    "unknown": (
        "Không nhận ra kiểu của tệp {name}. "
        "Hãy nộp tệp Excel (.xlsx, .xls), OpenDocument (.ods), CSV hoặc Word (.docx)."
    ),
    "bomb": (
        "Tệp {name} khi mở ra lớn bất thường so với dung lượng nén nên bị từ chối. "
        "Hãy chép riêng bảng danh sách sang một tệp mới rồi nộp."
    ),
    "entities": (
        "Tệp {name} chứa khai báo XML không có trong bảng tính thông thường nên bị từ chối. "
        "Hãy mở bằng Excel, chép bảng sang tệp mới rồi nộp."
    ),
    "far-cell": (
        "Trang {sheet} có ô {cell} nằm ngoài {rows} dòng, {columns} cột đầu. "
        "Hãy xóa các dòng, cột thừa phía ngoài bảng, lưu lại rồi nộp."
    ),
    "too-many-cells": (
        "Tệp {name} có hơn {cells} ô có nội dung. Hãy tách danh sách thành nhiều tệp rồi nộp."
    ),
    "too-many-sheets": (
        "Tệp {name} có hơn {sheets} trang. Hãy chép các trang danh sách sang một tệp riêng rồi nộp."
    ),
    "long-text": (
        "Trang {sheet}, ô {cell} có hơn {characters} ký tự. "
        "Hãy rút gọn nội dung ô này, phần dài để trong báo cáo thành tích."
    ),
    "crashed": (
        "Tệp {name} làm trình đọc bảng tính dừng giữa chừng, thường vì có ô dữ liệu nằm rất xa "
        "bảng. Hãy chép riêng bảng danh sách sang một tệp mới rồi nộp."
    ),
    "memory": (
        "Tệp {name} cần quá nhiều bộ nhớ để mở, thường vì có ô dữ liệu nằm rất xa bảng. "
        "Hãy chép riêng bảng danh sách sang một tệp mới rồi nộp."
    ),
    "slow": (
        "Mở tệp {name} mất quá {seconds} giây nên đã dừng. "
        "Hãy chép riêng bảng danh sách sang một tệp mới, hoặc tách thành nhiều tệp rồi nộp."
    ),
    "encoding": (
        "Không nhận ra bảng mã tiếng Việt của tệp {name}. "
        "Hãy mở bằng Excel, chọn Lưu thành, kiểu CSV UTF-8 hoặc Excel Workbook (.xlsx), rồi nộp."
    ),
    "not-a-table": (
        "Tệp {name} là văn bản không có cột. "
        "Hãy nộp tệp Excel (.xlsx), hoặc tệp CSV có các cột ngăn bằng dấu chấm phẩy."
    ),
    "no-table": (
        "Tài liệu {name} không có bảng nào. Hãy nộp tài liệu có bảng danh sách, hoặc tệp Excel."
    ),
}

_NAME_LENGTH: Final = 80


class Refused(Exception):
    """A file that will not be read.

    ``code`` is stable for programs; ``sentence`` is what the user reads.
    """

    def __init__(self, code: str, name: str = "", **details: str | int) -> None:
        self.code = code
        self.name = shown_name(name)
        self.details = details
        self.sentence = SENTENCES[code].format_map(_Blanks(name=self.name, **details))
        super().__init__(self.sentence)


class _Blanks(dict[str, str | int]):
    def __missing__(self, key: str) -> str:
        return "(không rõ)"


def shown_name(name: str) -> str:
    """A file name fit for a sentence: one line, no control or direction marks, cut at 80."""
    base = name[-4096:].replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(character for character in base if _is_shown(character)).strip()
    if len(kept) > _NAME_LENGTH:
        kept = kept[: _NAME_LENGTH // 2] + "…" + kept[-_NAME_LENGTH // 2 + 1 :]
    return f'"{unicodedata.normalize("NFC", kept)}"' if kept else "nộp lên"


def _is_shown(character: str) -> bool:
    return character == " " or unicodedata.category(character)[0] not in "CZ"
