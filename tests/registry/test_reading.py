"""A file is kept, read once in the background, and refused with a sentence when it cannot be."""

from __future__ import annotations

import pytest

from tests.registry.workbooks import award, ratings, register
from thidua.core.errors import NotAllowed, Refusal
from thidua.journal.models import AuditEvent
from thidua.registry.domain import imports
from thidua.registry.enums import BatchKind, BatchState, RowState
from thidua.registry.models import ImportBatch
from thidua.registry.tasks import read_batch


def test_file_is_kept_before_it_is_read(house, django_capture_on_commit_callbacks):
    data = register(award("Lê Thị Trang"))

    with django_capture_on_commit_callbacks():
        batch = imports.start_import(
            actor=house.officer, kind=BatchKind.AWARDS, name="sổ.xlsx", data=data
        )

    with batch.file.content.open("rb") as kept:
        assert kept.read() == data
    assert batch.state == BatchState.READING
    assert batch.rows.count() == 0


def test_job_reads_the_file_into_rows(house, bring):
    batch = bring(house, register(award("Lê Thị Trang"), award("Lê Thị Nga")))

    assert batch.state == BatchState.PREVIEWED
    assert batch.years == [2019]
    assert list(batch.rows.values_list("row", "state")) == [(4, "ready"), (5, "ready")]


def test_job_that_runs_twice_reads_once(house, bring):
    batch = bring(house, register(award("Lê Thị Trang")))

    read_batch.func(batch_id=batch.pk)

    assert batch.rows.count() == 1


def test_job_leaves_when_the_batch_is_gone(db):
    read_batch.func(batch_id=404)

    assert ImportBatch.objects.count() == 0


def test_lost_job_can_be_queued_again(house, django_capture_on_commit_callbacks):
    data = register(award("Lê Thị Trang"))
    with django_capture_on_commit_callbacks():
        batch = imports.start_import(
            actor=house.officer, kind=BatchKind.AWARDS, name="so.xlsx", data=data
        )

    with django_capture_on_commit_callbacks(execute=True):
        imports.read_again(actor=house.officer, batch=batch)

    batch.refresh_from_db()
    assert batch.state == BatchState.PREVIEWED
    with pytest.raises(Refusal, match="Tệp đã đọc xong"):
        imports.read_again(actor=house.officer, batch=batch)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.7 khong phai bang tinh", "thực ra là PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "bị hỏng"),
        (ratings((2023,), ("Lê Thị Nga", "1980", "Trường THCS An Đồng", "T")), "danh hiệu"),
    ],
    # By name: the bytes of a workbook hold the moment it was made, another in each process.
    ids=["pdf", "broken", "ratings"],
)
def test_unreadable_file_is_refused_with_a_sentence(house, bring, data, sentence):
    batch = bring(house, data)

    assert batch.state == BatchState.REFUSED
    assert sentence in batch.note
    assert batch.rows.count() == 0


def test_empty_file_is_refused_at_once(house):
    with pytest.raises(Refusal, match="Tệp trống"):
        imports.start_import(actor=house.officer, kind=BatchKind.AWARDS, name="so.xlsx", data=b"")

    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize("role", ["clerk", "secretary", "inspector", "administrator"])
def test_only_the_officer_imports(house, role):
    with pytest.raises(NotAllowed):
        imports.start_import(
            actor=getattr(house, role), kind=BatchKind.AWARDS, name="so.xlsx", data=b"x"
        )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"year": ""}, "no-year"),
        ({"title": "Huy hiệu vàng"}, "title-unknown"),
        ({"title": "TTLĐXS"}, "title-misfit"),
        ({"note": "đã thu hồi"}, "revoked-undated"),
        ({"note": "QĐ thu hồi số 9/QĐ-UBND ngày 01/3/2019"}, "revoked-before"),
    ],
)
def test_row_that_cannot_go_on_record_is_faulty_and_says_why(house, bring, change, code):
    batch = bring(house, register(award("Lê Thị Trang", **change), award("Lê Thị Nga")))

    row = batch.rows.get(row=4)
    assert row.state == RowState.FAULTY
    assert code in {fault["code"] for fault in row.faults}
    assert all(fault["message"].startswith("Dòng 4") for fault in row.faults)
    assert batch.rows.get(row=5).state == RowState.READY


def test_name_too_long_for_the_record_is_faulty(house, bring):
    batch = bring(house, register(award("Lê Thị " + "Nga " * 40)))

    row = batch.rows.get()
    assert row.state == RowState.FAULTY
    assert "tên trống hoặc dài hơn 120 chữ" in row.faults[-1]["message"]


def test_bad_birth_is_told_but_does_not_stop_the_row(house, bring):
    batch = bring(house, register(award("Lê Thị Trang", birth="31/02/1985")))

    row = batch.rows.get()
    assert row.state == RowState.READY
    assert [fault["code"] for fault in row.faults] == ["bad-birth"]


def test_starting_an_import_is_on_the_journal(house, bring):
    batch = bring(house, register(award("Lê Thị Trang")), name="so-2019.xlsx")

    event = AuditEvent.objects.get(verb="registry.import")
    assert event.object_code == batch.code
    assert "so-2019.xlsx" in event.sentence
