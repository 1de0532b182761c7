"""Papers of a package: drawn up here, laid in as they came, or named where only paper exists.
A new version never overwrites: the old one is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from thidua.commendation.models import Evidence
from thidua.core.actors import Actor
from thidua.core.constraints import sentence_for
from thidua.core.editing import lock
from thidua.core.errors import Refusal
from thidua.decisions.domain.initiatives import named_in
from thidua.documents.domain.store import OFFICE, real_type, store
from thidua.documents.models import StoredFile
from thidua.forwarding.checklist import (
    COMMENTS,
    LIST,
    OPINIONS,
    checklist,
    kinds_for,
    known_kinds,
)
from thidua.forwarding.domain import procedure_reports, reports
from thidua.forwarding.domain.submission import list_files, submission_files
from thidua.forwarding.enums import CHANGEABLE, TAKES_SIGNED, Source
from thidua.forwarding.models import Package, PackageItem, PackagePaper
from thidua.forwarding.rules import refuse_others
from thidua.initiatives.models import ScopeCertification
from thidua.journal.domain.record import record
from thidua.papers.model import PaperError
from thidua.papers.report import ReportPaper, report_files
from thidua.vietnamese.text import clean

PDF = "application/pdf"
MAKERS: dict[str, Callable[[PackageItem], ReportPaper]] = {
    "report": reports.achievement_report,
    "minutes": reports.minutes_extract,
    "votes": reports.votes_extract,
    OPINIONS: procedure_reports.opinions_summary,
    COMMENTS: procedure_reports.comments_summary,
}
"""Papers of a dossier that can be drawn up here."""
AT_ONCE = 60


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was handed in."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Given:
    """What is laid in under a kind. `reference` alone names a paper that exists on paper only."""

    kind: str
    docx: Upload | None = None
    pdf: Upload | None = None
    reference: str = ""
    signed: bool = False


def lay_in(
    *, actor: Actor, package: Package, given: Given, item: PackageItem | None = None
) -> PackagePaper:
    """Keep a paper as it came; it stands in place of the version before it.

    Before sending, papers change in a draft only, but signed copies of them are taken until then.
    """
    with transaction.atomic(), sentence_for(PackagePaper):
        row = lock(Package, package.pk, revision=None)
        refuse_others(row, actor)
        return keep(actor, row, item, given)


def keep(actor: Actor, package: Package, item: PackageItem | None, given: Given) -> PackagePaper:
    """As `lay_in`, inside the caller's transaction, on a locked package, for who may."""
    kinds = kinds_for(item) if item else known_kinds(list(_lines(package)))
    if given.kind not in kinds:
        raise Refusal("Chọn loại giấy tờ trong danh mục của hồ sơ này.")
    _must_take(package, given)
    docx = _stored(actor, given.docx, OFFICE["docx"], "Word (.docx)")
    pdf = _stored(actor, given.pdf, PDF, "PDF")
    reference = clean(given.reference)[:200]
    if docx is None and pdf is None and not reference:
        raise Refusal("Chọn tệp Word hoặc PDF; giấy tờ chỉ có bản giấy thì ghi số, ngày của nó.")
    source = Source.UPLOADED if docx or pdf else Source.NAMED
    paper = stand(
        actor,
        package,
        item,
        PackagePaper(
            kind=given.kind,
            name=kinds[given.kind],
            source=source,
            signed=given.signed,
            reference=reference,
            docx=docx,
            pdf=pdf,
        ),
    )
    _journal(actor, paper, "package.paper", "Đưa vào")
    return paper


def _must_take(package: Package, given: Given) -> None:
    if package.state in CHANGEABLE or (given.signed and package.state in TAKES_SIGNED):
        return
    state = package.get_state_display()
    raise Refusal(
        f"Hồ sơ trình đang ở bước “{state}”: chỉ nhận thêm bản đã ký trước khi gửi, "
        "hoặc bản bổ sung khi cấp trên yêu cầu."
    )


