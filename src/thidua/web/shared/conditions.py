"""The law's findings as the condition component wants them."""

from __future__ import annotations

from typing import Any

from thidua.commendation.models import Confirmation
from thidua.law import Assessment, Finding, Verdict

ORDER = {Verdict.NOT_MET: 0, Verdict.NOT_KNOWN: 1, Verdict.MET: 2}


def conditions(
    assessment: Assessment, confirmations: dict[str, Confirmation] | None = None
) -> list[dict[str, Any]]:
    """Failing conditions first; a confirmed one says on which paper and by whom."""
    confirmed = confirmations or {}
    rows = [_row(finding) for finding in assessment.findings]
    for row in rows:
        if found := confirmed.get(row["code"]):
            row["confirmed"] = found
            row["facts"] = [
                *row["facts"],
                {
                    "text": f"{found.made_by_name} xác nhận theo {found.basis}",
                    "icon": "person-check",
                },
            ]
    return sorted(rows, key=lambda row: (ORDER[row["verdict"]], bool(row.get("confirmed"))))


def _row(finding: Finding) -> dict[str, Any]:
    met = finding.verdict is Verdict.MET
    # What is met needs no list of the ways it could have failed: only the grounds it rests on.
    parts = [part for part in finding.parts if not (met and part.optional)]
    return {
        "code": finding.code,
        "verdict": finding.verdict,
        "sentence": finding.sentence,
        "detail": finding.detail,
        "citation": finding.citation.text,
        "confidence": finding.citation.confidence,
        # The parts say it, each beside its own article.
        "facts": [] if parts else [{"text": fact} for fact in finding.facts_used],
        "missing": [finding.missing] if finding.missing else [],
        "parts": [_row(part) for part in parts],
        "joiner": "all" if met else finding.joiner,
        "folded": met,
    }


def summary(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """One sentence on the whole, and its colour."""
    bad = sum(row["verdict"] is Verdict.NOT_MET for row in rows)
    open_ = sum(row["verdict"] is Verdict.NOT_KNOWN and not row.get("confirmed") for row in rows)
    met = len(rows) - bad - open_
    if not rows:
        return {"state": "warn", "title": "Bộ quy tắc chưa có tiêu chuẩn của danh hiệu này."}
    if not bad and not open_:
        return {"state": "ok", "title": f"Đủ điều kiện xét: cả {len(rows)} điều kiện đã đạt."}
    parts = []
    if bad:
        parts.append(f"{bad} điều kiện không đạt")
    if open_:
        parts.append(f"{open_} điều kiện chưa đủ minh chứng")
    return {
        "state": "bad" if bad else "warn",
        "title": f"Chưa trình Hội đồng được: {', '.join(parts)}.",
        "text": f"{met} trong {len(rows)} điều kiện đã đạt.",
    }
