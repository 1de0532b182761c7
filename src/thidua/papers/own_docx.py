"""An office's own DOCX: checked before it is kept, filled when a paper is made.

`{{field}}` stands in running text, alone in a paragraph where it has several lines, or in a table
row that is repeated. There is no expression, no loop, nothing to run: a template is only text with
holes. Whatever could fetch, run or hide something is refused by name.
"""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Final

import docx
from defusedxml import ElementTree  # type: ignore[import-untyped]
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_Tbl
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement

from thidua.papers.model import PaperError
from thidua.papers.ooxml import element
from thidua.papers.own_fields import KNOWN, NEEDED, Group, OwnKind, Text, Values

_FIELD: Final = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_HOLE: Final = re.compile(r"\{\{|\}\}")
_PARTS: Final = ("word/embeddings/", "word/activeX/", "word/afchunk", "customUI/")
_FETCHING: Final = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|DATABASE|RD)\b", re.IGNORECASE
)
_XML: Final = (".xml", ".rels")
_MOST_LINES: Final = 20_000
_SPACE: Final = qn("xml:space")


def faults(data: bytes, kind: OwnKind) -> list[str]:
    """Return why this DOCX cannot be the template of that kind, each a sentence; none if it can.

    The caller has made sure that it is a zip container of bounded size.
    """
    found = _unsafe(data)
    if found:
        return found
    try:
        document = docx.Document(io.BytesIO(data))
        return [*_wrong_fields(document, kind), *_missing(document, kind)]
    except Exception:  # noqa: BLE001 (a damaged file fails anywhere in the reader)
        return ["Tệp DOCX bị hỏng. Mở bằng Word, lưu lại rồi tải lên."]


def fields_in(data: bytes) -> list[str]:
    """Return the fields of a checked template, each once, in alphabetical order."""
    document = docx.Document(io.BytesIO(data))
    return sorted({name for text, _ in _places(document) for name in _FIELD.findall(text)})


def filled(data: bytes, values: Values) -> bytes:
    """Return a checked template with every field replaced.

    Raises:
        PaperError: the list is longer than a Word table can be worked with.
    """
    if sum(len(group.lines) for group in values.groups) > _MOST_LINES:
        raise PaperError(f"Danh sách dài hơn {_MOST_LINES} dòng. Chia thành nhiều quyết định.")
    document = docx.Document(io.BytesIO(data))
    for root in _roots(document):
        for table in list(root.iter(qn("w:tbl"))):
            _fill_rows(table, values.groups)
        for paragraph in list(root.iter(qn("w:p"))):
            _fill_paragraph(paragraph, values.fields)
    document.core_properties.last_modified_by = ""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _unsafe(data: bytes) -> list[str]:
    found: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            found += _unsafe_names(names)
            for name in names:
                if name.endswith(_XML):
                    found += _unsafe_part(name, archive.read(name))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, RuntimeError):
        return ["Tệp DOCX bị hỏng. Mở bằng Word, lưu lại rồi tải lên."]
    return list(dict.fromkeys(found))


def _unsafe_names(names: list[str]) -> Iterator[str]:
    if any("vbaProject" in name or "vbaData" in name for name in names):
        yield "Tệp có macro. Lưu lại ở dạng .docx không macro."
    if any(name.startswith(_PARTS) for name in names):
        yield "Tệp có đối tượng nhúng (OLE, ActiveX, tệp chèn). Bỏ đối tượng đó rồi tải lên."


def _unsafe_part(name: str, part: bytes) -> Iterator[str]:
    try:
        root = ElementTree.fromstring(part, forbid_dtd=True)
    except (ElementTree.ParseError, ValueError):
        yield f"Phần “{name}” không đọc được hoặc khai báo thực thể lạ. Lưu lại bằng Word."
        return
    for one in root.iter():
        if one.get("TargetMode") == "External":
            yield (
                f"Tệp dẫn ra ngoài, tới “{one.get('Target', '')[:80]}”. Bỏ liên kết, ảnh hoặc mẫu "
                "gắn kèm đó rồi tải lên."
            )
        if "macroEnabled" in one.get("ContentType", ""):
            yield "Tệp có macro. Lưu lại ở dạng .docx không macro."
        code = one.text or "" if one.tag == qn("w:instrText") else one.get(qn("w:instr"), "")
        if _FETCHING.search(code):
            yield f"Tệp có trường lấy nội dung từ nơi khác: “{code.strip()[:60]}”. Bỏ trường đó."
        if one.tag == qn("w:altChunk"):
            yield "Tệp có đối tượng nhúng (OLE, ActiveX, tệp chèn). Bỏ đối tượng đó rồi tải lên."


def _wrong_fields(document: Document, kind: OwnKind) -> Iterator[str]:
    for text, place in _places(document):
        names = _FIELD.findall(text)
        for name in names:
            if name not in KNOWN[kind]:
                yield f"{place}: không có trường “{name[:40]}”. Xem bảng các trường ở trang này."
            elif "." in name and not place.startswith("Bảng"):
                yield f"{place}: trường “{name}” chỉ dùng trong hàng của bảng."
        if _HOLE.search(_FIELD.sub("", text)):
            yield f"{place}: dấu ngoặc {{{{ }}}} không khép: “{text.strip()[:60]}”."


