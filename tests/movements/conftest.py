"""Papers are drawn for real only where a test reads them: drawing costs half a second each."""

from __future__ import annotations

import pytest

from thidua.movements.domain import plan_papers, review_papers, reviews, versions

BLANK = (b"PK docx", b"%PDF-1.4 x")


@pytest.fixture(autouse=True)
def _no_papers(monkeypatch):
    monkeypatch.setattr(versions, "plan_files", lambda *_: BLANK)
    monkeypatch.setattr(reviews, "review_files", lambda _: BLANK)


@pytest.fixture
def real_papers(monkeypatch):
    monkeypatch.setattr(versions, "plan_files", plan_papers.plan_files)
    monkeypatch.setattr(reviews, "review_files", review_papers.review_files)
