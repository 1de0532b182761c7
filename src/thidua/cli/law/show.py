"""`thidua law show TITLE --on DATE`: who decides, what is asked for, and where it is written."""

from __future__ import annotations

import argparse
import shutil
import textwrap
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches

from thidua.cli.rules import regulation
from thidua.cli.words import Fault
from thidua.law import (
    CONFIDENCE_WORDS,
    Citation,
    Confidence,
    FactsBuilder,
    Finding,
    Overlay,
    SubjectKind,
    Title,
    catalogue,
    decider,
    dossier,
    explain,
    known_titles,
    ruling_law,
    vote_threshold,
)
from thidua.law.regulations import in_force
from thidua.vietnamese.dates import format_day
from thidua.vietnamese.text import fold

NOT_IN_FORCE = 1
KINDS = {
    SubjectKind.PERSON: "Cá nhân",
    SubjectKind.COLLECTIVE: "Tập thể",
    SubjectKind.HOUSEHOLD: "Hộ gia đình",
}
WIDEST = 100


def run(args: argparse.Namespace) -> int:
    """Print the standard of a title as of a day; 1 when the book has none for that day."""
    title = find(args.title)
    on: date = args.on or date.today()  # noqa: DTZ011 (a local day, on a local command line)
    print(f"{title.name} ({title.code}), ngày {format_day(on)}")
    if title not in catalogue(on):
        print(_indented("Ngày này bộ quy tắc không có tiêu chuẩn của danh hiệu, hình thức này.", 2))
        return NOT_IN_FORCE
    overlay = in_force([regulation(path) for path in args.rules], on)
    for line in lines(title, on, overlay):
        print(line)
    return 0


def find(words: str) -> Title:
    """The title by code or by name, with or without diacritics; a Fault names the nearest."""
    wanted = fold(words)
    by_word = {
        fold(word): title
        for title in known_titles().values()
        for word in (title.name, title.short, title.code)
    }
    if wanted in by_word:
        return by_word[wanted]
    near = get_close_matches(wanted, by_word, n=3, cutoff=0.5)
    hint = ", ".join(dict.fromkeys(f"{by_word[key].code} ({by_word[key].name})" for key in near))
    raise Fault(
        f"Không có danh hiệu, hình thức nào là “{words}”."
        + (f" Gần nhất: {hint}." if hint else " Ví dụ mã: LDTT, CSTDCS, GK-HUYEN.")
    )


def lines(title: Title, on: date, overlay: Overlay | None = None) -> Iterator[str]:
    """The whole answer, line by line; ``overlay``: the rules of the authority."""
    if law := ruling_law(on):
        yield _indented(f"Văn bản áp dụng: {law.cited_as}", 2)
    if who := decider(title.code, on):
        yield _indented(f"Người quyết định: {who.text}. {_cited(who.citation)}", 2)
    if needed := vote_threshold(title.code, on):
        share = f"{int(needed.share * 100)} %"
        whole = "tổng số thành viên" if needed.of_all_members else "số thành viên có mặt"
        sentence = f"Phiếu của Hội đồng: từ {share} {whole}. {_cited(needed.citation)}"
        yield _indented(" ".join(filter(None, (sentence, needed.note))), 2)
    for kind in SubjectKind:
        if kind in title.subjects:
            yield from _standard(title, kind, on, overlay)
    if papers := overlay.dossier(title.code, on) if overlay else dossier(title.code, on):
        yield ""
        yield "Hồ sơ"
        for paper in papers:
            yield _indented(f"- {paper.name}. {_cited(paper.citation)}", 2)


def _standard(title: Title, kind: SubjectKind, on: date, overlay: Overlay | None) -> Iterator[str]:
    """The conditions as they read before any fact is known."""
    asked = explain(FactsBuilder(kind, on.year).build(), title.code, on, overlay=overlay)
    yield ""
    yield f"{KINDS[kind]}: {len(asked.findings)} điều kiện"
    yield from _findings(asked.findings, 2)
    for words in asked.discretion:
        yield _indented(f"* {words.sentence} ({words.by}). {_cited(words.citation)}", 2)
    for note in asked.notes:
        yield _indented(f"Lưu ý: {note}", 2)


def _findings(findings: Iterable[Finding], depth: int) -> Iterator[str]:
    for number, finding in enumerate(findings, start=1):
        mark = f"{number}." if depth == 2 else "-"  # noqa: PLR2004 (the outermost level)
        yield _indented(f"{mark} {finding.sentence}. {_cited(finding.citation)}", depth)
        if finding.parts:
            words = "ít nhất một trong" if finding.joiner == "any" else "đủ"
            yield _indented(f"Cần {words} {len(finding.parts)} điều:", depth + 3)
            yield from _findings(finding.parts, depth + 5)


def _cited(citation: Citation) -> str:
    """The place in the law; a weak source says so."""
    weak = citation.confidence is not Confidence.VERIFIED
    doubt = f"; {CONFIDENCE_WORDS[citation.confidence]}" if weak else ""
    return f"[{citation.text}{doubt}]"


def _indented(text: str, depth: int) -> str:
    width = min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)
    return textwrap.fill(
        text,
        width=width,
        initial_indent=" " * depth,
        subsequent_indent=" " * (depth + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )
