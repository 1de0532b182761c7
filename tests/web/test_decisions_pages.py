"""Pages of decisions: the list, drafting, editing, issuing, papers, discarding."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pypdfium2
import pytest
from django.urls import reverse

from tests import factories as make
from tests.decisions import stages
from thidua.decisions.domain import making
from thidua.decisions.models import Certificate, Decision
from thidua.organizations.models import Authority

OUTSIDERS = ("clerk", "head", "member", "editor", "administrator")
ISSUE = {"issued_on": "2024-12-27"}


@pytest.fixture(autouse=True)
def _jobs_at_commit(settings):
    settings.JOBS = "inline"


@pytest.fixture
def round_(house):
    return make.round_(house)


@pytest.fixture
def draft(house, round_):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]), ("CSTDCS", stages.NAMES[1]))
    return stages.draft(house, round_, "LDTT", "CSTDCS")


def url(name: str, decision: Decision, *more: str) -> str:
    return reverse(f"office:{name}", args=[decision.code, *more])


def issued(house, round_, captured, *dossiers: tuple[str, str]) -> Decision:
    stages.passed(house, round_, *dossiers)
    with captured(execute=True):
        made = stages.issued(house, round_, *dict(dossiers))
    return Decision.objects.get(pk=made.pk)


def test_list_shows_drafts_issued_and_rounds_that_wait(house, round_, draft, sign_in):
    stages.passed(house, round_, ("GK-HUYEN", stages.NAMES[2]))

    page = sign_in(house.officer).get(reverse("office:decisions")).content.decode()

    assert url("decision", draft) in page
    assert "1 hồ sơ Hội đồng đã thông qua" in page
    assert "Lập dự thảo" in page


def test_list_without_anything_says_what_comes_next(house, sign_in):
    page = sign_in(house.chairman).get(reverse("office:decisions")).content.decode()

    assert "Chưa có quyết định nào" in page
    assert "Lập dự thảo" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_as_many_queries_for_one_as_for_three(
    house, round_, sign_in, count, django_assert_num_queries
):
    titles = ("LDTT", "CSTDCS", "GK-HUYEN")[:count]
    stages.passed(house, round_, *zip(titles, stages.NAMES, strict=False))
    for title in titles:
        stages.draft(house, round_, title)
    client = sign_in(house.officer)

    with django_assert_num_queries(11):
        client.get(reverse("office:decisions"))


def test_list_is_filtered_by_words_number_and_state(house, round_, sign_in):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]), ("CSTDCS", stages.NAMES[1]))
    done = stages.issued(house, round_, "LDTT")
    open_ = stages.draft(house, round_, "CSTDCS")
    client = sign_in(house.officer)

    def found(**query) -> list[int]:
        page = client.get(reverse("office:decisions"), query).context["page"]
        return [row.pk for row in page]

    assert found(trang_thai="issued") == [done.pk]
    assert found(trang_thai="draft") == [open_.pk]
    assert found(q="01/QĐ-UBND") == [done.pk]
    assert found(q="tổng kết phong trào", sap_xep="so") == [done.pk, open_.pk]
    assert found(q="không có chữ này") == []
    assert set(found(trang_thai="x", sap_xep="y")) == {done.pk, open_.pk}


def test_list_export_holds_numbers_and_money(house, round_, sign_in):
    stages.passed(house, round_, ("CSTDCS", stages.NAMES[0]))
    stages.issued(house, round_, "CSTDCS")

    answer = sign_in(house.officer).get(reverse("office:decisions"), {"xuat": "xlsx"})

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    row = [cell.value for cell in sheet[5]]
    assert (row[0], row[1], row[6]) == ("01/QĐ-UBND", "27/12/2024", 2_340_000)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_decision_pages_are_for_the_office_alone(house, draft, sign_in, who):
    client = sign_in(getattr(house, who))

    addresses = [reverse("office:decisions"), reverse("office:decision_new")]
    addresses += [
        url(name, draft)
        for name in ("decision", "decision_edit", "decision_issue", "decision_discard",
                     "certificates")
    ]  # fmt: skip
    addresses += [url("decision_paper", draft, "pdf"), url("certificate", draft, "ABC")]
    assert {client.get(one).status_code for one in addresses} == {403}


@pytest.mark.parametrize("who", ["secretary", "chairman", "inspector"])
def test_only_an_officer_drafts_edits_and_discards(house, draft, sign_in, who):
    client = sign_in(getattr(house, who))

    assert client.get(url("decision", draft)).status_code == 200
    for name in ("decision_edit", "decision_discard"):
        assert client.post(url(name, draft), {"reason": "x"}).status_code == 403
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_decision_of_another_authority_is_not_found(house, draft, sign_in):
    other = Authority.objects.create(code="khac", name="UBND huyện Khác", place="Khác")
    Decision.objects.update(authority=other)

    assert sign_in(house.officer).get(url("decision", draft)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_decision_page_asks_as_many_queries_for_one_line_as_for_three(
    house, round_, sign_in, count, django_assert_num_queries, django_capture_on_commit_callbacks
):
    made = issued(
        house,
        round_,
        django_capture_on_commit_callbacks,
        *(("CSTDCS", name) for name in stages.NAMES[:count]),
    )
    client = sign_in(house.officer)

    with django_assert_num_queries(16):
        client.get(url("decision", made))


def test_decision_page_shows_money_and_how_it_is_reckoned(house, draft, sign_in):
    page = sign_in(house.chairman).get(url("decision", draft)).content.decode()

    assert "3.050.000" in page
    assert "0,3 × 2.340.000 đồng = 702.000 đồng, làm tròn lên 710.000 đồng" in page
    assert "Ban hành quyết định" in page


def test_decision_page_tells_the_officer_who_issues(house, draft, sign_in):
    page = sign_in(house.officer).get(url("decision", draft)).content.decode()

    assert "Chủ tịch UBND ban hành quyết định khen thưởng." in page


def test_decision_lines_are_searched_without_diacritics_and_exported(house, draft, sign_in):
    client = sign_in(house.officer)

    page = client.get(url("decision", draft), {"q": "do van thang"})
    answer = client.get(url("decision", draft), {"q": "do van thang", "xuat": "xlsx"})

    assert [line.nomination.name for line in page.context["page"]] == ["Đỗ Văn Thắng"]
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet.cell(row=5, column=2).value == "Đỗ Văn Thắng"
    assert sheet.cell(row=6, column=2).value is None


def test_draft_paper_is_drawn_for_reading(house, draft, sign_in):
    client = sign_in(house.chairman)

    pdf = client.get(url("decision_paper", draft, "pdf"))
    docx = client.get(url("decision_paper", draft, "docx"))

    words = pypdfium2.PdfDocument(pdf.content)[0].get_textpage().get_text_bounded()
    assert "DỰ THẢO" in words.upper()
    assert docx.content.startswith(b"PK")
    assert client.get(url("decision_paper", draft, "txt")).status_code == 404


def test_progress_is_answered_alone_while_papers_are_made(house, draft, sign_in):
    client = sign_in(house.chairman)
    client.post(url("decision_issue", draft), ISSUE)

    part = client.get(
        url("decision", draft), {"tien_do": "1"}, headers={"HX-Request": "true"}
    ).content.decode()

    assert "<html" not in part
    assert "Đang tạo văn bản quyết định." in part
    assert f'hx-get="{url("decision", draft)}?tien_do=1"' in part
    assert "0 / 1" in part


def test_progress_stops_asking_when_all_is_made(
    house, round_, sign_in, django_capture_on_commit_callbacks
):
    made = issued(house, round_, django_capture_on_commit_callbacks, ("CSTDCS", stages.NAMES[0]))

    part = (
        sign_in(house.officer)
        .get(url("decision", made), {"tien_do": "1"}, headers={"HX-Request": "true"})
        .content.decode()
    )

    assert "hx-get" not in part
    assert "1 / 1" in part


def test_certificate_opens_and_all_come_in_one_file(
    house, round_, sign_in, django_capture_on_commit_callbacks
):
    made = issued(
        house,
        round_,
        django_capture_on_commit_callbacks,
        ("CSTDCS", stages.NAMES[0]),
        ("CSTDCS", stages.NAMES[1]),
    )
    client = sign_in(house.officer)
    code = Certificate.objects.first().code

    one = client.get(url("certificate", made, code)).content
    every = b"".join(client.get(url("certificates", made)).streaming_content)

    assert len(pypdfium2.PdfDocument(one)) == 1
    assert len(pypdfium2.PdfDocument(every)) == 2


def test_many_certificates_come_as_an_archive(
    house, round_, sign_in, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(making, "RUN", 1)
    made = issued(
        house,
        round_,
        django_capture_on_commit_callbacks,
        ("CSTDCS", stages.NAMES[0]),
        ("CSTDCS", stages.NAMES[1]),
    )

    answer = sign_in(house.officer).get(url("certificates", made))

    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert [name.endswith(".pdf") for name in archive.namelist()] == [True, True]


def test_papers_not_made_yet_are_not_found(house, round_, sign_in):
    stages.passed(house, round_, ("CSTDCS", stages.NAMES[0]))
    made = stages.issued(house, round_, "CSTDCS")
    client = sign_in(house.officer)

    for address in (url("decision_paper", made, "pdf"), url("certificates", made)):
        assert client.get(address).status_code == 404


def test_what_could_not_be_drawn_is_said_and_made_again(
    house, round_, sign_in, django_capture_on_commit_callbacks
):
    rows = stages.passed(house, round_, ("CSTDCS", stages.NAMES[0]))
    broken = type(rows[0]).objects.filter(pk=rows[0].pk)
    broken.update(position="Giáo viên \u2603")
    with django_capture_on_commit_callbacks(execute=True):
        made = stages.issued(house, round_, "CSTDCS")
    client = sign_in(house.officer)
    page = client.get(url("decision", made)).content.decode()

    broken.update(position="Giáo viên")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("papers_again", made))

    made.refresh_from_db()
    assert "không in được" in page
    assert "Tạo lại phần còn thiếu" in page
    assert made.pdf is not None


def test_stored_paper_is_the_one_made_at_issue(
    house, round_, sign_in, django_capture_on_commit_callbacks
):
    made = issued(house, round_, django_capture_on_commit_callbacks, ("LDTT", stages.NAMES[0]))
    with made.pdf.content.open("rb") as stored:
        kept = stored.read()

    answer = sign_in(house.chairman).get(url("decision_paper", made, "pdf"))

    assert b"".join(answer.streaming_content) == kept
