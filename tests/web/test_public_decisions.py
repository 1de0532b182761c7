"""Issued decisions, open to everyone."""

from __future__ import annotations

from datetime import date

import pypdfium2
import pytest
from django.urls import reverse

from tests import factories as make
from tests.decisions import stages
from thidua.decisions.models import Decision
from thidua.registry.models import Award


@pytest.fixture
def round_(house):
    return make.round_(house)


def test_list_shows_issued_decisions_only(house, round_, client):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]), ("CSTDCS", stages.NAMES[1]))
    done = stages.issued(house, round_, "LDTT")
    draft = stages.draft(house, round_, "CSTDCS")

    words = client.get(reverse("public:decisions")).content.decode()

    assert reverse("public:decision", args=[done.code]) in words
    assert draft.code not in words


def test_list_is_filtered_by_year(house, round_, client):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]), ("CSTDCS", stages.NAMES[1]))
    stages.issued(house, round_, "LDTT", on=date(2024, 12, 31))
    later = stages.issued(house, round_, "CSTDCS", on=date(2025, 1, 2))

    page = client.get(reverse("public:decisions"), {"nam": "2025"})
    strange = client.get(reverse("public:decisions"), {"nam": "²"})

    assert [row.pk for row in page.context["page"]] == [later.pk]
    assert len(strange.context["page"].object_list) == 2


def test_list_before_the_first_decision_leads_to_the_register(house, client):
    words = client.get(reverse("public:decisions")).content.decode()

    assert "Chưa có quyết định nào" in words
    assert reverse("public:search") in words


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_as_many_queries_for_one_as_for_three(
    house, round_, client, count, django_assert_num_queries
):
    titles = ("LDTT", "CSTDCS", "GK-HUYEN")[:count]
    stages.passed(house, round_, *zip(titles, stages.NAMES, strict=False))
    for title in titles:
        stages.issued(house, round_, title)

    with django_assert_num_queries(5):
        client.get(reverse("public:decisions"))


def test_decision_shows_its_list_with_units_and_awards(house, round_, client):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]), ("CSTDCS", stages.NAMES[1]))
    decision = stages.issued(house, round_, "LDTT", "CSTDCS")

    words = client.get(reverse("public:decision", args=[decision.code])).content.decode()

    for expected in (
        *stages.NAMES[:2],
        "Trường THCS An Đồng",
        "Lao động tiên tiến",
        "Chiến sĩ thi đua cơ sở",
        "Phạm Hùng Việt",
    ):
        assert expected in words


def test_decision_marks_a_revoked_line(house, round_, client):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    decision = stages.issued(house, round_, "LDTT")
    Award.objects.update(revoked_on=date(2025, 3, 1))

    words = client.get(reverse("public:decision", args=[decision.code])).content.decode()

    assert "Đã thu hồi" in words


@pytest.mark.parametrize("count", [1, 3])
def test_decision_asks_as_many_queries_for_one_line_as_for_three(
    house, round_, client, count, django_assert_num_queries
):
    stages.passed(house, round_, *(("LDTT", name) for name in stages.NAMES[:count]))
    decision = stages.issued(house, round_, "LDTT")

    with django_assert_num_queries(6):
        client.get(reverse("public:decision", args=[decision.code]))


def test_decision_pdf_opens_for_everyone(
    house, round_, client, settings, django_capture_on_commit_callbacks
):
    settings.JOBS = "inline"
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    with django_capture_on_commit_callbacks(execute=True):
        decision = stages.issued(house, round_, "LDTT")

    answer = client.get(reverse("public:decision_pdf", args=[decision.code]))

    assert answer["Content-Type"] == "application/pdf"
    pages = pypdfium2.PdfDocument(b"".join(answer.streaming_content))
    assert stages.NAMES[0] in pages[1].get_textpage().get_text_bounded()


@pytest.mark.parametrize("name", ["decision", "decision_pdf"])
def test_draft_and_discarded_decisions_are_not_public(house, round_, client, name):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    draft = stages.draft(house, round_, "LDTT")

    before = client.get(reverse(f"public:{name}", args=[draft.code]))
    Decision.objects.update(state="discarded")
    after = client.get(reverse(f"public:{name}", args=[draft.code]))

    assert (before.status_code, after.status_code) == (404, 404)


def test_pdf_not_made_yet_is_not_found(house, round_, client):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    decision = stages.issued(house, round_, "LDTT")

    assert client.get(reverse("public:decision_pdf", args=[decision.code])).status_code == 404


@pytest.mark.parametrize("name", ["home", "search", "decisions", "verify"])
def test_public_pages_take_no_post(house, client, name):
    assert client.post(reverse(f"public:{name}")).status_code == 405
