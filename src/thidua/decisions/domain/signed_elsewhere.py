"""A decision's PDF that was signed in other software: is it this decision, and is it whole?"""

from __future__ import annotations

from thidua.core.actors import Actor, Role
from thidua.core.errors import NotAllowed, Refusal
from thidua.decisions.domain.images import bytes_of
from thidua.decisions.domain.signing import keep_revision, revisions
from thidua.decisions.domain.trust import trusted_roots
from thidua.decisions.models import Decision, DecisionState
from thidua.decisions.signing_models import SameDocument, SignedKind, SignedPaper
from thidua.papers.signing import (
    Examined,
    SignatureError,
    SignatureFinding,
    Verification,
    adds_only_signatures,
    examined_pdf,
)
from thidua.vietnamese.dates import long_day

UPLOADERS = (Role.OFFICER, Role.CHAIRMAN)


class BrokenSignature(Refusal):
    """The file's signatures do not hold; `verification` says which and why."""

    def __init__(self, verification: Verification) -> None:
        self.verification = verification
        super().__init__(
            "Tệp đã bị sửa sau khi ký, hoặc có chữ ký không đọc được. Xin lại tệp gốc từ người ký."
        )


def examined(data: bytes) -> Examined:
    """What the signatures of any PDF are worth today, by the configured roots.

    Raises Refusal for what is no PDF that can be read.
    """
    try:
        return examined_pdf(data, trusted_roots())
    except SignatureError as error:
        raise Refusal(str(error)) from error


def keep_signed_elsewhere(*, actor: Actor, decision: Decision, data: bytes) -> SignedPaper:
    """Keep a PDF signed in other software as the next signed revision.

    It must follow on the last revision byte for byte; failing that, and before anything was signed
    here, its words are compared and the outcome is kept with it and said. Raises NotAllowed,
    BrokenSignature for an altered file, Refusal for one that is unsigned or another document.
    """
    if denied := may_upload(decision, actor):
        raise NotAllowed(denied)
    held = revisions(decision)
    found = examined(data)
    _check_signatures(found.verification.findings)
    if any(one.after == "content" or not one.intact for one in found.verification.findings):
        raise BrokenSignature(found.verification)
    if held and len(found.verification.findings) <= len(held[-1].signatures):
        raise Refusal("Tệp này không có thêm chữ ký nào so với bản đang giữ.")
    return keep_revision(
        actor=actor,
        decision=decision,
        kind=SignedKind.OUTSIDE,
        data=data,
        found=found.verification,
        sameness=_sameness(decision, held, data, found),
        after=len(held),
    )


def may_upload(decision: Decision, actor: Actor) -> str:
    """Why the actor may not bring in a file signed elsewhere, or nothing."""
    if decision.authority_id != actor.authority_id or not actor.is_any(*UPLOADERS):
        return "Chuyên viên hoặc Chủ tịch UBND đưa bản đã ký vào."
    if decision.state != DecisionState.ISSUED:
        return "Quyết định ban hành, có số và ngày rồi mới nhận bản đã ký."
    return ""


def _check_signatures(findings: tuple[SignatureFinding, ...]) -> None:
    if not findings:
        raise Refusal("Tệp này chưa có chữ ký số nào. Ký số rồi tải lên.")


def _sameness(
    decision: Decision, held: list[SignedPaper], data: bytes, found: Examined
) -> SameDocument:
    if held:
        if adds_only_signatures(bytes_of(held[-1].file), data):
            return SameDocument.BYTES
        raise Refusal(
            f"Tệp này không tiếp nối bản đã ký lần {held[-1].order}. Tải bản đó về, ký tiếp trên "
            "chính tệp ấy rồi tải lên."
        )
    issued = bytes_of(decision.pdf) if decision.pdf else b""
    if issued and data.startswith(issued):
        if adds_only_signatures(issued, data):
            return SameDocument.BYTES
        raise Refusal(
            "Nội dung văn bản trong tệp đã bị sửa trước khi ký, khác với bản đã ban hành. "
            "Tải bản PDF của quyết định về và ký lại."
        )
    _check_marks(decision, found)
    if issued and examined(issued).words == found.words:
        return SameDocument.TEXT
    return SameDocument.MARKS


def _check_marks(decision: Decision, found: Examined) -> None:
    """Number, day and subject must stand in the file, or it is another document."""
    if not found.words:
        raise Refusal(
            "Tệp không có chữ đọc được (ảnh quét), không đối chiếu được với quyết định. "
            "Ký trên bản PDF có chữ."
        )
    marks = {
        f"số {decision.full_number}": decision.full_number,
        "ngày ban hành": long_day(decision.issued_on) if decision.issued_on else "",
        "trích yếu": decision.subject,
    }
    missing = [words for words, text in marks.items() if not found.holds(text)]
    if missing:
        raise Refusal(
            f"Tệp này không phải quyết định số {decision.full_number}: không thấy "
            f"{', '.join(missing)}. Chọn đúng tệp."
        )
