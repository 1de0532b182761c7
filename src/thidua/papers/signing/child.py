"""The child process that opens a stranger's PDF: `python -m thidua.papers.signing.child`.

Reads from standard input one line of JSON (the trusted roots as PEM) and then the file; writes one
JSON object: the findings and the words, or the sentence that refuses it.
"""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict
from typing import Final

from thidua.papers.signing.model import SignatureError
from thidua.papers.signing.verify import verify_pdf
from thidua.papers.signing.words import words_of

SECONDS: Final = 15
MEMORY: Final = 1 << 30


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(pdf: bytes, roots: list[bytes]) -> dict[str, object]:
    try:
        found = verify_pdf(pdf, roots)
    except SignatureError as error:
        return {"refused": str(error)}
    findings = [
        asdict(one) | {"signed_at": one.signed_at.isoformat() if one.signed_at else None}
        for one in found.findings
    ]
    return {"findings": findings, "sentence": found.sentence, "words": words_of(pdf)}


def main() -> None:
    """Answer for the one file on standard input."""
    _limit()
    head = json.loads(sys.stdin.buffer.readline())
    answer = _answer(sys.stdin.buffer.read(), [root.encode() for root in head["roots"]])
    json.dump(answer, sys.stdout, ensure_ascii=True)


if __name__ == "__main__":
    main()