def _missing(document: Document, kind: OwnKind) -> Iterator[str]:
    held = {name for text, _ in _places(document) for name in _FIELD.findall(text)}
    missing = [f"{{{{{name}}}}}" for name in NEEDED[kind] if name not in held]
    if missing:
        yield f"Mẫu thiếu trường bắt buộc: {', '.join(missing)}."


def _roots(document: Document) -> Iterator[BaseOxmlElement]:
    """The body, and every header and footer of its own."""
    yield document.element.body
    for section in document.sections:
        for part in (
            section.header,
            section.footer,
            section.first_page_header,
            section.first_page_footer,
        ):
            if not part.is_linked_to_previous:
                yield part._element  # noqa: SLF001 (python-docx shows no other way in)


def _places(document: Document) -> Iterator[tuple[str, str]]:
    """Each paragraph's text, and where it stands."""
    body, *others = _roots(document)
    yield from _places_in(body, "Đoạn", "Bảng")
    for root in others:
        yield from _places_in(root, "Đầu trang, chân trang, đoạn", "Bảng ở đầu trang, chân trang")


def _places_in(root: BaseOxmlElement, paragraph: str, table: str) -> Iterator[tuple[str, str]]:
    tables = {one: number for number, one in enumerate(root.iter(qn("w:tbl")), start=1)}
    for number, one in enumerate(root.iter(qn("w:p")), start=1):
        holder = next((above for above in one.iterancestors() if above.tag == qn("w:tbl")), None)
        place = f"{paragraph} {number}" if holder is None else f"{table} {tables[holder]}"
        yield _text_of(one), place


def _text_of(paragraph: BaseOxmlElement) -> str:
    return "".join(one.text or "" for one in paragraph.iter(qn("w:t")))


def _fill_rows(table: CT_Tbl, groups: tuple[Group, ...]) -> None:
    """Repeat the rows that hold fields of groups and lines, in their order."""
    rows = [row for row in table.tr_lst if _row_kind(row)]
    if not rows:
        return
    for group in groups:
        for row in rows:
            is_line = _row_kind(row) == "dong"
            for fields in group.lines if is_line else (group.fields,):
                rows[0].addprevious(_filled_row(row, {**group.fields, **fields}))
    for row in rows:
        table.remove(row)


def _row_kind(row: CT_Row) -> str:
    names = [name for name in _FIELD.findall(_text_of(row)) if "." in name]
    if any(name.startswith("dong.") for name in names):
        return "dong"
    return "nhom" if names else ""


def _filled_row(row: CT_Row, fields: Mapping[str, str]) -> CT_Row:
    made = copy.deepcopy(row)
    values = {name: (Text(text),) for name, text in fields.items()}
    for paragraph in list(made.iter(qn("w:p"))):
        _fill_paragraph(paragraph, values)
    return made


def _fill_paragraph(paragraph: CT_P, fields: Mapping[str, tuple[Text, ...]]) -> None:
    text = _text_of(paragraph)
    names = [name for name in _FIELD.findall(text) if name in fields]
    if not names:
        return
    alone = _FIELD.fullmatch(text.strip())
    if alone:
        _fill_alone(paragraph, fields[alone[1]])
    else:
        _replace(paragraph, lambda name: "\n".join(_joined(one) for one in fields.get(name, ())))


def _joined(text: Text) -> str:
    return f"{text.lead} {text.text}".strip()


def _fill_alone(paragraph: CT_P, texts: tuple[Text, ...]) -> None:
    """One paragraph of the same looks for each text; none leaves the paragraph empty."""
    for text in texts[:-1]:
        twin = copy.deepcopy(paragraph)
        paragraph.addprevious(twin)
        _write(twin, text)
    _write(paragraph, texts[-1] if texts else Text(""))


def _write(paragraph: CT_P, text: Text) -> None:
    _replace(paragraph, lambda _: text.text)
    if not text.lead:
        return
    run = next(paragraph.iter(qn("w:r")))
    lead = copy.deepcopy(run)
    run.addprevious(lead)
    lead.text = f"{text.lead} "
    lead.get_or_add_rPr().get_or_add_b().val = True


def _replace(paragraph: CT_P, value_of: Callable[[str], str]) -> None:
    """Put values for fields; one that Word split into several runs takes the first one's looks."""
    pieces = list(paragraph.iter(qn("w:t")))
    lengths = [len(piece.text or "") for piece in pieces]
    starts = [sum(lengths[:number]) for number in range(len(pieces))]
    found = list(_FIELD.finditer(_text_of(paragraph)))
    # From the last to the first: what stands before a field keeps its place.
    for field in reversed(found):
        value = value_of(field[1])
        for piece, start, length in zip(pieces, starts, lengths, strict=True):
            left, right = max(field.start() - start, 0), min(field.end() - start, length)
            if left < right:
                put = value if start <= field.start() else ""
                piece.text = (piece.text or "")[:left] + put + (piece.text or "")[right:]
    for piece in pieces:
        _break_lines(piece)


def _break_lines(piece: BaseOxmlElement) -> None:
    """Turn line ends into the breaks that Word shows, and keep the spaces at the ends."""
    first, *others = (piece.text or "").split("\n")
    piece.text = first
    piece.set(_SPACE, "preserve")
    for line in reversed(others):
        words = element("t")
        words.text = line
        words.set(_SPACE, "preserve")
        piece.addnext(words)
        piece.addnext(element("br"))
