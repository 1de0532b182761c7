"""A local regulation named on the command line."""

from __future__ import annotations

from pathlib import Path

from thidua.cli.words import Fault
from thidua.law.errors import BadRegulation
from thidua.law.regulations import Regulation, read_regulation


def regulation(path: Path) -> Regulation:
    """The regulation of a file; a `Fault` says what is wrong with it and where."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Fault(
            f"Không đọc được tệp quy định {path.name}. Kiểm tra đường dẫn; tệp phải là UTF-8."
        ) from error
    try:
        return read_regulation(text)
    except BadRegulation as fault:
        raise Fault(f"Tệp quy định {path.name}: {fault}") from fault
