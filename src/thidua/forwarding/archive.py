"""A package as one ZIP: the same papers give the same bytes, and the file proves itself by the
hashes in its manifest. Knows files and figures only, no database."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from xlsxwriter import Workbook

from thidua.vietnamese.text import fold

FORMAT: Final = "thidua-trinh-cap-tren"
VERSION: Final = 1
MANIFEST, README, LIST = "manifest.json", "DOC-TRUOC.txt", "danh-sach.xlsx"
MOMENT: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest a ZIP can say: the time of packing is nobody's concern."""
LONGEST_NAME: Final = 50
"""Signs in a file name, without accents: the rule of Ninh Bình (QĐ 161/2025/QĐ-UBND)."""
MOST_FILES: Final = 20_000
MOST_BYTES: Final = 2 * 1024**3


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the archive under its path."""

    path: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def safe_name(words: str, extension: str = "", *, before: str = "") -> str:
    """`02-bao-cao-thanh-tich.docx`: folded to ASCII, no sign but letters, digits and hyphens."""
    folded = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in fold(words))
    body = "-".join(part for part in folded.split("-") if part)
    stem = f"{before}-{body}" if before else body
    room = LONGEST_NAME - (len(extension) + 1 if extension else 0)
    stem = stem[:room].strip("-") or "tep"
    return f"{stem}.{extension}" if extension else stem


def pack(content: Mapping[str, Any], members: Sequence[Member], readme: str) -> bytes:
    """The archive. `content` is what the manifest says beside the files themselves."""
    table = Member(LIST, workbook(content))
    told = Member(README, readme.encode())
    every = sorted((*members, table, told), key=lambda one: one.path)
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        **content,
        "files": [{"path": one.path, "size": len(one.data), "sha256": one.sha256} for one in every],
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True)
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for one in (Member(MANIFEST, text.encode()), *every):
            entry = zipfile.ZipInfo(one.path, MOMENT)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, one.data, compresslevel=6)
    return memory.getvalue()


HEAD = (
    ("Thứ tự", "order"),
    ("Mã hồ sơ", "code"),
    ("Họ tên, tên tập thể, hộ", "name"),
    ("Đối tượng", "kind"),
    ("Chức vụ", "position"),
    ("Đơn vị", "unit"),
    ("Danh hiệu, hình thức đề nghị", "title"),
    ("Mã danh hiệu", "title_code"),
    ("Năm thành tích", "year"),
    ("Khen thưởng đã có, số quyết định", "awards_text"),
    ("Thư mục", "folder"),
)


def workbook(content: Mapping[str, Any]) -> bytes:
    """The data list as XLSX: one line a dossier; text stays text."""
    memory = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(memory, options) as book:
        book.set_properties({"created": datetime(*MOMENT)})  # noqa: DTZ001 (the format has no zone)
        sheet = book.add_worksheet("Danh sách")
        bold = book.add_format({"bold": True, "text_wrap": True, "border": 1})
        for column, (label, _) in enumerate(HEAD):
            sheet.write_string(0, column, label, bold)
        for line, row in enumerate(content.get("items", ()), start=1):
            for column, (_, key) in enumerate(HEAD):
                value = row.get(key, "")
                if isinstance(value, int):
                    sheet.write_number(line, column, value)
                else:
                    sheet.write_string(line, column, str(value))
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(HEAD) - 1, 22)
    return memory.getvalue()


@dataclass(frozen=True, slots=True)
class Verified:
    """What an archive says of itself, and every fault found; none: it is as it was made."""

    content: Mapping[str, Any]
    faults: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        return not self.faults


def verify(data: bytes) -> Verified:
    """Read an archive back and hold every file against the manifest. Never raises for any bytes."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _verified(archive)
    except (zipfile.BadZipFile, ValueError, KeyError, TypeError, AttributeError, OSError,
            EOFError, NotImplementedError, RuntimeError, RecursionError):  # fmt: skip
        return Verified({}, ("Tệp không phải gói hồ sơ trình, hoặc đã hỏng.",))
    except Exception as error:  # noqa: BLE001 (zlib's own error has no common base)
        return Verified({}, (f"Tệp nén đã hỏng ({type(error).__name__}).",))


def _verified(archive: zipfile.ZipFile) -> Verified:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        return Verified({}, ("Gói quá lớn để kiểm tra tại đây.",))
    if MANIFEST not in {entry.filename for entry in entries}:
        return Verified({}, (f"Gói không có tệp {MANIFEST}.",))
    manifest = json.loads(archive.read(MANIFEST))
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        return Verified({}, (f"{MANIFEST} không phải của gói hồ sơ trình.",))
    told = {str(one["path"]): str(one["sha256"]) for one in manifest["files"]}
    names = [entry.filename for entry in entries if entry.filename != MANIFEST]
    faults = [f"Thiếu tệp {path}." for path in sorted(told.keys() - set(names))]
    faults += [
        f"Tệp {path} không có trong {MANIFEST}." for path in sorted(set(names) - told.keys())
    ]
    faults += [f"Tệp {path} có hai lần trong gói." for path in sorted(_twice(names))]
    faults += [
        f"Tệp {path} đã bị thay đổi."
        for path in sorted(told.keys() & set(names))
        if hashlib.sha256(archive.read(path)).hexdigest() != told[path]
    ]
    return Verified(manifest, tuple(faults))


def _twice(names: Sequence[str]) -> set[str]:
    return {name for name in names if names.count(name) > 1}
