"""The submission (tờ trình) of a package and the list that goes with it, as papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from thidua.councils.models import Result
from thidua.decisions.domain.issuing import body_name
from thidua.decisions.domain.papers import detail_of
from thidua.decisions.domain.submission import submission_paper
from thidua.decisions.domain.templates import from_template, usable
from thidua.decisions.signing_models import PaperKind
from thidua.forwarding.domain.reports import votes_share
from thidua.forwarding.models import Package, PackageItem
from thidua.law import known_title
from thidua.organizations.models import Authority
from thidua.papers import Letterhead, Signature, SubmissionPaper, submission_docx, submission_pdf
from thidua.papers.report import Grid, ReportPaper, Section, report_files
from thidua.registry.queries import records, subject_of
from thidua.vietnamese.dates import format_day

Files = tuple[bytes, bytes]


def paper_of(package: Package, items: Sequence[PackageItem]) -> SubmissionPaper:
    """The words of the submission; number and day stay blank before it is signed."""
    on = package.signed_on or package.planned_on
    paper = submission_paper(package.round, [item.nomination for item in items], on)
    signature = paper.signature
    if package.signer_name:
        signature = replace(signature, name=package.signer_name)
    return replace(
        paper,
        number=package.number,
        symbol=package.symbol,
        subject=package.name,
        addressees=(package.addressee,),
        signature=signature,
        draft=package.number is None,
    )


def submission_files(package: Package, items: Sequence[PackageItem]) -> Files:
    """The submission as (DOCX, PDF); the DOCX in the office's own layout where it has one."""
    paper = paper_of(package, items)
    own = usable(package.authority_id, PaperKind.SUBMISSION, paper.issued_on or package.planned_on)
    at = datetime.now(UTC)
    template = own.first()
    docx = from_template(template, paper) if template else submission_docx(paper, created_at=at)
    return docx, submission_pdf(paper, created_at=at)


def list_files(package: Package, items: Sequence[PackageItem]) -> Files:
    """Danh sách: subject, unit, award proposed, awards held, share of votes; as (DOCX, PDF)."""
    return report_files(_list_paper(package, items))


def _list_paper(package: Package, items: Sequence[PackageItem]) -> ReportPaper:
    authority = Authority.objects.get(pk=package.authority_id)
    head = f"Tờ trình số {package.full_number or '……'}"
    day = f" ngày {format_day(package.signed_on)}" if package.signed_on else ""
    heads = ("Họ và tên, tên tập thể", "Chức vụ, đơn vị", "Đề nghị", "Đã được khen", "Phiếu")
    return ReportPaper(
        kind="Danh sách đề nghị khen thưởng",
        letterhead=Letterhead(None, body_name(authority), authority.place),
        number="",
        issued_on=package.signed_on,
        subject=f"(Kèm theo {head}{day})",
        sections=(
            Section(
                f"Tổng số: {len(items)} trường hợp",
                grids=(Grid(heads, (2.2, 2.4, 2.2, 2.6, 1.0), tuple(rows_of(items))),),
            ),
        ),
        signatures=(
            Signature(("NGƯỜI LẬP",), "", package.drafted_by_name),
            Signature(("TM. ỦY BAN NHÂN DÂN",), "CHỦ TỊCH", package.signer_name),
        ),
        draft=package.number is None,
    )


def rows_of(items: Sequence[PackageItem]) -> list[tuple[str, ...]]:
    """One row a dossier, in the order of the package."""
    held = records(subject_of(item.nomination) for item in items)
    voted = {
        one.nomination_id: votes_share(one)
        for one in Result.objects.filter(nomination__in=[item.nomination_id for item in items])
    }
    return [
        (
            item.nomination.name,
            detail_of(item.nomination),
            known_title(item.nomination.title_code).name_on(item.package.planned_on),
            "; ".join(
                f"{known_title(one.title_code).short} {one.year}"
                for one in held[subject_of(item.nomination)].awards[-4:]
            ),
            voted.get(item.nomination_id, ""),
        )
        for item in items
    ]
