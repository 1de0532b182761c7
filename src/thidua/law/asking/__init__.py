"""Answers in bulk: one JSON object a line in, one a line out (``thidua law assess``)."""

from __future__ import annotations

from thidua.law.asking.lines import Line, answer_line, read_lines
from thidua.law.asking.request import Ask, LocalRules, Request, read_request, schema

__all__ = [
    "Ask",
    "Line",
    "LocalRules",
    "Request",
    "answer_line",
    "read_lines",
    "read_request",
    "schema",
]
