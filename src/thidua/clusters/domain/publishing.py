"""Publishing: the result is kept for good, with its hash and its papers; and checked afterwards."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from thidua.clusters.domain.content import content_hash, content_of
from thidua.clusters.domain.papers import result_files
from thidua.clusters.models import ClusterMember, ClusterResult, ClusterYear, ResultLine
from thidua.clusters.queries import current
from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.errors import Refusal
from thidua.documents.domain.store import store
from thidua.documents.models import StoredFile
from thidua.journal.domain.record import record
from thidua.journal.models import AuditEvent

VERB = "cluster.result"


def freeze(*, actor: Actor, row: ClusterYear) -> ClusterResult:
    """Keep the result as the next version; part of the step that publishes, in its transaction."""
    before = current(ClusterResult.objects.filter(year=row)).first()
    if before is not None and not row.correction_reason:
        raise Refusal("Kết quả đã công bố; muốn thay phải mở bước sửa và nêu lý do.")
    content = content_of(row) | {
        "version": before.version + 1 if before else 1,
        "supersedes": before.sha256 if before else None,
        "reason": row.correction_reason if before else "",
    }
    sha256 = content_hash(content)
    docx, pdf = (
        store(actor=actor, name=f"ket-qua-{row.code}.{form}", data=data)
        for form, data in result_files(row, content, sha256=sha256)
    )
    with sentence_for(ClusterResult):
        made = ClusterResult.objects.create(
            authority_id=row.authority_id,
            year=row,
            version=content["version"],
            supersedes=before,
            reason=content["reason"],
            content=content,
            sha256=sha256,
            docx=docx,
            pdf=pdf,
            published_by_name=actor.name,
        )
    _lines(made)
    record(
        actor=actor,
        verb=VERB,
        obj=row,
        sentence=f"Chốt kết quả bản {made.version} của {row}",
        data={"sha256": sha256, "version": made.version, "docx": docx.sha256, "pdf": pdf.sha256},
    )
    return made


def _lines(made: ClusterResult) -> None:
    units = dict(ClusterMember.objects.filter(year=made.year_id).values_list("pk", "unit"))
    ResultLine.objects.bulk_create(
        ResultLine(
            authority_id=made.authority_id,
            result=made,
            member_id=one["key"],
            unit_id=units[one["key"]],
            unit_name=one["name"],
            points=None if one["total"] is None else Decimal(one["total"]),
            rank=one["rank"],
            unranked_reason=one["unranked"],
        )
        for one in made.content["units"]
    )


def result_faults(result: ClusterResult) -> Iterator[str]:
    """What no longer agrees, as sentences; nothing when the result is as it was published."""
    if content_hash(result.content) != result.sha256:
        yield "Nội dung không còn khớp mã băm."
    noted = AuditEvent.objects.filter(
        authority_id=result.authority_id, verb=VERB, data__sha256=result.sha256
    )
    if not noted.exists():
        yield "Nhật ký không có mã băm này."
    if _said(result.content) != _held(result):
        yield "Bảng xếp hạng không còn khớp nội dung đã chốt."
    yield from _file_faults(result.docx)
    yield from _file_faults(result.pdf)


def _said(content: dict[str, Any]) -> dict[int, tuple[str | None, int | None]]:
    return {one["key"]: (one["total"], one["rank"]) for one in content["units"]}


def _held(result: ClusterResult) -> dict[int, tuple[str | None, int | None]]:
    return {
        line.member_id: (None if line.points is None else f"{line.points:.2f}", line.rank)
        for line in result.lines.all()
    }


def _file_faults(file: StoredFile) -> Iterator[str]:
    try:
        with file.content.open("rb") as opened:
            found = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        yield f"Không đọc được tệp {file.name}."
        return
    if found != file.sha256:
        yield f"Tệp {file.name} đã bị thay."
