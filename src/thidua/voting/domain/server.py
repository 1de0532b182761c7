"""What a database server set to write statements down would tell of a vote."""

from __future__ import annotations

from django.conf import settings
from django.db import connection

from thidua.core.errors import Refusal

# An extension that is not loaded has no value, or an empty one where somebody once set it.
OFF = (None, "", "-1")
SETTINGS = (
    "log_parameter_max_length",
    "log_parameter_max_length_on_error",
    "log_statement",
    "log_min_duration_statement",
    "log_min_duration_sample",
    "log_transaction_sample_rate",
    "auto_explain.log_min_duration",
    "auto_explain.log_parameter_max_length",
    "pgaudit.log_parameter",
)


def refuse_if_votes_would_be_logged() -> None:
    """Raise Refusal, naming the setting to change, where this session's choices would be logged.

    The choice travels as a parameter, so a log of statements without parameters is harmless.
    """
    if settings.DEBUG:
        # A page of the debugger shows what was posted, and every statement with its values.
        raise Refusal(
            "Máy chủ đang chạy ở chế độ gỡ lỗi nên phiếu không còn kín. Người quản trị máy chủ bỏ "
            "biến THIDUA_DEBUG rồi khởi động lại."
        )
    if leaks := leaking_settings():
        raise Refusal(
            "Máy chủ cơ sở dữ liệu đang ghi lại nội dung từng câu lệnh nên phiếu không còn kín. "
            f"Người quản trị máy chủ cần sửa: {', '.join(leaks)}."
        )


def leaking_settings() -> list[str]:
    """Server settings to change, as `name = value`; empty when none writes a choice down."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, current_setting(name, true) FROM unnest(%s::text[]) name", [[*SETTINGS]]
        )
        now: dict[str, str | None] = dict(cursor.fetchall())
    return [*_statement_log(now), *_extensions(now)]


def _statement_log(now: dict[str, str | None]) -> list[str]:
    found = []
    logs = (
        now["log_statement"] in {"mod", "all"}
        or now["log_min_duration_statement"] not in OFF
        or now["log_min_duration_sample"] not in OFF
        or float(now["log_transaction_sample_rate"] or 0) > 0
    )
    if logs and now["log_parameter_max_length"] != "0":
        found.append("log_parameter_max_length = 0")
    if now["log_parameter_max_length_on_error"] != "0":
        found.append("log_parameter_max_length_on_error = 0")
    return found


def _extensions(now: dict[str, str | None]) -> list[str]:
    found = []
    if (
        now["auto_explain.log_min_duration"] not in OFF
        and now["auto_explain.log_parameter_max_length"] != "0"
    ):
        found.append("auto_explain.log_min_duration = -1")
    if now["pgaudit.log_parameter"] == "on":
        found.append("pgaudit.log_parameter = off")
    return found
