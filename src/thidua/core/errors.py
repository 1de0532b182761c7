"""What a domain function raises when it will not do what was asked. Always Vietnamese sentences
that say what is wrong and how to mend it; never a stack trace for the user."""

from __future__ import annotations

from collections.abc import Iterable


class Refusal(Exception):
    """The act is refused; nothing was written. `reasons` are shown as they are."""

    def __init__(self, *reasons: str) -> None:
        self.reasons: tuple[str, ...] = reasons
        super().__init__("; ".join(reasons))

    @classmethod
    def of(cls, reasons: Iterable[str]) -> Refusal:
        return cls(*reasons)


class NotAllowed(Refusal):
    """The actor's role does not carry this verb (screens answer 403 with the reason)."""


class StaleEdit(Refusal):
    """Someone else changed the record since this screen was opened; theirs is kept."""

    def __init__(self, changed_by: str, changed_at: str) -> None:
        super().__init__(
            f"{changed_by} vừa sửa mục này lúc {changed_at}. "
            "Nội dung anh, chị nhập chưa ghi đè lên. Mở lại để xem bản mới, rồi nhập tiếp."
        )
