"""A check as calm plain text: what stands, where, by which article, what is missing."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import Final

from thidua.law import Finding, Verdict
from thidua.lists.check_report import Report
from thidua.lists.checking import Checked
from thidua.lists.outcome_words import CONDITIONS, KINDS, OUTCOMES, SEVERITIES
from thidua.lists.proposal import Fault, Proposal
from thidua.lists.titles import title_name
from thidua.vietnamese.dates import format_day

_WIDTH: Final = 100
_INDENT: Final = "    "
_REMARKS: Final = {"contradiction": "mâu thuẫn", "question": "cần trả lời", "note": "lưu ý"}


def write_text(report: Report) -> Iterator[str]:
    """The lines of the text, each with its line break."""
    yield from _lines(_head(report))
    sheet, subject = "", 0
    for checked in report.checked():
        if checked.proposal.sheet != sheet:
            sheet = checked.proposal.sheet
            yield from _lines(["", f'Trang "{sheet}"'])
        # Remarks are about the subject: once, at its first proposal.
        yield from _lines(_proposal(checked, with_remarks=checked.proposal.subject != subject))
        subject = checked.proposal.subject
    yield from _lines(_faults(report))
    yield from _lines(_tail(report))


def _lines(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield f"{line}\n"


def _head(report: Report) -> Iterator[str]:
    reading = report.reading
    who = f", {reading.issuer}" if reading.issuer else ""
    yield f"{reading.name}{who}, năm {reading.year}"
    yield f"Xét theo quy định có hiệu lực ngày {format_day(report.on)}."
    if report.overlay:
        yield f"Áp dụng thêm quy định của địa phương: {report.overlay.name}."
    register, ratings = report.links.register, report.links.ratings
    if register:
        yield (
            f"Sổ khen thưởng: {register.name}, {len(register.rows)} dòng, "
            f"năm {register.first_year} đến {register.last_year}."
        )
    else:
        yield "Không kèm sổ khen thưởng: dùng danh hiệu đã đạt do đơn vị ghi."
    if ratings:
        years = f"{min(ratings.years)} đến {max(ratings.years)}" if ratings.years else "không rõ"
        yield f"Bảng xếp loại: {ratings.name}, {len(ratings.rows)} dòng, năm {years}."
    else:
        yield "Không kèm bảng xếp loại: dùng mức xếp loại do đơn vị ghi."


def _proposal(checked: Checked, *, with_remarks: bool) -> Iterator[str]:
    proposal = checked.proposal
    yield ""
    yield f"Dòng {proposal.row}. {_who(proposal)}"
    yield f"  {_title(proposal)}: {OUTCOMES[checked.outcome].upper()}"
    if checked.question:
        yield from _wrapped(checked.question, 1)
    if proposal.title.code is None and proposal.title.choices:
        offers = "; ".join(f"{code} {title_name(code)}" for code in proposal.title.choices)
        yield from _wrapped(f"Chọn: {offers}.", 1)
    if checked.assessment:
        for finding in _in_order(checked.assessment.findings):
            yield from _finding(finding)
        for words in checked.assessment.discretion:
            yield from _wrapped(f"({words.by}) {words.sentence}. {words.citation.short}.", 1)
    for remark in checked.remarks if with_remarks else ():
        yield from _wrapped(f"* {_REMARKS[remark.kind]}: {remark.sentence}", 1)


def _who(proposal: Proposal) -> str:
    parts = [proposal.name, KINDS[proposal.kind]]
    if proposal.birth:
        parts.append(f"sinh {proposal.birth.text()}")
    parts += [part for part in (proposal.position, proposal.address) if part]
    if proposal.unit and proposal.unit != proposal.name:
        parts.append(proposal.unit)
    return ", ".join(parts)


def _title(proposal: Proposal) -> str:
    title = proposal.title
    if title.code is None:
        return f'ask "{title.words}"' if title.words else "ask (chưa ghi danh hiệu)"
    return f"{title.code} {title_name(title.code)}"


def _in_order(findings: tuple[Finding, ...]) -> list[Finding]:
    """What stands in the way first, then what is not known, then what is met."""
    order = [Verdict.NOT_MET, Verdict.NOT_KNOWN, Verdict.MET]
    return sorted(findings, key=lambda finding: order.index(finding.verdict))


def _finding(finding: Finding) -> Iterator[str]:
    """A condition; when it is not met, also why, and what is missing."""
    citation = finding.citation.short
    yield from _wrapped(f"[{CONDITIONS[finding.verdict]}] {finding.sentence} ({citation})", 1)
    if finding.verdict is Verdict.MET:
        return
    reasons = [reason for part in finding.parts for reason in _reasons(part, finding.verdict)]
    if finding.detail and not reasons:
        yield from _wrapped(finding.detail, 2)
    for reason in reasons:
        yield from _wrapped(f"- {reason}", 2)
    if finding.missing:
        yield from _wrapped(finding.missing, 2)


def _reasons(part: Finding, verdict: Verdict) -> Iterator[str]:
    """The innermost conditions that account for a verdict."""
    if part.verdict is not verdict or part.optional:
        return
    inner = [reason for below in part.parts for reason in _reasons(below, verdict)]
    if inner:
        yield from inner
    else:
        yield f"{part.sentence}: {_small(part.detail)}"


def _small(detail: str) -> str:
    return detail[:1].lower() + detail[1:]


def _wrapped(text: str, depth: int) -> list[str]:
    indent = _INDENT * depth
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _faults(report: Report) -> Iterator[str]:
    faults = report.reading.faults
    if faults:
        yield from ("", "Danh sách cần sửa, trả lời hoặc lưu ý")
        for fault in faults:
            yield from _fault(fault, "")
    if report.record_faults:
        yield from _record_faults(report)
    for skipped in report.reading.skipped:
        yield from ("", skipped.sentence)


def _record_faults(report: Report) -> Iterator[str]:
    """Questions in full; notes on somebody else's files only as a number."""
    yield from ("", "Sổ khen thưởng, bảng xếp loại")
    notes = 0
    for name, fault in report.record_faults:
        if fault.severity == "note":
            notes += 1
        else:
            yield from _fault(fault, f"{name}, ")
    if notes:
        yield f"- {notes} lưu ý khác về hai tệp này, xem đủ với --format json hoặc xlsx."


def _fault(fault: Fault, file: str) -> Iterator[str]:
    yield from _wrapped(f"- {file}{SEVERITIES[fault.severity]}: {fault.message} {fault.remedy}", 0)


def _tail(report: Report) -> Iterator[str]:
    counts = ", ".join(
        f"{report.outcomes[outcome]} {words}"
        for outcome, words in OUTCOMES.items()
        if report.outcomes[outcome]
    )
    reading = report.reading
    yield ""
    yield f"{reading.subjects} đối tượng, {len(reading.proposals)} đề nghị: {counts or 'không có'}."
    yield "Đủ điều kiện nghĩa là được đưa ra xét; Hội đồng và người có thẩm quyền quyết định."
