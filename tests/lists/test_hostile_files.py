"""Files that are protected, broken, fake, exploding or deadly are refused; nothing else dies."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.lists.building import FARMING, FINANCE, SCHOOL, rezipped, sample, xlsx
from thidua.lists.limits import DEFAULT, Limits
from thidua.lists.reading import read_list
from thidua.lists.refusals import SENTENCES, Refused, shown_name
from thidua.lists.sandbox import read_workbook

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROSE = "Kính gửi phòng Nội vụ\nĐề nghị\n".encode()
SECONDS = 5
MEMORY = 300 << 20


def ole2(*streams: str) -> bytes:
    """A compound file with one directory sector that names ``streams``."""
    entries = b""
    for name in ("Root Entry", *streams):
        text = (name + "\0").encode("utf-16-le")
        entries += text.ljust(64, b"\0") + struct.pack("<H", len(text)) + b"\1" * 62
    return OLE2.ljust(512, b"\xff") + entries.ljust(4096, b"\0")


def far_cell(reference: str) -> bytes:
    """A list with one more cell, very far away."""
    cell = f'<c r="{reference}" t="inlineStr"><is><t>x</t></is></c>'.encode()
    row = b'<row r="%s">%s</row></sheetData>' % (
        "".join(filter(str.isdigit, reference)).encode(),
        cell,
    )
    return rezipped(
        sample(SCHOOL),
        lambda name, part: part.replace(b"</sheetData>", row) if "sheet1.xml" in name else part,
    )


def with_entities(name: str, part: bytes) -> bytes:
    """A billion laughs in front of a part."""
    if not name.endswith(("sharedStrings.xml", "content.xml")):
        return part
    bombs = b"".join(
        b'<!ENTITY l%d "%s">' % (depth, (b"&l%d;" % (depth - 1) if depth else b"lol") * 10)
        for depth in range(10)
    )
    return b'<?xml version="1.0"?><!DOCTYPE x [' + bombs + b"]>" + part.split(b"?>", 1)[1]


def zip_bomb() -> bytes:
    row = b'<row r="60"><c r="A60" t="inlineStr"><is><t>' + b"a" * 80 + b"</t></is></c></row>"
    return rezipped(
        sample(SCHOOL),
        lambda name, part: (
            part.replace(b"</sheetData>", row * 1_500_000 + b"</sheetData>")
            if "sheet1.xml" in name
            else part
        ),
    )


def with_sizes(data: bytes, size: int) -> bytes:
    """The same zip, its directory lying about every large part."""
    lying = bytearray(data)
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = lying.find(mark)
        while at != -1:
            if struct.unpack_from("<I", lying, at + offset)[0] > 1 << 20:
                struct.pack_into("<I", lying, at + offset, size)
            at = lying.find(mark, at + 4)
    return bytes(lying)


def with_flag(data: bytes) -> bytes:
    """The same zip, every part marked as encrypted."""
    marked = bytearray(data)
    at = marked.find(b"PK\x01\x02")
    while at != -1:
        marked[at + 8] |= 1
        at = marked.find(b"PK\x01\x02", at + 4)
    return bytes(marked)


def many_parts() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(3_000):
            archive.writestr(f"xl/{number}", b"")
    return buffer.getvalue()


def repeated_rows(name: str, part: bytes) -> bytes:
    row = (
        b'<table:table-row table:number-rows-repeated="1048576">'
        b'<table:table-cell table:number-columns-repeated="16384" office:value-type="string">'
        b"<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
    )
    return part.replace(b"</table:table>", row, 1) if name == "content.xml" else part


def encrypted_manifest(name: str, part: bytes) -> bytes:
    if name != "META-INF/manifest.xml":
        return part
    return part.replace(b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>")


HOSTILE = {
    "nothing": (bytes, {"empty"}),
    "zeros": (lambda: bytes(4_000), {"unknown"}),
    "truncated-xlsx": (lambda: sample(SCHOOL)[:5_000], {"damaged"}),
    "truncated-xls": (lambda: sample(FINANCE)[:3_000], {"damaged"}),
    "truncated-ods": (lambda: sample(FARMING)[:1_500], {"damaged"}),
    "zip-of-noise": (lambda: b"PK\x03\x04" + bytes(range(256)) * 20, {"damaged"}),
    "pdf": (lambda: b"%PDF-1.7\n%\xe2\xe3\n1 0 obj", {"pdf"}),
    "html": (lambda: b"<html><body><table><tr><td>STT</td></tr></table>", {"html"}),
    "html-doctype": (lambda: b"\xef\xbb\xbf <!DOCTYPE html><html>", {"html"}),
    "html-utf16": (lambda: "<html>x;y</html>".encode("utf-16"), {"html"}),
    "mhtml": (lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related", {"html"}),
    "xml-spreadsheet": (lambda: b'<?xml version="1.0"?><Workbook/>', {"xml"}),
    "rtf": (lambda: b"{\\rtf1 STT}", {"rtf"}),
    "png": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), {"image"}),
    "prose": (lambda: PROSE, {"not-a-table"}),
    "encrypted-xlsx": (lambda: ole2("EncryptionInfo", "EncryptedPackage"), {"protected"}),
    "encrypted-parts": (lambda: with_flag(sample(SCHOOL)), {"protected"}),
    "encrypted-ods": (lambda: rezipped(sample(FARMING), encrypted_manifest), {"protected"}),
    "old-word": (lambda: ole2("WordDocument"), {"doc"}),
    "ole2-of-noise": (lambda: OLE2 + bytes(5_000), {"damaged"}),
    "ole2-with-a-workbook-of-noise": (lambda: ole2("Workbook"), {"damaged", "crashed"}),
    "far-cell": (lambda: far_cell("XFD1048576"), {"crashed"}),
    "far-row": (lambda: far_cell("A1048576"), {"far-cell", "crashed"}),
    "far-column": (lambda: far_cell("XFD12"), {"far-cell"}),
    "zip-bomb": (zip_bomb, {"bomb"}),
    "zip-bomb-that-lies": (lambda: with_sizes(zip_bomb(), 50_000), {"damaged", "crashed", "slow"}),
    "many-parts": (many_parts, {"bomb"}),
    "laughs-xlsx": (lambda: rezipped(sample(SCHOOL), with_entities), {"entities"}),
    "laughs-ods": (lambda: rezipped(sample(FARMING), with_entities), {"entities"}),
    "repeated-rows-ods": (lambda: rezipped(sample(FARMING), repeated_rows), {"damaged", "crashed"}),
    "wide-csv": (lambda: b"a;" * 5_000, {"far-cell"}),
    "long-text": (lambda: b"STT;Ten\n1;" + b"y" * 100_000, {"long-text"}),
}

# A process of its own, so that the peak memory is that of this one file's child.
MEASURE = """
import json, resource, sys, time
from thidua.lists.refusals import Refused
from thidua.lists.sandbox import read_workbook
data = open(sys.argv[1], "rb").read()
start = time.monotonic()
try:
    read_workbook(data, "danh-sach.xlsx")
    answer = {"code": None, "sentence": ""}
