"""Certificates: frozen when made out, drawn once whatever stops the job, signed, printed anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from tests import factories as make
from tests.decisions import stages
from thidua.core.errors import NotAllowed, Refusal
from thidua.decisions import tasks
from thidua.decisions.certificate_queries import (
    certificate_progress,
    code_hash,
    revoked_codes,
    unfinished,
)
from thidua.decisions.domain import making
from thidua.decisions.domain.certificates import (
    mark_restored,
    mark_revoked,
    reissue,
)
from thidua.decisions.domain.freezing import frozen_paper
from thidua.decisions.domain.layouts import LayoutPlan, retire_layout, save_layout, sheet_of
from thidua.decisions.domain.printing import order_print
from thidua.decisions.domain.trial import trial_pdf
from thidua.decisions.models import Certificate, Decision, PrintRun
from thidua.documents.models import StoredFile
from thidua.journal.models import AuditEvent
from thidua.organizations.models import Authority, Person, UnitVersion
from thidua.papers import press
from thidua.papers.model import PaperError
from thidua.papers.placed import (
    Placed,
    SheetLayout,
    full_sheet,
    layout_faults,
    overprint_sheet,
)


@pytest.fixture
def round_(house):
    return make.round_(house)


def waiting(house, round_, names=stages.NAMES[:5]) -> Decision:
    """An issued decision whose certificates are made out and not drawn."""
    stages.passed(house, round_, *(("CSTDCS", name) for name in names))
    return stages.issued(house, round_, "CSTDCS")


def read(file: StoredFile) -> bytes:
    with file.content.open("rb") as stored:
        return stored.read()


def words_of(data: bytes) -> str:
    pages = pypdfium2.PdfDocument(data)
    return " ".join(" ".join(p.get_textpage().get_text_bounded() for p in pages).split())


def pages_of(data: bytes) -> int:
    return len(pypdfium2.PdfDocument(data))


class Killed(BaseException):
    """The process is gone; nothing catches this."""


def test_killed_after_any_file_the_next_run_loses_and_doubles_nothing(house, round_, monkeypatch):
    monkeypatch.setattr(making, "RUN", 2)
    decision = waiting(house, round_)
    real = making.drawn

    for files_before in (0, 1, 0):
        left = [files_before]

        def dying(papers, layout, at, left=left):
            if left[0] == 0:
                raise Killed
            left[0] -= 1
            return real(papers, layout, at)

        monkeypatch.setattr(making, "drawn", dying)
        with pytest.raises(Killed):
            making.make_certificates(decision_id=decision.pk)
        progress = certificate_progress(decision)
        held = StoredFile.objects.filter(name__startswith="Giay-chung-nhan")
        assert progress.made == sum(pages_of(read(file)) for file in held)
    monkeypatch.setattr(making, "drawn", real)

    tasks.resume_certificates(timestamp=0)

    files = StoredFile.objects.filter(name__startswith="Giay-chung-nhan").order_by("pk")
    assert [pages_of(read(file)) for file in files] == [2, 2, 1]
    everything = "".join(words_of(read(file)) for file in files)
    assert [everything.count(name) for name in stages.NAMES[:5]] == [1] * 5
    assert not unfinished().exists()


@pytest.mark.django_db(transaction=True)
def test_several_child_processes_draw_one_batch_together(monkeypatch, settings):
    settings.PRESSES = 2
    house = make.house()
    round_ = make.round_(house)
    stages.passed(house, round_, *(("CSTDCS", name) for name in stages.NAMES[:4]))
    monkeypatch.setattr(making, "make_certificates", lambda **_: None)
    decision = stages.issued(house, round_, "CSTDCS")
    monkeypatch.undo()
    monkeypatch.setattr(making, "RUN", 2)

    making.make_certificates(decision_id=decision.pk)

    runs = {one.print_run_id for one in Certificate.objects.all()}
    assert None not in runs
    assert len(runs) == 2
    files = StoredFile.objects.filter(pk__in=runs)
    assert [pages_of(read(file)) for file in files] == [2, 2]


def test_child_that_refuses_or_dies_says_so(house, round_):
    waiting(house, round_, stages.NAMES[:1])
    paper = frozen_paper(Certificate.objects.get())

    with press.Press() as child:
        with pytest.raises(PaperError, match="Thành tích"):
            child([replace(paper, achievement="x" * 500)], None, Certificate.objects.get().made_at)
        child._child.kill()
        child._child.wait()
        with pytest.raises(press.PressStopped):
            child([paper], None, Certificate.objects.get().made_at)
        again = child([paper], None, Certificate.objects.get().made_at)

    assert again == making.single_pdf(Certificate.objects.get())


def test_what_is_frozen_outlives_new_names(house, round_):
    waiting(house, round_, stages.NAMES[:1])
    one = Certificate.objects.get()
    before = making.single_pdf(one)

    Person.objects.update(full_name="Tên Đã Đổi")
    UnitVersion.objects.update(name="Đơn vị đã đổi")
    Authority.objects.update(name="UBND phường An Dương", place="Hải Phòng")
    one.line.nomination.name = "Tên Đã Đổi"
    one.line.nomination.save()

    fresh = Certificate.objects.get()
    assert making.single_pdf(fresh) == before
    words = words_of(before)
    assert stages.NAMES[0] in words
    assert "HUYỆN AN DƯƠNG" in words


def test_content_changed_behind_our_back_is_not_printed(house, round_):
    decision = waiting(house, round_, stages.NAMES[:2])
    one = Certificate.objects.order_by("pk").first()
    Certificate.objects.filter(pk=one.pk).update(content=one.content | {"recipient": "Kẻ Khác"})

    making.make_certificates(decision_id=decision.pk)

    progress = certificate_progress(decision)
    assert (progress.made, progress.faulty) == (1, 1)
    assert "không còn khớp mã băm" in Certificate.objects.get(pk=one.pk).fault
    assert AuditEvent.objects.get(verb="certificate.make_out").data["certificates"] == 2


def test_reissued_certificate_replaces_the_old_one(house, round_):
    decision = waiting(house, round_, stages.NAMES[:1])
    making.make_certificates(decision_id=decision.pk)
    old = Certificate.objects.get()
    old.line.nomination.name = "Phạm Thị Thanh Huyền (sửa)"
    old.line.nomination.save()
    today = date(2025, 3, 1)

    new = reissue(actor=house.officer, certificate=old, reason="Ghi sai tên", on=today)
    making.make_certificates(decision_id=decision.pk)

    old.refresh_from_db()
    assert (old.replaced_on, old.replaced_by) == (today, new)
    assert old.line.certificate == new
    assert new.golden_book == old.golden_book
    assert "(sửa)" in words_of(making.single_pdf(Certificate.objects.get(pk=new.pk)))
    assert "(sửa)" not in words_of(making.single_pdf(old))
    assert revoked_codes(house.authority.pk) == [code_hash(old.code)]
    with pytest.raises(Refusal, match="đã được thay thế"):
        reissue(actor=house.officer, certificate=old, reason="Mất", on=today)
    with pytest.raises(Refusal, match="lý do"):
        reissue(actor=house.officer, certificate=new, reason=" ", on=today)


def test_revoked_certificate_stands_in_the_list_until_it_is_restored(house, round_):
    waiting(house, round_, stages.NAMES[:1])
    one = Certificate.objects.get()

    mark_revoked(
        actor=house.officer,
        certificate=one,
        decision_words="Quyết định 120/QĐ-UBND ngày 01/03/2025",
        on=date(2025, 3, 1),
    )

    assert revoked_codes(house.authority.pk) == [code_hash(one.code)]
    with pytest.raises(Refusal, match="đã hủy bỏ"):
        reissue(actor=house.officer, certificate=one, reason="Mất", on=date(2025, 4, 1))
    with pytest.raises(Refusal, match="Ghi số, ngày"):
        mark_revoked(actor=house.officer, certificate=one, decision_words="", on=date(2025, 3, 1))
    mark_restored(actor=house.officer, certificate=one, decision_words="Quyết định 130/QĐ-UBND")
    assert revoked_codes(house.authority.pk) == []


# ── Layouts ───────────────────────────────────────────────────────────────


def test_text_that_fits_no_box_is_told_and_holds_back_no_other(
    house, round_, django_capture_on_commit_callbacks
):
    names = (stages.NAMES[0], stages.NAMES[4], "Nông " * 24)
    decision = waiting(house, round_, names)
    making.make_certificates(decision_id=decision.pk)
    sheet = SheetLayout(parts={"recipient": Placed(50, 60, 60, 10, 20)})
    layout = save_layout(actor=house.officer, plan=LayoutPlan(name="Chật", sheet=sheet))

    with django_capture_on_commit_callbacks(execute=True):
        order_print(
            actor=house.officer,
            decision=decision,
            certificates=list(Certificate.objects.order_by("line__order")),
            layout=layout,
        )

    [part] = PrintRun.objects.get().parts.all()
    assert pages_of(read(part.file)) == 2
    assert part.fault.startswith("Nông Nông")
    assert "không vừa chỗ dành cho nó" in part.fault
    assert Certificate.objects.exclude(fault="").count() == 0


def test_print_run_keeps_the_layout_it_was_asked_for(
    house, round_, django_capture_on_commit_callbacks
):
    decision = waiting(house, round_, stages.NAMES[:2])
    layout = save_layout(
        actor=house.officer, plan=LayoutPlan(name="Phôi 2024", sheet=overprint_sheet())
    )
    every = list(Certificate.objects.order_by("line__order"))

    with django_capture_on_commit_callbacks():
        run = order_print(actor=house.officer, decision=decision, certificates=every, layout=layout)
    save_layout(
        actor=house.officer,
        plan=LayoutPlan(name="Phôi 2024", sheet=full_sheet()),
        layout=layout,
        revision=layout.revision,
    )
    tasks.resume_certificates(timestamp=0)

    assert "CỘNG HÒA" not in words_of(read(run.parts.get().file))
    making.make_print_run(run_id=run.pk)
    making.make_print_run(run_id=run.pk + 100)
    assert run.parts.count() == 1
    assert AuditEvent.objects.filter(verb="certificate.print").count() == 1


def test_printing_one_again_wants_a_reason_and_a_standing_certificate(house, round_):
    decision = waiting(house, round_, stages.NAMES[:2])
    one, other = Certificate.objects.order_by("pk")
    mark_revoked(actor=house.officer, certificate=other, decision_words="QĐ 9", on=date(2025, 1, 1))
    other.refresh_from_db()

    def order(actor=house.officer, chosen=(one,), layout=None, reason=""):
        return order_print(
            actor=actor, decision=decision, certificates=chosen, layout=layout, reason=reason
        )

    with pytest.raises(Refusal, match="lý do in lại"):
        order()
    with pytest.raises(Refusal, match="đã hủy bỏ hoặc đã thay thế"):
        order(chosen=(one, other))
    with pytest.raises(Refusal, match="Chưa chọn"):
        order(chosen=())
    with pytest.raises(NotAllowed):
        order(actor=house.clerk, reason="Rách")
    layout = save_layout(actor=house.officer, plan=LayoutPlan(name="Bỏ"))
    retire_layout(actor=house.officer, layout=layout)
    layout.refresh_from_db()
    with pytest.raises(Refusal, match="không còn dùng"):
        order(layout=layout, reason="Rách")
    assert order(reason="Rách khi trao").reason == "Rách khi trao"


def test_layout_out_of_bounds_or_twice_is_refused_with_every_reason(house):
    sheet = SheetLayout(
        width=50,
        shift_x=90,
        parts={
            "recipient": Placed(-1, 0, 60, 10, 20),
            "qr": Placed(0, 205, 30, 30),
            "detail": Placed(0, 0, 1, 1, 200, "middle"),
        },
    )

    with pytest.raises(Refusal) as refused:
        save_layout(actor=house.officer, plan=LayoutPlan(name=" ", sheet=sheet))

    said = " ".join(refused.value.reasons)
    for words in (
        "Đặt tên",
        "Khổ giấy rộng 50 mm",
        "Bù lệch ngang 90 mm",
        "ra ngoài khổ giấy rộng",
        "ra ngoài khổ giấy cao",
        "ít nhất 3 mm",
        "cỡ chữ từ 6 đến 72",
        "căn chữ",
    ):
        assert words in said, words
    hidden = replace(full_sheet().parts["recipient"], shown=False)
    assert "phải có tên" in " ".join(layout_faults(SheetLayout(parts={"recipient": hidden})))
    save_layout(actor=house.officer, plan=LayoutPlan(name="Một"))
    with pytest.raises(Refusal, match="Đã có mẫu in tên này"):
        save_layout(actor=house.officer, plan=LayoutPlan(name="Một"))
    with pytest.raises(NotAllowed):
        save_layout(actor=house.chairman, plan=LayoutPlan(name="Hai"))


def test_trial_sheet_has_rulers_and_nobody_of_ours(house, round_):
    waiting(house, round_, stages.NAMES[:1])
    row = save_layout(
        actor=house.officer,
        plan=LayoutPlan(name="Phôi", title_code="CSTDCS", sheet=overprint_sheet()),
    )

    words = words_of(trial_pdf(row))

    assert "Nguyễn Thị Mẫu In Thử" in words
    assert {"10", "200", "290"} <= set(words.split())
    assert stages.NAMES[0] not in words
    assert sheet_of(row) == overprint_sheet()
