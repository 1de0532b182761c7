"""Certificates of one decision: 10,000 with all the application does, beside docxtpl + LibreOffice.

`make bench ONLY=certificates`, or `python -m bench certificates --count 10000 --peer 200`. Ours is
the whole job, database and stored files included: rows locked and read, content checked against
its hash, pages with a signed QR drawn as tagged PDF/A-2a and PDF/UA-1, files hashed and stored,
rows written, file by file in transactions. The peer fills one Word file a certificate, with the
same texts and code, and turns them into plain PDF in one call of LibreOffice, without a database.
Memory is the peak of the resident memory of this process and its children together, the database
server left out.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import django

COUNT, PEER = 10_000, 200
EVERY = 0.2
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Measured:
    """Seconds on the wall and of processor, and the peak of resident bytes, of the process and
    all below it. A busy machine stretches the first; the second hardly."""

    seconds: float = 0.0
    processor: float = 0.0
    peak: int = 0
    stop: threading.Event = field(default_factory=threading.Event)


@contextmanager
def measured() -> Iterator[Measured]:
    """Measure what is done within."""
    told = Measured()
    watcher = threading.Thread(target=_watch, args=(told,), daemon=True)
    watcher.start()
    began, used = time.perf_counter(), _processor()
    yield told
    told.seconds, told.processor = time.perf_counter() - began, _processor() - used
    told.stop.set()
    watcher.join()


def _processor() -> float:
    """Seconds of processor of this process and of the children that have ended."""
    return sum(os.times()[:4])


def _watch(told: Measured) -> None:
    while not told.stop.wait(EVERY):
        told.peak = max(told.peak, sum(_resident(pid) for pid in _family()))


def _family() -> set[int]:
    """This process and everything below it; a parent is always found before its children."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (words := _words(entry / "stat")):
            parents[int(entry.name)] = int(words.rpartition(")")[2].split()[1])
    found = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return {pid for pid in found if "postgres" not in _words(Path(f"/proc/{pid}/comm"))}


def _resident(pid: int) -> int:
    words = _words(Path(f"/proc/{pid}/statm")).split()
    return int(words[1]) * PAGE if words else 0