def _stored(actor: Actor, given: Upload | None, kind: str, words: str) -> StoredFile | None:
    if given is None:
        return None
    if real_type(given.data, given.name) != kind:
        raise Refusal(
            f"Tệp “{clean(given.name)[:80]}” không phải {words}. Lưu lại đúng loại rồi chọn."
        )
    return store(actor=actor, name=given.name, data=given.data)


def _lines(package: Package) -> Sequence[PackageItem]:
    return list(package.lines().select_related("nomination__round", "package"))


def stand(
    actor: Actor, package: Package, item: PackageItem | None, paper: PackagePaper
) -> PackagePaper:
    """Make this the standing version of its kind."""
    before = PackagePaper.objects.filter(package=package, item=item, kind=paper.kind)
    last = before.order_by("-version").first()
    before.filter(superseded_at__isnull=True).update(superseded_at=timezone.now())
    paper.authority_id, paper.package, paper.item = package.authority_id, package, item
    paper.version = last.version + 1 if last else 1
    paper.made_by_name = actor.name
    paper.save()
    return paper


def _journal(actor: Actor, paper: PackagePaper, verb: str, words: str) -> None:
    data: dict[str, object] = {"kind": paper.kind, "version": paper.version}
    whose = ""
    if paper.item is not None:
        data["nomination"] = paper.item.nomination.code
        whose = f"{paper.item.nomination.code}: "
    else:
        data["nominations"] = [one.nomination.code for one in _lines(paper.package)]
    record(
        actor=actor,
        verb=verb,
        obj=paper.package,
        sentence=f"{whose}{words} {paper.name[0].lower()}{paper.name[1:]}, bản {paper.version}",
        data=data,
    )


# -- drawing up ----------------------------------------------------------------------------------


@dataclass(slots=True)
class Made:
    """What drawing up came to: papers made, why others could not be, and whether some wait for
    another call."""

    papers: int = 0
    more: bool = False
    left: tuple[str, ...] = ()


def draw_up(*, actor: Actor, item: PackageItem, kind: str) -> PackagePaper:
    """Draw one paper of a dossier up anew, as Word and PDF."""
    with transaction.atomic(), sentence_for(PackagePaper):
        row = lock(Package, item.package_id, revision=None)
        refuse_others(row, actor)
        _must_be_open(row)
        return _draw(actor, row, item, kind)


def _must_be_open(package: Package) -> None:
    if package.state not in CHANGEABLE:
        raise Refusal("Hồ sơ trình đã soát đủ. Mở lại để sửa rồi soạn lại giấy tờ.")


def _draw(actor: Actor, package: Package, item: PackageItem, kind: str) -> PackagePaper:
    maker = MAKERS.get(kind)
    if maker is None:
        raise Refusal("Giấy tờ này hệ thống không soạn được; tải lên bản có chữ ký.")
    name = kinds_for(item).get(kind)
    if name is None:
        raise Refusal("Hồ sơ này không cần giấy tờ đó.")
    try:
        docx, pdf = report_files(maker(item))
    except PaperError as error:
        raise Refusal(str(error)) from error
    paper = stand(actor, package, item, _generated(actor, kind, name, docx, pdf))
    _journal(actor, paper, "package.paper", "Soạn")
    return paper


def _generated(actor: Actor, kind: str, name: str, docx: bytes, pdf: bytes) -> PackagePaper:
    return PackagePaper(
        kind=kind,
        name=name,
        source=Source.GENERATED,
        docx=store(actor=actor, name=f"{kind}.docx", data=docx),
        pdf=store(actor=actor, name=f"{kind}.pdf", data=pdf),
    )


def draw_up_whole(*, actor: Actor, package: Package) -> None:
    """Draw the submission and its list up: a draft before it is signed, with its number after."""
    with transaction.atomic(), sentence_for(PackagePaper):
        row = lock(Package, package.pk, revision=None)
        _whole(actor, row)


