"""A package as one ZIP, in the form the national electronic dossier takes: each paper as Word and
as PDF, with a data list, a manifest of hashes and a note to the reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from thidua.core.actors import Actor
from thidua.core.errors import NotAllowed, Refusal
from thidua.decisions.domain.issuing import body_name
from thidua.forwarding.archive import Member, pack, safe_name
from thidua.forwarding.enums import State
from thidua.forwarding.models import Package, PackageItem, PackagePaper
from thidua.forwarding.queries import may_export
from thidua.forwarding.rules import keeps_something
from thidua.law import copies, known_title
from thidua.organizations.models import Authority
from thidua.registry.models import Award
from thidua.registry.queries import records, subject_of
from thidua.vietnamese.dates import format_day

COMMON = "00-chung"


def export(*, actor: Actor, package: Package) -> bytes:
    """The archive of a package as it stands. The same papers give the same bytes.

    Raises NotAllowed for anyone but an officer free of every dossier in it.
    """
    if not may_export(actor, package):
        words = keeps_something(package, actor)
        raise NotAllowed(words or "Chuyên viên thi đua, khen thưởng xuất gói hồ sơ.")
    items = list(package.lines().select_related("nomination__round", "package"))
    if not items:
        raise Refusal("Gói chưa có hồ sơ nào để xuất.")
    papers = list(
        package.papers.filter(superseded_at__isnull=True)
        .select_related("docx", "pdf")
        .order_by("kind", "pk")
    )
    common = _papers(COMMON, [one for one in papers if one.item_id is None])
    lines = list(_lines(items, papers))
    content = _content(package, common, lines)
    members = [member for _, found in (*common, *_pairs(lines)) for member in found]
    return pack(content, members, _readme(package, items))


def file_name(package: Package) -> str:
    """`ho-so-trinh-05-ttr-ubnd.zip`."""
    return safe_name(package.full_number or package.code, "zip", before="ho-so-trinh")


Pair = tuple[dict[str, Any], list[Member]]


def _papers(folder: str, papers: Sequence[PackagePaper]) -> list[Pair]:
    return [_paper(folder, number, one) for number, one in enumerate(papers, start=1)]


def _paper(folder: str, number: int, paper: PackagePaper) -> Pair:
    members = []
    for extension, file in (("docx", paper.docx), ("pdf", paper.pdf)):
        if file is not None:
            name = safe_name(paper.name, extension, before=f"{number:02d}")
            with file.content.open("rb") as kept:
                members.append(Member(f"{folder}/{name}", kept.read()))
    told = {
        "kind": paper.kind,
        "name": paper.name,
        "version": paper.version,
        "source": paper.source,
        "signed": paper.signed,
        "reference": paper.reference,
        "files": [{"path": one.path, "sha256": one.sha256} for one in members],
    }
    return told, members


def _lines(
    items: Sequence[PackageItem], papers: Sequence[PackagePaper]
) -> Iterator[tuple[dict[str, Any], list[Pair]]]:
    held = records(subject_of(item.nomination) for item in items)
    for number, item in enumerate(items, start=1):
        row = item.nomination
        folder = safe_name(row.name, before=f"{number:03d}")
        pairs = _papers(folder, [one for one in papers if one.item_id == item.pk])
        title = known_title(row.title_code)
        awards = [_award(one) for one in held[subject_of(row)].awards]
        yield (
            {
                "order": number,
                "code": row.code,
                "kind": row.get_subject_kind_display(),
                "name": row.name,
                "position": row.position,
                "unit": row.unit_name,
                "title": title.name_on(item.package.planned_on),
                "title_code": row.title_code,
                "year": row.round.year,
                "awards": awards,
                "awards_text": "; ".join(one["text"] for one in awards),
                "folder": folder,
                "papers": [told for told, _ in pairs],
            },
            pairs,
        )


def _award(one: Award) -> dict[str, Any]:
    day = format_day(one.decided_on) if one.decided_on else ""
    number = one.decision_number or "chưa rõ số"
    return {
        "title_code": one.title_code,
        "year": one.year,
        "decision": one.decision_number,
        "decided_on": one.decided_on.isoformat() if one.decided_on else "",
        "text": f"{known_title(one.title_code).short} {one.year} (QĐ {number} {day}".strip() + ")",
    }


def _pairs(lines: Sequence[tuple[dict[str, Any], list[Pair]]]) -> Iterator[Pair]:
    for _, pairs in lines:
        yield from pairs


def _content(
    package: Package, common: Sequence[Pair], lines: Sequence[tuple[dict[str, Any], list[Pair]]]
) -> dict[str, Any]:
    authority = Authority.objects.get(pk=package.authority_id)
    return {
        "package": package.code,
        "authority": body_name(authority),
        "addressee": package.addressee,
        "level": package.level,
        "name": package.name,
        "number": package.full_number,
        "signed_on": package.signed_on.isoformat() if package.signed_on else "",
        "state": package.state,
        "draft": package.state in (State.DRAFT, State.CHECKED),
        "papers": [told for told, _ in common],
        "items": [told for told, _ in lines],
        "unsigned": sum(not told["signed"] for told, _ in (*common, *_pairs(lines))),
    }


def _readme(package: Package, items: Sequence[PackageItem]) -> str:
    titles = dict.fromkeys(item.nomination.title_code for item in items)
    sets = dict.fromkeys(words for code in titles for words in copies(code, package.planned_on))
    day = f" ngày {format_day(package.signed_on)}" if package.signed_on else ""
    lines = (
        f"HỒ SƠ TRÌNH: {package.name}",
        f"Tờ trình số {package.full_number or '(chưa ký)'}{day}. Kính gửi: {package.addressee}.",
        f"{len(items)} hồ sơ, mỗi hồ sơ một thư mục; giấy tờ chung ở thư mục {COMMON}.",
        "Mỗi giấy tờ có bản Word và bản PDF khi có cả hai. Bản chưa ký ghi “signed”: false.",
        "danh-sach.xlsx: danh sách dữ liệu, mỗi hồ sơ một dòng.",
        "manifest.json: nội dung gói và mã SHA-256 của từng tệp, để kiểm tra tệp còn nguyên.",
        *(f"Số bộ: {words}" for words in sets),
        "Gói này không chứa hồ sơ có nội dung bí mật nhà nước.",
    )
    return "\r\n".join(lines) + "\r\n"
