"""Making the papers of an issued decision: stored once, never made again in silence."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from thidua.core.actors import Actor, system_actor
from thidua.core.errors import Refusal
from thidua.decisions.domain.papers import certificate_paper, decision_paper
from thidua.decisions.domain.templates import from_template
from thidua.decisions.models import Certificate, Decision, DecisionState
from thidua.decisions.queries import lines_of
from thidua.documents.domain.store import store
from thidua.documents.models import StoredFile
from thidua.journal.domain.record import record
from thidua.organizations.models import Authority
from thidua.papers.docx import decision_docx
from thidua.papers.model import CertificatePaper, DecisionPaper, PaperError
from thidua.papers.pdf import certificates_pdf, decision_pdf

RUN = 100
"""Certificates in one file for the printer."""
SINGLES = 10
"""Certificates drawn singly in one transaction; progress moves by this step."""


def preview(decision: Decision, form: str) -> bytes:
    """The paper of a draft as `pdf` or `docx`, with the marks of a draft; nothing is stored."""
    paper = decision_paper(decision, list(lines_of(decision)))
    try:
        return _drawn(decision, paper, form)
    except PaperError as error:
        raise Refusal(str(error)) from error


def _drawn(decision: Decision, paper: DecisionPaper, form: str) -> bytes:
    """In the built-in layout, or as DOCX in the office's own; a PDF is always in the built-in."""
    if form == "docx" and decision.template is not None:
        return from_template(decision.template, paper)
    return decision_pdf(paper) if form == "pdf" else decision_docx(paper)


def make_papers(*, decision_id: int) -> None:
    """Store the DOCX and PDF of an issued decision; leave when they are there.

    What cannot be drawn is written on the decision as a sentence for the office.
    """
    with transaction.atomic():
        row = Decision.objects.select_for_update(of=("self",)).filter(pk=decision_id).first()
        if row is None or row.state != DecisionState.ISSUED or row.docx_id is not None:
            return
        actor = system_actor(row.authority_id)
        name = f"QD-{row.full_number.replace('/', '-')}-{row.year}"
        try:
            paper = decision_paper(row, list(lines_of(row)))
            # A PDF in another layout than the DOCX would be a second version of one decision.
            forms = ("docx",) if row.template_id else ("docx", "pdf")
            drawn = {form: _drawn(row, paper, form) for form in forms}
        except PaperError as error:
            row.papers_fault = str(error)[:500]
        else:
            row.docx = store(actor=actor, name=f"{name}.docx", data=drawn["docx"])
            if "pdf" in drawn:
                row.pdf = store(actor=actor, name=f"{name}.pdf", data=drawn["pdf"])
            row.papers_fault = ""
            _note(actor, row, row.pdf or row.docx)
        row.save(update_fields=["docx", "pdf", "papers_fault"])


def _note(actor: Actor, row: Decision, file: StoredFile) -> None:
    record(
        actor=actor,
        verb="decision.papers",
        obj=row,
        sentence=f"Tạo văn bản Quyết định số {row.full_number}",
        data={"sha256": file.sha256},
    )


def make_certificates(*, decision_id: int) -> None:
    """Store every certificate of an issued decision that is not made yet, chunk by chunk.

    First the files for the printer: many pages drawn together cost a tenth of the same pages one
    by one. Then each certificate by itself. Stopped half-way it goes on where it was; two runs at
    once share the work.
    """
    decision = Decision.objects.filter(pk=decision_id, state=DecisionState.ISSUED).first()
    if decision is None:
        return
    authority = Authority.objects.get(pk=decision.authority_id)
    while _next_run(decision, authority) or _next_singles(decision, authority):
        continue


def _waiting(decision: Decision, size: int, **missing: bool) -> list[Certificate]:
    """The next certificates that lack something, locked; those of another run are left to it."""
    return list(
        Certificate.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(line__decision=decision, fault="", **missing)
        .select_related("line__nomination__round", "line__decision")
        .order_by("line__order")[:size]
    )


def _next_run(decision: Decision, authority: Authority) -> bool:
    """One file for the printer; False when nothing is left to put into one."""
    with transaction.atomic():
        chunk = _waiting(decision, RUN, print_run__isnull=True)
        if not chunk:
            return False
        good, data = _together([(one, certificate_paper(one, authority)) for one in chunk])
        if good:
            name = f"Giay-chung-nhan-so-{good[0].golden_book}-den-{good[-1].golden_book}.pdf"
            run = store(actor=system_actor(authority.pk), name=name, data=data)
            for certificate in good:
                certificate.print_run = run
        Certificate.objects.bulk_update(chunk, ("print_run", "fault"))
    return True


def _together(
    papers: Sequence[tuple[Certificate, CertificatePaper]],
) -> tuple[list[Certificate], bytes]:
    """Those that can be drawn, and their pages; the others carry the reason.

    Tried one by one only when the whole cannot be drawn.
    """
    try:
        data = certificates_pdf([paper for _, paper in papers])
    except PaperError:
        good = [pair for pair in papers if _is_drawable(*pair)]
        data = certificates_pdf([paper for _, paper in good]) if good else b""
        return [certificate for certificate, _ in good], data
    return [certificate for certificate, _ in papers], data


def _is_drawable(certificate: Certificate, paper: CertificatePaper) -> bool:
    try:
        certificates_pdf([paper])
    except PaperError as error:
        certificate.fault = str(error)[:500]
    return not certificate.fault


def _next_singles(decision: Decision, authority: Authority) -> bool:
    """A few certificates as files of their own; False when every one has it."""
    with transaction.atomic():
        chunk = _waiting(decision, SINGLES, pdf__isnull=True)
        for certificate in chunk:
            certificate.pdf = store(
                actor=system_actor(authority.pk),
                name=f"Giay-chung-nhan-{certificate.code}.pdf",
                data=certificates_pdf([certificate_paper(certificate, authority)]),
            )
        Certificate.objects.bulk_update(chunk, ("pdf",))
    return bool(chunk)