def _whole(actor: Actor, row: Package) -> None:
    lines = list(_lines(row))
    try:
        made = (("proposal", submission_files(row, lines)), (LIST, list_files(row, lines)))
    except PaperError as error:
        raise Refusal(str(error)) from error
    names = {"proposal": "Tờ trình đề nghị", LIST: "Danh sách kèm theo tờ trình"}
    for kind, (docx, pdf) in made:
        paper = stand(actor, row, None, _generated(actor, kind, names[kind], docx, pdf))
        _journal(actor, paper, "package.paper", "Soạn")


def draw_up_missing(*, actor: Actor, package: Package) -> Made:
    """Draw up what the law asks for that can be and is not there; never over an upload.

    `AT_ONCE` papers of dossiers at most in one call: somebody waits for the page.
    """
    with transaction.atomic(), sentence_for(PackagePaper):
        row = lock(Package, package.pk, revision=None)
        refuse_others(row, actor)
        _must_be_open(row)
        made = Made()
        left: list[str] = []
        for item in _lines(row):
            if made.papers >= AT_ONCE:
                made.more = True
                break
            for kind in _wanting(item):
                try:
                    made.papers += _fill(actor, row, item, kind)
                except Refusal as refusal:
                    left += refusal.reasons
        if not _has(row, None, "proposal") or not _has(row, None, LIST):
            _whole(actor, row)
            made.papers += 2
        made.left = tuple(left)
    return made


def _wanting(item: PackageItem) -> list[str]:
    papers = list(item.package.papers.filter(superseded_at__isnull=True))
    wanted = [one.code for one in checklist(item, papers).asked if one.is_missing]
    return [kind for kind in wanted if kind in MAKERS or kind == "certificate"]


def _fill(actor: Actor, package: Package, item: PackageItem, kind: str) -> int:
    if kind == "certificate":
        return 1 if take_certificate(actor, package, item) else 0
    _draw(actor, package, item, kind)
    return 1


def _has(package: Package, item: PackageItem | None, kind: str) -> bool:
    return package.papers.filter(item=item, kind=kind, superseded_at__isnull=True).exists()


# -- what is on file elsewhere -------------------------------------------------------------------


def take_certificate(actor: Actor, package: Package, item: PackageItem) -> PackagePaper | None:
    """The certificate of reach that the head of the province gave for the initiative named, where
    it is on file here."""
    row = item.nomination
    initiative = named_in(row, reports.record_of(row).initiatives)
    if initiative is None:
        return None
    found = (
        ScopeCertification.objects.filter(
            initiative=initiative, granted=True, answer_file__media_type=PDF
        )
        .order_by("-answered_on", "-pk")
        .first()
    )
    if found is None:
        return None
    paper = PackagePaper(
        kind="certificate",
        name=kinds_for(item)["certificate"],
        source=Source.UPLOADED,
        signed=True,
        reference=found.answer_number[:200],
        pdf=found.answer_file,
    )
    kept = stand(actor, package, item, paper)
    _journal(actor, kept, "package.paper", "Lấy từ sổ sáng kiến")
    return kept


def take_evidence(
    *, actor: Actor, item: PackageItem, evidence: Evidence, kind: str, signed: bool
) -> PackagePaper:
    """Use a paper of the dossier's own evidence; the file stays where it is."""
    with transaction.atomic(), sentence_for(PackagePaper):
        row = lock(Package, item.package_id, revision=None)
        refuse_others(row, actor)
        _must_be_open(row)
        kinds = kinds_for(item)
        if kind not in kinds or evidence.nomination_id != item.nomination_id:
            raise Refusal("Chọn loại giấy tờ và minh chứng của chính hồ sơ này.")
        file = evidence.file
        if file.media_type not in (PDF, OFFICE["docx"]):
            raise Refusal(f"“{file.name}” không phải Word hoặc PDF. Chuyển sang PDF rồi tải lên.")
        paper = PackagePaper(
            kind=kind, name=kinds[kind], source=Source.UPLOADED, signed=signed,
            pdf=file if file.media_type == PDF else None,
            docx=file if file.media_type != PDF else None,
        )  # fmt: skip
        kept = stand(actor, row, item, paper)
        _journal(actor, kept, "package.paper", "Lấy từ minh chứng")
    return kept