def _words(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def decision_of(count: int) -> Any:
    """An issued decision with that many lines and no certificate yet."""
    from django.utils import timezone  # noqa: PLC0415 (needs Django set up)

    from bench.fill import _dossier, _name  # noqa: PLC0415
    from thidua.commendation.models import Nomination, Round  # noqa: PLC0415
    from thidua.core.actors import system_actor  # noqa: PLC0415
    from thidua.decisions.models import Decision, DecisionLine, DecisionState  # noqa: PLC0415
    from thidua.organizations.domain.people import new_person  # noqa: PLC0415
    from thidua.organizations.models import Person, Unit  # noqa: PLC0415
    from thidua.vietnamese.dates import PartialDate  # noqa: PLC0415

    round_ = Round.objects.order_by("pk").first()
    assert round_ is not None
    actor, chance = system_actor(round_.authority_id), random.Random(7)
    now = timezone.now()
    last = Decision.objects.order_by("-number").values_list("number", flat=True).first() or 0
    decision = Decision.objects.create(
        authority_id=round_.authority_id, round=round_, state=DecisionState.ISSUED,
        year=2024, number=last + 1, issued_on=date(2024, 12, 27), issued_at=now,
        subject="Khen thưởng", signer_post="CHỦ TỊCH", signer_name="Phạm Hùng Việt",
        signer_authority=["TM. ỦY BAN NHÂN DÂN"],
    )  # fmt: skip
    unit, taken = Unit.objects.order_by("pk").first(), Nomination.objects.count()
    people = Person.objects.bulk_create(
        (
            new_person(actor=actor, full_name=_name(chance), birth=PartialDate(1980))
            for _ in range(count)
        ),
        batch_size=2000,
    )
    rows = [
        _dossier(chance, round_, unit, person, taken + number)
        for number, person in enumerate(people, start=1)
    ]
    for row in rows:
        row.title_code = "CSTDCS"
    rows = Nomination.objects.bulk_create(rows, batch_size=2000)
    DecisionLine.objects.bulk_create(
        (
            DecisionLine(
                authority_id=round_.authority_id, decision=decision, nomination=row, order=order
            )
            for order, row in enumerate(rows, start=1)
        ),
        batch_size=2000,
    )
    return decision


def make_out(count: int) -> None:
    """Make out the certificates of one decision and print its key and what that took.

    A process of its own: drawing is measured in one as bare as the worker's.
    """
    from bench.pages import prepare  # noqa: PLC0415 (migrates, fills the cast)

    prepare(dossiers=0)
    from thidua.decisions.domain.certificates import certify  # noqa: PLC0415 (needs Django set up)
    from thidua.decisions.models import DecisionLine  # noqa: PLC0415

    decision = decision_of(count)
    lines = list(
        DecisionLine.objects.filter(decision=decision)
        .select_related("nomination__round", "decision")
        .order_by("order")
    )
    with measured() as told:
        certify(decision, lines)
    print(json.dumps([decision.pk, told.seconds, told.processor, told.peak]))


def ours(count: int) -> tuple[Measured, Measured, list[Any]]:
    """Making out and drawing the certificates of one decision; the first certificates."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.certificates", str(count)],
        check=True,
        stdout=subprocess.PIPE,
    )
    key, *figures = json.loads(done.stdout.splitlines()[-1])
    django.setup()
    from thidua.decisions.domain import making  # noqa: PLC0415 (needs Django set up)
    from thidua.decisions.models import Certificate  # noqa: PLC0415

    with measured() as drawing:
        making.make_certificates(decision_id=key)
    held = Certificate.objects.filter(line__decision=key)
    assert held.filter(print_run__isnull=False, fault="").count() == count
    return Measured(*figures), drawing, list(held.order_by("line__order")[:PEER])


def _soffice() -> str:
    return shutil.which("soffice") or ""


def lacking() -> str:
    """What to install before the peer can be measured; empty when nothing is missing."""
    if importlib.util.find_spec("docxtpl") is None:
        return "docxtpl (uv sync --group bench)"
    if not _soffice():
        return "LibreOffice (apt-get install libreoffice-writer-nogui)"
    return ""


def peer(certificates: list[Any]) -> Measured:
    """The same certificates by Word template and LibreOffice."""
    from thidua.decisions.domain.freezing import frozen_paper  # noqa: PLC0415

    papers = [frozen_paper(one) for one in certificates]
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "template.docx"
        _template(template)
        with measured() as told:
            files = [_filled(template, paper, folder, n) for n, paper in enumerate(papers)]
            subprocess.run(
                [_soffice(), "--headless", f"-env:UserInstallation=file://{folder}/profile",
                 "--convert-to", "pdf", "--outdir", folder, *files],
                check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        assert len(list(Path(folder).glob("c*.pdf"))) == len(papers)
    return told


def _template(path: Path) -> None:
    """One A4 landscape page with a place for each text."""
    from docx import Document  # noqa: PLC0415
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.shared import Mm, Pt  # noqa: PLC0415

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(297), Mm(210)
    texts = (
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 15), ("Độc lập - Tự do - Hạnh phúc", 15),
        ("{{ issuer_title }}", 18), ("{{ verb }}", 16), ("{{ award_name }}", 38),
        ("{{ recipient }}", 23), ("{{ recipient_detail }}", 16), ("{{ achievement }}", 16),
        ("Quyết định số {{ decision_number }}. Số sổ vàng: {{ golden_book }}", 13),
        ("{{ qr }}", 9), ("{{ place }}, {{ signer_title }} {{ signer_name }}", 14),
    )  # fmt: skip
    for text, size in texts:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(text)
        run.bold, run.font.size, run.font.name = True, Pt(size), "Times New Roman"
    document.save(str(path))


def _filled(template: Path, paper: Any, folder: str, number: int) -> str:
    from dataclasses import asdict  # noqa: PLC0415

    from docx.shared import Mm  # noqa: PLC0415
    from docxtpl import DocxTemplate, InlineImage  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    from thidua.papers.qr import matrix  # noqa: PLC0415

    rows = matrix(paper.verify_url)
    picture = io.BytesIO()
    side = (len(rows), len(rows))
    Image.frombytes("L", side, b"".join(rows)).resize((side[0] * 4, side[1] * 4)).save(
        picture, "PNG"
    )
    picture.seek(0)
    document = DocxTemplate(str(template))
    document.render(asdict(paper) | {"qr": InlineImage(document, picture, width=Mm(28))})
    path = f"{folder}/c{number}.docx"
    document.save(path)
    return path


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench certificates")
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--peer", type=int, default=PEER, help="certificates of the peer; 0: none")
    return parser.parse_known_args()[0]


def run() -> None:
    """Print certificates a second and peak memory of both."""
    asked = options()
    making_out, drawing, held = ours(asked.count)
    from django.conf import settings  # noqa: PLC0415 (needs Django set up)

    _tell("made out and signed, within the issue of the decision", asked.count, making_out)
    presses = f"{settings.PRESSES} child processes on {os.cpu_count()} cores"
    _tell(f"drawn and stored, {presses}", asked.count, drawing)
    if not asked.peer:
        return
    if missing := lacking():
        print(f"docxtpl + LibreOffice: not measured, install {missing}")
        return
    theirs = peer(held[: asked.peer])
    ratio = (asked.count / drawing.seconds) / (asked.peer / theirs.seconds)
    _tell("docxtpl + LibreOffice", asked.peer, theirs)
    work = (theirs.processor / asked.peer) / (drawing.processor / asked.count)
    print(f"ratio: {ratio:.0f} times as many a second, {work:.0f} times less processor for each")


def _tell(what: str, count: int, told: Measured) -> None:
    print(
        f"{what}: {count:,} in {told.seconds:.1f} s, {count / told.seconds:,.1f}/s, "
        f"{told.processor / count * 1000:.2f} ms of processor each, peak {told.peak / 1e6:,.0f} MB",
        flush=True,
    )


if __name__ == "__main__":
    make_out(int(sys.argv[1]))
