"""Drafting, editing, issuing and discarding a decision, on their pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories as make
from tests.decisions import stages
from thidua.accounts.models import User
from thidua.decisions.models import Decision
from thidua.registry.models import Award

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


def test_new_page_tells_ours_from_what_goes_up(house, round_, sign_in):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    stages.passed_collective(house, round_)

    page = sign_in(house.officer).get(reverse("office:decision_new"))

    assert [one.title_code for one in page.context["ours"]] == ["LDTT"]
    assert [one.title_code for one in page.context["higher"]] == ["TTLDXS"]
    words = page.content.decode()
    assert "Đề nghị cấp trên" in words
    assert "Chủ tịch Ủy ban nhân dân tỉnh, thành phố" in words
    assert "Trường THCS An Đồng" in words


def test_new_page_judges_by_the_day_asked_for(house, round_, sign_in):
    stages.passed(house, round_, ("CSTDCS", stages.NAMES[0]))
    client = sign_in(house.officer)

    before = client.get(reverse("office:decision_new"), {"ngay": "2025-06-30"})
    after = client.get(reverse("office:decision_new"), {"ngay": "2025-07-01"})
    strange = client.get(reverse("office:decision_new"), {"ngay": "2025-02-31"})

    assert [len(page.context["ours"]) for page in (before, after, strange)] == [1, 0, 1]
    assert strange.context["on"] == stages.HELD_ON


def test_new_page_drafts_what_was_chosen(house, round_, sign_in):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]), ("CSTDCS", stages.NAMES[1]))

    answer = sign_in(house.officer).post(
        f"{reverse('office:decision_new')}?dot={round_.code}",
        {"danh_hieu": ["LDTT"], "ngay": "2024-12-27", "de_nghi": "Phòng Nội vụ"},
    )

    made = Decision.objects.get()
    assert answer.url == url("decision", made)
    assert made.planned_on == stages.ISSUED_ON
    assert [line.nomination.title_code for line in made.lines.all()] == ["LDTT"]


@pytest.mark.parametrize(
    ("titles", "sentence"),
    [([], "Chọn ít nhất một danh hiệu"), (["TTLDXS"], "không thuộc thẩm quyền")],
)
def test_new_page_refuses_with_a_sentence(house, round_, sign_in, titles, sentence):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))

    page = sign_in(house.officer).post(reverse("office:decision_new"), {"danh_hieu": titles})

    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not Decision.objects.exists()


def test_new_page_with_nothing_waiting_leads_back(house, sign_in):
    answer = sign_in(house.officer).get(reverse("office:decision_new"))

    assert answer.url == reverse("office:decisions")


def test_submission_to_the_higher_level_comes_as_docx(house, round_, sign_in):
    stages.passed_collective(house, round_)

    answer = sign_in(house.officer).get(reverse("office:submission", args=[round_.code]))

    assert answer.content.startswith(b"PK")
    assert answer["Content-Disposition"].endswith('.docx"')


def edit_values(draft: Decision, **changes) -> dict[str, str]:
    return {
        "subject": "Về việc khen thưởng năm 2024",
        "bases": "Căn cứ thứ nhất\nCăn cứ thứ hai",
        "articles": "Tặng danh hiệu:\n1. Một;\n2. Hai.\n\nNguồn chi: quỹ.\n\nThi hành.",
        "bonus_source": "quỹ",
        "recipients": "Như Điều 3",
        "signature": "deputy",
        "signer_name": "Lê Văn Thành",
        "planned_on": "2024-12-27",
        "revision": str(draft.revision),
    } | changes


def test_edit_saves_lines_and_articles_apart(house, draft, sign_in):
    answer = sign_in(house.officer).post(url("decision_edit", draft), edit_values(draft))

    draft.refresh_from_db()
    assert answer.url == url("decision", draft)
    assert draft.bases == ["Căn cứ thứ nhất", "Căn cứ thứ hai"]
    assert draft.articles == ["Tặng danh hiệu:\n1. Một;\n2. Hai.", "Nguồn chi: quỹ.", "Thi hành."]
    assert draft.signer_post == "PHÓ CHỦ TỊCH"


def test_edit_form_opens_with_what_stands(house, draft, sign_in):
    form = sign_in(house.officer).get(url("decision_edit", draft)).context["form"]

    assert form.initial["bases"].splitlines() == draft.bases
    assert form.initial["articles"].split("\n\n") == draft.articles
    assert form.initial["signature"] == "committee"


def test_edit_on_an_old_screen_is_told_and_keeps_what_was_typed(house, draft, sign_in):
    client = sign_in(house.officer)
    client.post(url("decision_edit", draft), edit_values(draft))

    second = client.post(
        url("decision_edit", draft), edit_values(draft, subject="Nội dung của người thứ hai")
    )

    draft.refresh_from_db()
    assert second.status_code == 422
    assert "vừa sửa mục này" in second.content.decode()
    assert "Nội dung của người thứ hai" in second.content.decode()
    assert draft.subject == "Về việc khen thưởng năm 2024"


def test_issue_page_says_what_will_happen(house, draft, sign_in):
    page = sign_in(house.chairman).get(url("decision_issue", draft)).content.decode()

    assert "01/QĐ-UBND</span>" in page
    assert "thêm 2 khen thưởng" in page
    assert "tạo 1 giấy có mã QR" in page
    assert "3.050.000 đồng" in page


def test_issue_page_says_what_stands_in_the_way(house, draft, sign_in):
    Decision.objects.update(bases=["Căn cứ Tờ trình số ……"])

    page = sign_in(house.chairman).get(url("decision_issue", draft)).content.decode()

    assert "Căn cứ thứ 1 còn chỗ trống" in page


def test_issue_numbers_the_decision_and_makes_its_papers(
    house, draft, sign_in, django_capture_on_commit_callbacks
):
    client = sign_in(house.chairman)

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(
            url("decision_issue", draft), ISSUE | {"revision": str(draft.revision)}
        )
    page = client.get(url("decision", draft)).content.decode()

    draft.refresh_from_db()
    assert answer.url == url("decision", draft)
    assert draft.full_number == "01/QĐ-UBND"
    assert Award.objects.count() == 2
    assert "Quyết định (PDF)" in page
    assert "1 / 1 giấy" in page


def test_issue_asks_for_the_password_again_when_sign_in_is_long_ago(house, draft, sign_in):
    client = sign_in(house.chairman)
    here = url("decision_issue", draft)
    password = reverse("account_reauthenticate")
    User.objects.update(last_login=timezone.now() - timedelta(minutes=11))

    asked = [client.get(here), client.post(here, ISSUE)]
    draft.refresh_from_db()
    state = draft.state
    back = client.post(f"{password}?next={here}", {"password": "mat-khau-thu-1"})
    done = client.post(here, ISSUE)

    assert {answer.url.partition("?")[0] for answer in asked} == {password}
    assert state == "draft"
    assert back.url == here
    assert done.url == url("decision", draft)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2024-12-01", "trước ngày họp Hội đồng"),
        ("2090-01-01", "chưa tới"),
        ("2024-02-31", "không có trong lịch"),
    ],
)
def test_issue_on_a_wrong_day_is_refused(house, draft, sign_in, day, sentence):
    client = sign_in(house.chairman)

    page = client.post(url("decision_issue", draft), {"issued_on": day})

    draft.refresh_from_db()
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert draft.state == "draft"


@pytest.mark.parametrize("who", ["officer", "secretary", "inspector", *OUTSIDERS])
def test_issue_is_the_chairmans_alone(house, draft, sign_in, who):
    client = sign_in(getattr(house, who))

    answer = client.post(url("decision_issue", draft), ISSUE)

    draft.refresh_from_db()
    assert answer.status_code == 403
    assert draft.state == "draft"


def test_discard_frees_the_dossiers(house, draft, sign_in):
    client = sign_in(house.officer)
    asked = client.get(url("decision_discard", draft)).content.decode()

    refused = client.post(url("decision_discard", draft), {"reason": ""})
    done = client.post(url("decision_discard", draft), {"reason": "Sai ngày"})

    draft.refresh_from_db()
    assert "2 hồ sơ trong dự thảo" in asked
    assert refused.status_code == 422
    assert done.url == reverse("office:decisions")
    assert draft.state == "discarded"
    assert client.get(url("decision", draft)).status_code == 200
    assert client.get(url("decision_edit", draft)).status_code == 404
