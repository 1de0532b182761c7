"""`thidua law coverage`: the page a lawyer reads to see what of the law is in the rule book."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from thidua.law import CONFIDENCE_WORDS, known_titles
from thidua.law.coverage import (
    Row,
    Section,
    State,
    TitleCover,
    conditions,
    faults,
    inventory,
    of_title,
    rows,
)
from thidua.law.tree import Open

PAGE = Path("docs") / "law-coverage.md"
DIFFERENT = 1
NOTE = "<!-- Made by `thidua docs` from the code; do not edit by hand. -->\n"
STATES = {
    State.ENCODED: "đã mã hóa",
    State.PARTLY: "một phần",
    State.GAP: "còn thiếu",
}
_MARKS = {State.ENCODED: "●", State.PARTLY: "◐", State.GAP: "○"}
_HEAD = """\
# Luật trong bộ quy tắc: đã có gì, còn thiếu gì

Mỗi dòng là một quy định đã biết: nơi quy định, nội dung bằng lời của bộ quy tắc (không phải trích
văn bản), đã mã hóa ở đâu, phần nào còn thiếu, vì sao và khi đó hệ thống trả lời thế nào. Chỗ thiếu
không bao giờ được đoán: câu trả lời là “chưa rõ”, kèm giấy tờ hoặc văn bản cần đối chiếu.
"""


def run(args: argparse.Namespace) -> int:
    """Print the page; with `--check`, say what is wrong with it or with the inventory."""
    wrong = list(faults())
    for fault in wrong:
        print(fault)
    if wrong:
        return DIFFERENT
    if not args.check:
        print(coverage_page(), end="")
        return 0
    if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != coverage_page():
        print(f"{PAGE} khác với bộ quy tắc. Chạy “thidua docs” rồi ghi lại vào kho mã.")
        return DIFFERENT
    return 0


def coverage_page() -> str:
    return "\n".join((NOTE, _HEAD, *_numbers(), *_titles(), *_questions(), *_sections(), ""))


def _table(head: Iterable[str], body: Iterable[Iterable[str]]) -> Iterator[str]:
    names = list(head)
    yield f"| {' | '.join(names)} |"
    yield f"|{'|'.join('---' for _ in names)}|"
    for cells in body:
        yield f"| {' | '.join(cells)} |"
    yield ""


def _numbers() -> Iterator[str]:
    counts = Counter(row.state for row in rows())
    total = sum(counts.values())
    said = ", ".join(f"{counts[state]} {words}" for state, words in STATES.items())
    yield f"**{total} quy định: {said}.**"
    yield ""
    body = []
    for section in inventory():
        held = Counter(row.state for row in section.rows)
        cells = (str(held[state]) for state in STATES)
        body.append((section.heading, str(len(section.rows)), *cells))
    yield from _table(("Phần", "Quy định", *STATES.values()), body)


def _titles() -> Iterator[str]:
    yield "## Từng danh hiệu, hình thức"
    yield ""
    yield (
        "Điều kiện riêng của danh hiệu (điều kiện chung và khung của Luật sửa đổi không tính), "
        "chia theo độ chắc của nguồn; câu hỏi còn mở; số quy định liên quan còn thiếu."
    )
    yield ""
    body = [_title(of_title(code)) for code in known_titles()]
    head = ("Mã", "Tên", "Điều kiện", "Độ chắc", "Câu hỏi mở", "Còn thiếu")
    yield from _table(head, body)


def _title(cover: TitleCover) -> tuple[str, ...]:
    sure = "; ".join(f"{n} {CONFIDENCE_WORDS[mark]}" for mark, n in cover.conditions.items())
    return (
        f"`{cover.title}`",
        known_titles()[cover.title].name,
        str(sum(cover.conditions.values())),
        sure or "–",
        str(len(cover.questions)),
        str(len(cover.gaps)),
    )


def _questions() -> Iterator[str]:
    yield "## Câu hỏi còn mở"
    yield ""
    yield (
        "Điều mà văn bản trên hồ sơ chưa trả lời; địa phương có văn bản thì ghi câu trả lời vào "
        "quy định của đợt xét."
    )
    yield ""
    yield from _table(("Mã", "Đúng hay sai", "Nơi phải tra", "Danh hiệu"), _asked())
    yield (
        "Ngoài ra, từ 01/10/2026 mỗi danh hiệu, hình thức có câu hỏi `amended.MÃ`: Luật sửa đổi có "
        "giữ nguyên tiêu chuẩn hay không."
    )
    yield ""


def _asked() -> Iterator[tuple[str, ...]]:
    """Each question with every place it arises in; those of no title's own concern them all."""
    titles: dict[tuple[str, str, str], list[str]] = {}
    for code in known_titles():
        for node in of_title(code).questions:
            titles.setdefault(_question(node), []).append(f"`{code}`")
    for nodes in conditions().values():
        for one in nodes:
            if isinstance(one, Open) and not one.question.startswith("amended."):
                titles.setdefault(_question(one), [])
    for cells, codes in titles.items():
        yield (*cells, ", ".join(codes) or "điều kiện chung")


def _question(node: Open) -> tuple[str, str, str]:
    return f"`{node.question}`", node.sentence, node.citation.text


def _sections() -> Iterator[str]:
    for section in inventory():
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    yield f"## {section.heading}"
    yield ""
    yield f"Đối chiếu: {section.source}."
    yield ""
    yield from _table(
        ("", "Nơi quy định", "Nội dung", "Trong bộ quy tắc", "Còn thiếu; trả lời thay"),
        (_row(row) for row in section.rows),
    )


def _row(row: Row) -> tuple[str, ...]:
    held = ", ".join(f"`{name}`" for name in row.encoded_in) or "–"
    missing = f"{row.gap}. *{row.instead}.*" if row.gap else "–"
    return _MARKS[row.state], row.place, row.what, held, missing
