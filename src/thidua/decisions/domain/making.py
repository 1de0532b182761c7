"""Making the papers of an issued decision: stored once, never made again in silence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeAlias

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from thidua.core.actors import Actor, system_actor
from thidua.core.errors import Refusal
from thidua.decisions.certificate_queries import unfinished
from thidua.decisions.domain.freezing import FAULT, frozen_paper
from thidua.decisions.domain.papers import decision_paper
from thidua.decisions.domain.templates import from_template
from thidua.decisions.models import Certificate, Decision, DecisionState, PrintPart, PrintRun
from thidua.decisions.queries import lines_of
from thidua.documents.domain.store import store
from thidua.documents.models import StoredFile
from thidua.journal.domain.record import record
from thidua.papers.docx import decision_docx
from thidua.papers.model import CertificatePaper, DecisionPaper, PaperError
from thidua.papers.pdf import decision_pdf
from thidua.papers.placed import SheetLayout
from thidua.papers.press import Press, Printer, drawn

RUN = 200
"""Certificates in one file for the printer, and in one transaction."""

Pair: TypeAlias = tuple[Certificate, CertificatePaper]
"""A certificate and its page."""


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
    """Draw every certificate of an issued decision that is not drawn yet, file by file.

    A file and its certificates are one transaction: killed at any moment nothing is lost or
    doubled, and the next run goes on. Two runs at once share the work. Large batches are drawn
    by several child processes.
    """
    decision = Decision.objects.filter(pk=decision_id, state=DecisionState.ISSUED).first()
    if decision is None:
        return
    waiting = Certificate.objects.filter(
        line__decision=decision, fault="", print_run__isnull=True
    ).count()
    until_done(lambda printer: _next_file(decision, printer), files=-(-waiting // RUN))


def resume() -> None:
    """Go on with what waits although no fault says why: its job was killed.

    What another job has in hand is locked and left to it.
    """
    for decision_id in unfinished().values_list("pk", flat=True):
        make_certificates(decision_id=decision_id)
    parts = PrintPart.objects.filter(file__isnull=True, fault="")
    for run_id in parts.order_by().values_list("run", flat=True).distinct():
        make_print_run(run_id=run_id)


def until_done(step: Callable[[Printer], bool], *, files: int) -> None:
    """Take steps until one finds nothing to do; several at once when there are several files.

    Inside somebody's transaction the helpers would not see its rows, so one does all.
    """
    helpers = min(files, settings.PRESSES)
    if helpers <= 1 or connection.in_atomic_block:
        while step(drawn):
            continue
        return
    with ThreadPoolExecutor(helpers) as pool:
        for helper in [pool.submit(_helper, step) for _ in range(helpers)]:
            helper.result()


def _helper(step: Callable[[Printer], bool]) -> None:
    try:
        with Press() as press:
            while step(press):
                continue
    finally:
        connection.close()


def _next_file(decision: Decision, printer: Printer) -> bool:
    """One file for the printer; False when nothing is left to put into one."""
    with transaction.atomic():
        chunk = _waiting(decision)
        if not chunk:
            return False
        good, data = together(chunk, None, printer)
        if good:
            name = f"Giay-chung-nhan-so-{good[0].golden_book}-den-{good[-1].golden_book}.pdf"
            run = store(actor=system_actor(decision.authority_id), name=name, data=data)
            Certificate.objects.filter(pk__in=[one.pk for one in good]).update(print_run=run)
        Certificate.objects.bulk_update([one for one in chunk if one.fault], ("fault",))
    return True


def _waiting(decision: Decision) -> list[Certificate]:
    """The next certificates to draw, locked; those of another run are left to it."""
    return list(
        Certificate.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(line__decision=decision, fault="", print_run__isnull=True)
        .order_by("line__order", "pk")[:RUN]
    )


def together(
    certificates: Sequence[Certificate], layout: SheetLayout | None, printer: Printer
) -> tuple[list[Certificate], bytes]:
    """Those that can be drawn, and their pages; the others carry the reason.

    Halved when the whole cannot be drawn, so that one fault among many costs few attempts.
    """
    papers = [pair for one in certificates if (pair := _frozen(one))]
    try:
        return [one for one, _ in papers], _pages(papers, layout, printer)
    except PaperError:
        good = _drawable(papers, layout, printer)
        return [one for one, _ in good], _pages(good, layout, printer)


def _pages(pairs: Sequence[Pair], layout: SheetLayout | None, printer: Printer) -> bytes:
    return printer([paper for _, paper in pairs], layout, timezone.now()) if pairs else b""


def _drawable(
    pairs: Sequence[Pair], layout: SheetLayout | None, printer: Printer
) -> Sequence[Pair]:
    """Those that can be drawn; the others are given their reason."""
    try:
        _pages(pairs, layout, printer)
    except PaperError as error:
        if len(pairs) == 1:
            pairs[0][0].fault = str(error)[:FAULT]
            return []
        half = len(pairs) // 2
        return [
            *_drawable(pairs[:half], layout, printer),
            *_drawable(pairs[half:], layout, printer),
        ]
    return pairs


def _frozen(one: Certificate) -> Pair | None:
    try:
        return one, frozen_paper(one)
    except PaperError as error:
        one.fault = str(error)[:FAULT]
        return None


def make_print_run(*, run_id: int) -> None:
    """Draw what a print run still lacks, part by part; leave when it is gone."""
    run = PrintRun.objects.filter(pk=run_id).first()
    if run is None:
        return
    waiting = run.parts.filter(file__isnull=True, fault="").count()
    until_done(lambda printer: _next_part(run, printer), files=waiting)


def _next_part(run: PrintRun, printer: Printer) -> bool:
    with transaction.atomic():
        part = (
            PrintPart.objects.select_for_update(of=("self",), skip_locked=True)
            .filter(run=run, file__isnull=True, fault="")
            .order_by("number")
            .first()
        )
        if part is None:
            return False
        layout = SheetLayout.of_data(run.layout_data) if run.layout_data else None
        rows = Certificate.objects.filter(pk__in=part.certificates, revoked_on=None)
        held = list(rows.select_related("line__nomination").order_by("line__order", "pk"))
        for one in held:
            # What the first drawing said is not what this layout says.
            one.fault = ""
        good, data = together(held, layout, printer)
        part.fault = "\n".join(_left_out(held)) or ("" if good else "Không còn giấy nào để in.")
        if good:
            name = f"In-{run.code}-phan-{part.number}.pdf"
            part.file = store(actor=system_actor(run.authority_id), name=name, data=data)
        part.save(update_fields=["file", "fault"])
    return True


def _left_out(held: Sequence[Certificate]) -> list[str]:
    return [f"{one.line.nomination.name}: {one.fault}" for one in held if one.fault]


def single_pdf(one: Certificate) -> bytes:
    """One certificate as a file of its own, drawn from what is frozen; nothing is stored.

    The stored original is the file of its print run. Raises Refusal when it cannot be drawn.
    """
    try:
        return drawn([frozen_paper(one)], None, one.made_at)
    except PaperError as error:
        raise Refusal(str(error)) from error
