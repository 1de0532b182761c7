"""`thidua upgrade`: schema, cache table and static files to this version."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from thidua.cli.setup import begin
from thidua.cli.words import Fault

if TYPE_CHECKING:
    from django.db.migrations.executor import MigrationExecutor
    from django.db.migrations.loader import MigrationLoader

Say = Callable[[str], None]


def run(args: argparse.Namespace) -> int:
    begin()
    upgrade(print)
    print("Đã xong. Khởi động lại “thidua serve” và “thidua worker” nếu đang chạy.")
    return 0


def upgrade(say: Say) -> None:
    """Bring the database and the static files up to date; quick when nothing changed.

    Raises Fault on a database whose steps this version does not know.
    """
    from django.core.management import call_command  # noqa: PLC0415 (after setup)

    steps = executor()
    if strange := unknown_steps(steps.loader):
        raise Fault(
            "Cơ sở dữ liệu này do một bản thử nghiệm khác của chương trình tạo ra (bước "
            f"{strange[0]}) nên không cập nhật được. Dữ liệu dùng thử: chạy “thidua demo --reset” "
            "để dựng lại. Dữ liệu thật: dùng đúng bản chương trình đã tạo ra nó."
        )
    if waiting := pending(steps):
        say(f"Cập nhật cơ sở dữ liệu: {waiting} bước.")
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    _static(say)


def executor() -> MigrationExecutor:
    """Reads every migration there is and what the database has taken: once is enough."""
    from django.db import connection  # noqa: PLC0415 (after setup)
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 (after setup)

    return MigrationExecutor(connection)


def pending(steps: MigrationExecutor) -> int:
    """Migrations not yet applied."""
    return len(steps.migration_plan(steps.loader.graph.leaf_nodes()))


def unknown_steps(loader: MigrationLoader) -> list[str]:
    """Steps of our apps that the database has taken and this version does not have."""
    from django.apps import apps  # noqa: PLC0415 (after setup)

    ours = {one.label for one in apps.get_app_configs() if one.name.startswith("thidua.")}
    taken = {step for step in loader.applied_migrations if step[0] in ours}
    return sorted(".".join(step) for step in taken - set(loader.disk_migrations))


def _static(say: Say) -> None:
    """Collect and compress the static files when one of them changed."""
    from django.conf import settings  # noqa: PLC0415 (after setup)
    from django.core.management import call_command  # noqa: PLC0415 (after setup)

    mark = Path(settings.STATIC_ROOT) / ".fingerprint"
    print_now = _fingerprint()
    if mark.exists() and mark.read_text() == print_now:
        return
    say("Chuẩn bị tệp tĩnh (kiểu chữ, giao diện).")
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    mark.write_text(print_now)


def _fingerprint() -> str:
    from django.contrib.staticfiles.finders import get_finders  # noqa: PLC0415 (after setup)

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            digest.update(f"{name}|{found.st_size}|{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()
