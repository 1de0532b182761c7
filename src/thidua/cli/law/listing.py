"""`thidua law list --on DATE`: every title and form with a standard on that day."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date

from thidua.law import SubjectKind, Title, catalogue, known_titles, ruling_law
from thidua.vietnamese.dates import format_day

NOTHING = 1
_SECTIONS = {"title": "Danh hiệu thi đua", "form": "Hình thức khen thưởng"}
_FOR = {
    SubjectKind.PERSON: "cá nhân",
    SubjectKind.COLLECTIVE: "tập thể",
    SubjectKind.HOUSEHOLD: "hộ gia đình",
}


def run(args: argparse.Namespace) -> int:
    """Print the catalogue of a day; 1 when it is empty."""
    on: date = args.on or date.today()  # noqa: DTZ011 (a local day, on a local command line)
    titles = catalogue(on)
    law = ruling_law(on)
    print(f"Ngày {format_day(on)}: {law.cited_as if law else 'không có luật nào trong bộ quy tắc'}")
    for kind, heading in _SECTIONS.items():
        for line in _section(heading, [title for title in titles if title.kind == kind]):
            print(line)
    rest = [title for title in known_titles().values() if title not in titles]
    for line in _section("Không có tiêu chuẩn trong bộ quy tắc vào ngày này", rest):
        print(line)
    return 0 if titles else NOTHING


def _section(heading: str, titles: list[Title]) -> Iterator[str]:
    if not titles:
        return
    yield ""
    yield f"{heading} ({len(titles)})"
    width = max(len(title.code) for title in titles)
    for title in titles:
        subjects = ", ".join(_FOR[kind] for kind in SubjectKind if kind in title.subjects)
        place = f"{title.citation.place}; " if title.citation.place else ""
        yield f"  {title.code:<{width}}  {title.name} ({place}{subjects})"
