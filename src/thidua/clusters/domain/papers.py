"""Minutes of the scoring with the table of results, as DOCX and PDF, drawn from the content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from django.utils import timezone

from thidua.clusters.models import ClusterYear
from thidua.clusters.typing_in import plain
from thidua.core.errors import Refusal
from thidua.organizations.models import Authority
from thidua.papers import Letterhead, PaperError, Signature
from thidua.papers.report import Grid, ReportPaper, Section, report_files

KIND: Final = "Biên bản"
HOW_SCORED: Final = (
    "Các đơn vị tự chấm, chấm chéo; tổ thẩm định cho điểm cuối cùng và ghi lý do ở chỗ khác. Chỗ "
    "chưa có điểm là chưa biết, không tính là 0."
)
OUTCOMES: Final = {
    "accepted": "Chấp nhận",
    "rejected": "Giữ nguyên điểm",
    "withdrawn": "Đơn vị rút",
}
PLACES: Final = {"leader": "Trưởng", "deputy": "Phó", "member": "Thành viên"}


def result_files(
    row: ClusterYear, content: Mapping[str, Any], *, sha256: str = ""
) -> tuple[tuple[str, bytes], tuple[str, bytes]]:
    """(form, bytes) of the minutes; without a hash they are a draft and say so."""
    try:
        docx, pdf = report_files(_paper(row, content, sha256))
    except PaperError as error:
        raise Refusal(str(error)) from error
    return ("docx", docx), ("pdf", pdf)


def _paper(row: ClusterYear, content: Mapping[str, Any], sha256: str) -> ReportPaper:
    authority = Authority.objects.get(pk=row.authority_id)
    return ReportPaper(
        kind=KIND,
        letterhead=Letterhead(authority.name, content["cluster"], authority.place),
        number="",
        issued_on=timezone.localdate() if sha256 else None,
        subject=f"Chấm điểm, xếp hạng thi đua năm {content['year']}\n{content['cluster']}",
        sections=tuple(_sections(content, sha256)),
        signatures=(
            Signature(("TỔ THẨM ĐỊNH",), "", ""),
            Signature(("TM. CỤM, KHỐI THI ĐUA",), "Trưởng cụm, khối", ""),
        ),
        draft=not sha256,
    )


def _sections(content: Mapping[str, Any], sha256: str) -> Iterator[Section]:
    yield _general(content)
    yield _ranking(content)
    yield _groups(content)
    if rows := tuple(_differences(content)):
        heads = ("Đơn vị", "Tiêu chí", "Tự chấm", "Chấm chéo", "Thẩm định", "Lý do")
        grid = Grid(heads, (1.5, 2.4, 0.8, 0.9, 0.9, 2.2), rows)
        yield Section("Điểm thẩm định khác điểm tự chấm hoặc chấm chéo", grids=(grid,))
    if content["objections"]:
        yield _objections(content)
    yield _leader(content)
    if sha256:
        yield Section("Bản đã chốt", paragraphs=(_hash_words(content, sha256),))


def _general(content: Mapping[str, Any]) -> Section:
    tree = content["tree"]
    panel = "; ".join(
        ", ".join(filter(None, (one["name"], one["post"]))) for one in content["panel"]
    )
    members = "; ".join(
        f"{one['name']} ({PLACES[one['place']].lower()})"
        if one["place"] != "member"
        else one["name"]
        for one in content["units"]
    )
    return Section(
        "Thành phần và cách chấm",
        facts=(
            ("Đơn vị thành viên", members),
            ("Tổ thẩm định", panel),
            ("Bảng điểm", ", ".join(filter(None, (tree["name"], tree["basis"])))),
            ("Tổng điểm", number(tree["stated_total"])),
        ),
        paragraphs=(
            HOW_SCORED,
            content["tie_rule"],
        ),
    )


def number(text: str | None) -> str:
    """A figure of the content as papers write it; what is not known as words."""
    return "chưa có" if text is None else plain(Decimal(text))


def _ranking(content: Mapping[str, Any]) -> Section:
    units = sorted(content["units"], key=lambda one: (one["rank"] or 9999, one["key"]))
    rows = tuple(
        (
            one["name"],
            number(one["total"]),
            str(one["rank"]) if one["rank"] else "Không xếp",
            one["unranked"],
        )
        for one in units
    )
    grid = Grid(("Đơn vị", "Tổng điểm", "Hạng", "Ghi chú"), (3, 1.2, 1.1, 3), rows)
    return Section("Kết quả xếp hạng", grids=(grid,))


def _groups(content: Mapping[str, Any]) -> Section:
    """Points of every top group, the units below each other: what a page can hold."""
    tops = [node for node in content["tree"]["nodes"] if node["parent"] is None]
    rows = tuple(
        (one["name"], *(number(one["parts"].get(str(node["key"]))) for node in tops))
        for one in content["units"]
        if one["total"] is not None
    )
    heads = ("Đơn vị", *(node["label"] for node in tops))
    grid = Grid(heads, (2.2, *(1.2 for _ in tops)), rows)
    return Section("Điểm theo nhóm tiêu chí", grids=(grid,))


def _differences(content: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Where the panel's points are not those of every sheet, in the order of the table."""
    for one in content["units"]:
        for node in content["tree"]["nodes"]:
            key = str(node["key"])
            final = one["panel"]["points"].get(key)
            own = one["self"]["points"].get(key)
            peers = [peer["points"].get(key) for peer in one["peers"]]
            if node["group"] or final is None or all(given == final for given in (own, *peers)):
                continue
            yield (
                one["name"],
                node["label"],
                number(own),
                "; ".join(map(number, peers)) or "chưa có",
                number(final),
                one["panel"]["words"].get(key, ""),
            )


def _objections(content: Mapping[str, Any]) -> Section:
    rows = tuple(
        (
            one["by"],
            ", ".join(filter(None, (one["about"], one["criterion"]))),
            one["text"],
            ". ".join(filter(None, (OUTCOMES[one["outcome"]], one["answer"]))),
        )
        for one in content["objections"]
    )
    heads = ("Đơn vị kiến nghị", "Về", "Nội dung", "Trả lời")
    return Section("Kiến nghị và trả lời", grids=(Grid(heads, (1.5, 2, 2.5, 2.5), rows),))


def _leader(content: Mapping[str, Any]) -> Section:
    """Minutes that propose a flag name the cluster that was led (Công văn 5007/BNV-TĐKT)."""
    led = [one["name"] for one in content["units"] if one["rank"] == 1]
    return Section("Đơn vị dẫn đầu", paragraphs=tuple(leader_words(content, name) for name in led))


def leader_words(content: Mapping[str, Any], name: str) -> str:
    return (
        f"{name} dẫn đầu {content['cluster']} do {content['organiser']} tổ chức, năm "
        f"{content['year']}."
    )


def _hash_words(content: Mapping[str, Any], sha256: str) -> str:
    before = content["supersedes"]
    instead = f" Thay bản {content['version'] - 1}: {content['reason']}." if before else ""
    return f"Kết quả bản {content['version']}, mã băm SHA-256 {sha256}.{instead}"
