"""A PDF from elsewhere, opened in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from thidua.papers.signing.child import SECONDS
from thidua.papers.signing.model import SignatureError
from thidua.papers.signing.verify import SignatureFinding, Verification
from thidua.papers.signing.words import comparable

_PACKAGES: Final = str(Path(__file__).resolve().parents[3])
_UNREADABLE: Final = (
    "Không đọc được tệp PDF này: tệp hỏng hoặc quá phức tạp. Xin lại tệp gốc rồi thử lại."
)


@dataclass(frozen=True, slots=True)
class Examined:
    """What a stranger's file is: its signatures, and its words as they are compared."""

    verification: Verification
    words: str

    def holds(self, *texts: str) -> bool:
        """Whether every text stands in the file, whatever its spaces, case and hyphens."""
        return all(comparable(text) in self.words for text in texts)


def examined_pdf(pdf: bytes, roots: Sequence[bytes]) -> Examined:
    """Verify ``pdf`` and read its words in a child process with limits of time and memory.

    ``roots``: trusted certificates as PEM.

    Raises:
        SignatureError: this is no PDF, or none that can be read within the limits.
    """
    answer = _asked(pdf, roots)
    if "refused" in answer:
        raise SignatureError(str(answer["refused"]))
    findings = tuple(_finding(one) for one in answer["findings"])
    return Examined(Verification(findings, answer["sentence"]), answer["words"])


def _asked(pdf: bytes, roots: Sequence[bytes]) -> dict[str, Any]:
    head = json.dumps({"roots": [root.decode("ascii") for root in roots]}).encode() + b"\n"
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "thidua.papers.signing.child"],
            input=head + pdf,
            capture_output=True,
            env=_environment(),
            timeout=2 * SECONDS,
            check=True,
        )
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise SignatureError(_UNREADABLE) from None
    if not isinstance(answer, dict):
        raise SignatureError(_UNREADABLE)
    return answer


def _environment() -> dict[str, str]:
    """Nothing of ours: no database address, no keys."""
    path = os.pathsep.join([_PACKAGES, *(entry for entry in sys.path if entry)])
    return {"PYTHONPATH": path, "PYTHONNOUSERSITE": "1", "LC_ALL": "C.UTF-8"}


def _finding(one: dict[str, Any]) -> SignatureFinding:
    at = one["signed_at"]
    values = {
        "signed_at": datetime.fromisoformat(at) if at else None,
        "sentences": tuple(one["sentences"]),
    }
    return SignatureFinding(**(one | values))