except Refused as refused:
    answer = {"code": refused.code, "sentence": refused.sentence}
answer["seconds"] = time.monotonic() - start
answer["memory"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
print(json.dumps(answer))
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_in_time_and_memory(name, tmp_path):
    make, expected = HOSTILE[name]
    path = tmp_path / "danh-sach.xlsx"
    path.write_bytes(make())

    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True
    )
    answer = json.loads(done.stdout)

    assert answer["code"] in expected
    assert answer["seconds"] < SECONDS
    assert answer["memory"] < MEMORY
    assert answer["sentence"].endswith(".")
    assert "!" not in answer["sentence"]


def test_parent_reads_on_after_a_child_died():
    with pytest.raises(Refused):
        read_workbook(far_cell("XFD1048576"), "x.xlsx")

    assert read_workbook(sample(SCHOOL), "x.xlsx").kind == "xlsx"


def test_file_of_100_mb_is_refused_before_anything_runs():
    data = bytes(100 << 20)
    start = time.monotonic()

    with pytest.raises(Refused) as refused:
        read_workbook(data, "x" * 10_000_000 + ".xlsx")

    assert refused.value.code == "too-big"
    assert time.monotonic() - start < 1
    assert len(refused.value.sentence) < 300


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("danh-sach.xlsx", '"danh-sach.xlsx"'),
        ("../../etc/passwd", '"passwd"'),
        ("C:\\Users\\a\\b.xlsx", '"b.xlsx"'),
        ("a\u202excel.exe\n\x00", '"axcel.exe"'),
        ("", "nộp lên"),
        ("\u200b\n", "nộp lên"),
    ],
)
def test_names_are_shown_on_one_harmless_line(name, shown):
    assert shown_name(name) == shown


