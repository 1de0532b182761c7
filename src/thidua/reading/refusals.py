"""Why a file could not be read as a directive, as a sentence that says how to mend it."""

from __future__ import annotations

from typing import Final

from thidua.lists.refusals import shown_name

SENTENCES: Final = {
    "empty": "Tệp {name} không có nội dung. Hãy kiểm tra lại rồi nộp tệp gốc.",
    "too-big": "Tệp {name} quá nặng (mức tối đa {limit}). Hãy bỏ ảnh, phụ lục rồi lưu lại.",
    "too-long": "Tệp {name} dài quá mức đọc được. Hãy tách riêng phần chỉ thị rồi nộp.",
    "protected": "Tệp {name} có mật khẩu nên không đọc được. Hãy bỏ mật khẩu, lưu lại rồi nộp.",
    "damaged": "Tệp {name} bị hỏng hoặc chưa tải lên hết. Hãy lưu lại thành tệp mới rồi nộp.",
    "scanned": (
        "Tệp {name} là PDF chỉ có ảnh quét, không có lớp chữ, nên không đọc được. "
        "Hãy nộp bản Word, bản PDF xuất từ Word, hoặc bản đã nhận dạng chữ (OCR)."
    ),
    "doc": (
        "Tệp {name} là tài liệu Word kiểu cũ (.doc). "
        "Hãy mở bằng Word, chọn Lưu thành, kiểu Word Document (.docx), rồi nộp."
    ),
    "rtf": (
        "Tệp {name} là văn bản RTF. "
        "Hãy mở bằng Word, chọn Lưu thành, kiểu Word Document (.docx), rồi nộp."
    ),
    "html": "Tệp {name} thực ra là trang web (HTML). Hãy chép phần văn bản sang tệp Word rồi nộp.",
    "table": "Tệp {name} là bảng tính, không phải chỉ thị. Hãy nộp tệp Word, PDF hoặc văn bản.",
    "image": "Tệp {name} là ảnh. Hãy nộp bản Word, hoặc bản PDF có lớp chữ.",
    "unknown": "Không nhận ra kiểu của tệp {name}. Hãy nộp tệp Word (.docx), PDF hoặc .txt.",
    "bomb": "Tệp {name} khi mở ra lớn bất thường nên bị từ chối. Hãy chép văn bản sang tệp mới.",
    "entities": "Tệp {name} chứa khai báo XML bất thường nên bị từ chối. Hãy chép sang tệp mới.",
    "encoding": (
        "Không nhận ra bảng mã tiếng Việt của tệp {name}. Hãy lưu lại dạng UTF-8 hoặc Word rồi nộp."
    ),
    "no-text": "Tài liệu {name} không có chữ nào để đọc.",
    "crashed": "Tệp {name} làm trình đọc dừng giữa chừng. Hãy chép văn bản sang tệp mới rồi nộp.",
    "memory": "Tệp {name} cần quá nhiều bộ nhớ để mở. Hãy chép văn bản sang tệp mới rồi nộp.",
    "slow": "Mở tệp {name} quá lâu nên đã dừng. Hãy tách riêng phần chỉ thị sang tệp mới rồi nộp.",
}
_SAME: Final = {"xlsx": "table", "xls": "table", "ods": "table", "xlsb": "table", "xml": "html"}


class Unreadable(Exception):
    """A file that is not read. ``code`` is for programs, ``sentence`` for people."""

    def __init__(self, code: str, name: str = "", *, limit: str = "") -> None:
        known = _SAME.get(code, code)
        self.code = known if known in SENTENCES else "unknown"
        self.sentence = SENTENCES[self.code].format(name=shown_name(name), limit=limit)
        super().__init__(self.sentence)
