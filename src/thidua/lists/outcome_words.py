"""The words a result is told in, the same in every form of output."""

from __future__ import annotations

from typing import Final

from thidua.law import SubjectKind, Verdict

OUTCOMES: Final = {
    "met": "đủ điều kiện",
    "not_met": "không đạt",
    "not_known": "chưa rõ",
    "ask": "cần hỏi",
}
CONDITIONS: Final = {
    Verdict.MET: "đạt",
    Verdict.NOT_MET: "không đạt",
    Verdict.NOT_KNOWN: "chưa rõ",
}
KINDS: Final = {
    SubjectKind.PERSON: "cá nhân",
    SubjectKind.COLLECTIVE: "tập thể",
    SubjectKind.HOUSEHOLD: "hộ gia đình",
}
SEVERITIES: Final = {"error": "lỗi", "question": "cần trả lời", "note": "lưu ý"}
"""What a fault asks of the reader."""