def test_too_slow_is_refused():
    with pytest.raises(Refused) as refused:
        read_workbook(sample(SCHOOL), "x.xlsx", limits=Limits(seconds=0.001))

    assert refused.value.code == "slow"


def test_processor_time_is_bounded():
    data = xlsx([("a" * 50, number) for number in range(30_000)])

    with pytest.raises(Refused) as refused:
        read_workbook(data, "x.xlsx", limits=Limits(cpu_seconds=0))

    assert refused.value.code in {"slow", "crashed"}


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(rows=10), "far-cell"),
        (Limits(columns=3), "far-cell"),
        (Limits(cells=50), "too-many-cells"),
        (Limits(characters=10), "long-text"),
        (Limits(output_bytes=500), "too-many-cells"),
    ],
)
def test_each_limit_has_its_refusal(limits, code):
    with pytest.raises(Refused) as refused:
        read_workbook(sample(SCHOOL), "x.xlsx", limits=limits)

    assert refused.value.code == code


def test_too_many_sheets_are_refused():
    with pytest.raises(Refused) as refused:
        read_workbook(sample(FINANCE), "x.xls", limits=Limits(sheets=1))

    assert refused.value.code == "too-many-sheets"


def test_child_sees_nothing_of_our_environment(monkeypatch):
    from thidua.lists import launch

    monkeypatch.setenv("DATABASE_URL", "postgres://secret")

    assert "DATABASE_URL" not in launch._environment()


@pytest.mark.parametrize(
    "line",
    [
        b"[1]\n",
        b"nonsense\n",
        b'"x"\n',
        b"[" * 100_000 + b"\n",
        b'{"sheet": 1}\n',
        b'{"refused": "no-such-code", "details": {}}\n',
        b'{"sheet": "a", "hidden": false, "merges": [[1, 2]], "before": []}\n',
        b'{"sheet": "a", "hidden": false, "merges": [], "before": []}\n[{"x": 1}]\n',
        b'{"sheet": "a", "hidden": false, "merges": [], "before": []}\n[["2024-99-99"]]\n',
        b'{"sheet": "a", "hidden": false, "merges": [], "before": []}\n[123456789012345678901]\n',
        b'{"sheet": "a", "hidden": false, "merges": [], "before": []}\n',
    ],
)
def test_answer_of_a_taken_over_child_is_not_trusted(line):
    from thidua.lists.sandbox import _Answer

    with pytest.raises(Refused) as refused:
        _Answer("x.xlsx", DEFAULT).workbook("xlsx", io.BytesIO(line))

    assert refused.value.code == "crashed"


@pytest.mark.parametrize("code", SENTENCES)
def test_every_refusal_says_how_to_mend_it(code):
    sentence = Refused(code, "a.xlsx").sentence

    assert sentence.endswith(".")
    assert "Hãy" in sentence
    assert "vui lòng" not in sentence.lower()


def outcome(data: bytes) -> str:
    """What kind of file it was read as, or the sentence it was refused with."""
    try:
        return read_list(data, "x", year=2024).kind
    except Refused as refused:
        return refused.sentence


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    prefix=st.sampled_from(
        [b"", b"PK\x03\x04", OLE2, "STT;Họ tên;Danh hiệu\n".encode(), b"\xff\xfe"]
    ),
    body=st.binary(max_size=2_000),
)
def test_any_bytes_are_read_or_refused(prefix, body):
    assert outcome(prefix + body)


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_any_damage_to_a_real_file_is_read_or_refused(data):
    whole = bytearray(sample(data.draw(st.sampled_from([SCHOOL, FINANCE, FARMING]))))
    for _ in range(data.draw(st.integers(1, 20))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))

    assert outcome(bytes(whole))
