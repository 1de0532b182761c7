"""The archive: same papers, same bytes; every change is found; no bytes make it raise."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.forwarding.archive import LIST, LONGEST_NAME, MANIFEST, Member, pack, safe_name, verify
from thidua.lists.outcome_list import read_outcomes

CONTENT = {"name": "Đề nghị", "items": [{"order": 1, "name": "Đỗ Văn Thắng", "unit": "=1+1"}]}
MEMBERS = [Member("001/b.pdf", b"%PDF-1.7 b"), Member("001/a.pdf", b"%PDF-1.7 a")]


def changed(data: bytes, path: str, content: bytes | None) -> bytes:
    """The archive with one file replaced, or left out."""
    memory = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(memory, "w") as new:
        for name in old.namelist():
            if name != path:
                new.writestr(name, old.read(name))
        if content is not None:
            new.writestr(path, content)
    return memory.getvalue()


def test_archive_has_the_same_bytes_whatever_the_order():
    first, second = pack(CONTENT, MEMBERS, "Đọc"), pack(CONTENT, MEMBERS[::-1], "Đọc")

    assert first == second
    assert verify(first).is_sound
    sheet = openpyxl.load_workbook(BytesIO(ZipFile(BytesIO(first)).read(LIST))).active
    assert [cell.value for cell in sheet[2]][2:6:3] == ["Đỗ Văn Thắng", "=1+1"]


@pytest.mark.parametrize(
    ("path", "content", "words"),
    [
        ("001/a.pdf", b"%PDF-1.7 khac", "đã bị thay đổi"),
        ("001/a.pdf", None, "Thiếu tệp"),
        ("001/c.pdf", b"them", "không có trong"),
        (MANIFEST, None, "không có tệp manifest"),
        (MANIFEST, b"[]", "không phải của gói"),
        (MANIFEST, b"{", "đã hỏng"),
        (MANIFEST, b'{"format": "thidua-trinh-cap-tren", "files": [3]}', "đã hỏng"),
    ],
)
def test_every_change_is_found(path, content, words):
    found = verify(changed(pack(CONTENT, MEMBERS, "Đọc"), path, content))

    assert not found.is_sound
    assert words in " ".join(found.faults)


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 900))
def test_no_bytes_make_verifying_raise(noise, at):
    data = pack(CONTENT, MEMBERS, "Đọc")

    assert not verify(noise).is_sound
    assert verify(data[:at] + noise + data[at + len(noise) :]).faults is not None


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=90), st.sampled_from(["", "pdf", "docx"]))
def test_names_are_plain_and_short(words, extension):
    name = safe_name(words, extension, before="001")

    assert name.isascii()
    assert 0 < len(name) <= LONGEST_NAME
    assert "/" not in name
    assert " " not in name


def test_result_list_is_read_from_a_workbook():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["DANH SÁCH ĐƯỢC TẶNG DANH HIỆU"])
    sheet.append(["STT", "Họ và tên", "Đơn vị", "Danh hiệu", "Số quyết định", "Ngày quyết định"])
    sheet.append([1, "Đỗ Văn Thắng", "Trường THCS An Đồng", "Lao động tiên tiến", "512/QĐ-UBND",
                  "03/03/2025"])  # fmt: skip
    memory = BytesIO()
    book.save(memory)

    (row,) = read_outcomes(memory.getvalue(), "ket-qua.xlsx")

    assert (row.name, row.title_code, row.decision) == ("Đỗ Văn Thắng", "LDTT", "512/QĐ-UBND")
    assert f"{row.decided_on:%d/%m/%Y}" == "03/03/2025"
