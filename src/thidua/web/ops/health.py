"""Is everything running? Database, background work, disk, journal, version."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version

import django
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from thidua.accounts.domain.audit import last_verification
from thidua.core.actors import Role
from thidua.core.screens import screen
from thidua.core.text import moment
from thidua.councils.domain.freezing import verify_minutes
from thidua.voting.domain.checking import verify as verify_ballots
from thidua.web.templatetags.td import vnum

OK, WARN, BAD = "ok", "warn", "bad"
SILENT_AFTER = timedelta(seconds=60)
"""A worker beats every ten seconds; after a minute it is not there."""
WAITING_TOO_LONG = timedelta(minutes=10)
VERIFY_EVERY = timedelta(days=30)
GIGABYTE = 1024**3
LITTLE, VERY_LITTLE = 5 * GIGABYTE, GIGABYTE


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing looked at: how it is, in a word of state and a sentence, and what to do."""

    name: str
    state: str
    sentence: str
    remedy: str = ""


@screen(Role.ADMINISTRATOR)
def health(request: HttpRequest) -> HttpResponse:
    """Everything at a glance, worst first."""
    authority = request.actor.authority_id  # type: ignore[attr-defined]
    signs = [_database(), *_work(), _disk(), _journal(authority), _ballots(authority)]
    worst = [BAD, WARN, OK]
    signs.sort(key=lambda sign: worst.index(sign.state))
    return render(request, "ops/health.html", {"signs": signs, "versions": list(_versions())})


def _database() -> Sign:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        size = cursor.fetchone()[0]
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if waiting:
        return Sign(
            "Cơ sở dữ liệu", BAD, f"Còn {waiting} bước chưa cập nhật.", "Chạy “thidua upgrade”."
        )
    return Sign("Cơ sở dữ liệu", OK, f"Đang chạy, {vnum(size / GIGABYTE)} GB.")


def _work() -> Iterator[Sign]:
    name = "Việc nền"
    if settings.JOBS == "inline":
        yield Sign(name, OK, "Việc nền chạy ngay trong máy chủ web, không cần tiến trình riêng.")
        return
    now = timezone.now()
    beats = ProcrastinateWorker.objects.order_by("-last_heartbeat")
    last = beats.values_list("last_heartbeat", flat=True).first()
    if last is None or now - last > SILENT_AFTER:
        said = f"không thấy từ {moment(last)}" if last else "chưa chạy lần nào"
        yield Sign(name, BAD, f"Tiến trình việc nền {said}.", "Chạy “thidua worker”.")
    else:
        yield Sign(name, OK, f"Đang chạy, nhịp gần nhất lúc {moment(last)}.")
    yield _queue(now)


def _queue(now: datetime) -> Sign:
    failed = ProcrastinateJob.objects.filter(status="failed").count()
    waiting = ProcrastinateJob.objects.filter(status="todo").count()
    overdue = ProcrastinateJob.objects.filter(
        status="todo", scheduled_at__lt=now - WAITING_TOO_LONG
    ).count()
    sentence = f"{waiting} việc đang chờ, {failed} việc không hoàn thành."
    if overdue:
        return Sign("Hàng đợi", WARN, sentence, "Có việc chờ quá 10 phút: xem tiến trình việc nền.")
    if failed:
        return Sign("Hàng đợi", WARN, sentence, "Mở trang của từng việc để xem lý do và làm lại.")
    return Sign("Hàng đợi", OK, sentence)


def _disk() -> Sign:
    free = shutil.disk_usage(settings.DATA).free
    sentence = f"Ổ đĩa chứa dữ liệu còn {vnum(free / GIGABYTE)} GB."
    if free < VERY_LITTLE:
        return Sign("Ổ đĩa", BAD, sentence, "Giải phóng chỗ ngay: đầy đĩa là ngừng nhận hồ sơ.")
    if free < LITTLE:
        return Sign("Ổ đĩa", WARN, sentence, "Thêm chỗ trước đợt nhận hồ sơ.")
    return Sign("Ổ đĩa", OK, sentence)


def _journal(authority_id: int) -> Sign:
    last = last_verification(authority_id)
    if last is None:
        remedy = "Bấm “Kiểm tra toàn vẹn” ở Nhật ký."
        return Sign("Nhật ký", WARN, "Chưa kiểm tra lần nào.", remedy)
    if last.data["broken"]:
        return Sign(
            "Nhật ký", BAD, last.sentence, "Giữ nguyên máy chủ, báo người phụ trách an ninh."
        )
    sentence = f"{last.sentence} Lúc {moment(last.at)}."
    if timezone.now() - last.at > VERIFY_EVERY:
        return Sign("Nhật ký", WARN, sentence, "Quá 30 ngày: kiểm tra lại.")
    return Sign("Nhật ký", OK, sentence)


def _ballots(authority_id: int) -> Sign:
    """Frozen results and minutes, checked as the page is opened."""
    name = "Biên bản và kết quả phiếu kín"
    motions, minutes = verify_ballots(authority_id), verify_minutes(authority_id)
    if faults := (*motions.faults, *minutes.faults):
        sentence = f"{len(faults)} chỗ không còn khớp. {faults[0]}"
        return Sign(
            name, BAD, sentence, "Giữ nguyên máy chủ, báo Hội đồng và người phụ trách an ninh."
        )
    checked = f"{motions.motions} việc bỏ phiếu, {minutes.motions} biên bản đã chốt"
    return Sign(name, OK, f"Còn nguyên: {checked}.")


def _versions() -> Iterator[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        database = cursor.fetchone()[0]
    yield "Thi Đua", version("thidua")
    yield "Django", django.get_version()
    yield "Python", platform.python_version()
    yield "PostgreSQL", database
    yield "Địa chỉ công khai", settings.PUBLIC_URL


urlpatterns = [path("suc-khoe/", health, name="health")]
