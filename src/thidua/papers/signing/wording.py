"""The sentences of a verification."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from thidua.vietnamese.dates import long_day

INTACT = "Nội dung được ký còn nguyên vẹn."
ALTERED = "Nội dung đã bị sửa sau khi ký, hoặc chữ ký là giả."
UNREADABLE = "Không đọc được chữ ký này: dữ liệu chữ ký đã hỏng hoặc bị sửa."
AFTER = {
    "nothing": "Chữ ký bao trùm toàn bộ tệp, sau khi ký không có gì thêm.",
    "signatures": "Sau chữ ký này, tệp chỉ có thêm chữ ký khác hoặc dấu thời gian.",
    "content": "Sau chữ ký này, tệp bị thêm hoặc sửa nội dung mà chữ ký không bao trùm.",
}


class Judged(Protocol):
    """A finding, as far as a conclusion needs it."""

    @property
    def valid(self) -> bool:
        """Whether the signature is valid."""


def who(signer: str, at: datetime | None, *, proved: bool) -> str:
    """Return who signed and when; ``at`` is Viet Nam time, ``None`` where it is not written."""
    name = signer or "Người ký không ghi tên"
    if at is None:
        return f"{name} ký, không ghi thời gian."
    source = "dấu thời gian xác nhận" if proved else "giờ của máy người ký, chưa được xác nhận"
    return f"{name} ký lúc {at:%H} giờ {at:%M} phút, {long_day(at.date())} ({source})."


def trust(issuer: str, *, trusted: bool, revoked: bool, last_day: date, outdated: bool) -> str:
    """Return how far the certificate can be relied on."""
    by = f"Chứng thư số do {issuer} cấp" if issuer else "Chứng thư số"
    if revoked:
        return f"{by} đã bị thu hồi."
    if outdated:
        return f"{by} không còn hạn hoặc chưa đến hạn dùng (hạn cuối {long_day(last_day)})."
    if trusted:
        return f"{by}, thuộc tổ chức chứng thực được tin cậy; chưa hỏi việc thu hồi."
    return f"{by}, không dẫn tới tổ chức chứng thực nào trong danh sách tin cậy."


def bottom_line(*, valid: bool, sound: bool) -> str:
    """Return the conclusion on one signature; ``sound``: unchanged, whoever signed it."""
    if valid:
        return "Kết luận: chữ ký hợp lệ."
    if sound:
        return "Kết luận: nội dung không bị sửa, nhưng chưa xác nhận được người ký."
    return "Kết luận: không tin được chữ ký này."


def conclusion(findings: Sequence[Judged]) -> str:
    """Return the conclusion on the whole file."""
    if not findings:
        return "Tệp không có chữ ký số nào."
    bad = sum(not finding.valid for finding in findings)
    if not bad:
        return f"Tệp có {len(findings)} chữ ký số, tất cả hợp lệ."
    return f"Tệp có {len(findings)} chữ ký số, {bad} chữ ký chưa hợp lệ."
