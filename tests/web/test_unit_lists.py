"""Pages of the lists a unit hands in: plain forms, no script needed."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.commendation.lists_at_hand import (
    SCHOOL,
    answers_to,
    applied,
    hand_in,
    round_for_all,
    sample,
    table,
)
from thidua.commendation.domain.lists import answer_many, questions_of, queue_list
from thidua.commendation.enums import ListState, ListWork, State
from thidua.commendation.models import ListImport, Nomination
from thidua.commendation.workflow import NOMINATIONS

OUTSIDERS = ("officer", "secretary", "member", "chairman", "inspector", "editor", "administrator")


def page(client, name, *args, **query):
    answer = client.get(reverse(f"unit:{name}", args=args), query)
    return answer, answer.content.decode()


def upload(client, round_, data, name=SCHOOL):
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("unit:lists"), {"round": round_.code, "file": file})


# -- handing in ------------------------------------------------------------------------------------


def test_uploaded_list_is_read_and_its_page_says_what_was_found(
    house, sign_in, settings, django_capture_on_commit_callbacks
):
    settings.JOBS = "inline"
    client, round_ = sign_in(house.clerk), round_for_all(house)

    with django_capture_on_commit_callbacks(execute=True):
        answer = upload(client, round_, sample(SCHOOL))
    list_ = ListImport.objects.get()

    assert answer.url == reverse("unit:list", args=[list_.code])
    _, text = page(client, "list", list_.code)
    assert "Đọc được 34 người, 36 đề nghị. 1 dòng cần trả lời." in text
    assert "Một sáng kiến có hai người kê" in text
    assert "Chưa hồ sơ nào được lập" in text


def test_file_that_is_no_list_shows_its_sentence_and_the_way_out(
    house, sign_in, settings, django_capture_on_commit_callbacks
):
    settings.JOBS = "inline"
    client, round_ = sign_in(house.clerk), round_for_all(house)

    with django_capture_on_commit_callbacks(execute=True):
        upload(client, round_, b"%PDF-1.7", "danh-sach.xlsx")
    _, text = page(client, "list", ListImport.objects.get().code)

    assert "thực ra là PDF" in text
    assert f"{reverse('unit:lists')}?dot={round_.code}" in text


def test_page_asks_again_while_the_file_is_read(house, sign_in):
    client, round_ = sign_in(house.clerk), round_for_all(house)
    upload(client, round_, sample(SCHOOL))  # the job waits for the transaction to end
    list_ = ListImport.objects.get()

    _, text = page(client, "list", list_.code)

    assert f'hx-get="{reverse("unit:list", args=[list_.code])}"' in text
    assert "Tải lại trang để xem tiến độ" in text
    assert "Đọc lại tệp" in text


def test_progress_that_is_done_refreshes_the_page(house, sign_in):
    list_ = hand_in(house)
    client = sign_in(house.clerk)

    answer = client.get(
        reverse("unit:list", args=[list_.code]),
        headers={"HX-Request": "true", "HX-Target": "td-progress"},
    )

    assert answer.headers["HX-Refresh"] == "true"


def test_form_without_file_says_so_beside_the_field(house, sign_in):
    client, round_ = sign_in(house.clerk), round_for_all(house)

    answer = client.post(reverse("unit:lists"), {"round": round_.code})

    assert answer.status_code == 422
    assert "Chưa chọn tệp" in answer.content.decode()


def test_locked_round_is_not_on_offer(house, sign_in):
    from thidua.commendation.domain.rounds import set_round_state
    from thidua.commendation.enums import RoundState

    round_ = round_for_all(house)
    set_round_state(actor=house.officer, round_=round_, state=RoundState.CLOSED)

    _, text = page(sign_in(house.clerk), "lists")

    assert round_.name not in text
    assert "Chưa có đợt xét nào đang nhận hồ sơ của đơn vị" in text


def test_round_for_other_units_is_not_on_offer(house, sign_in):
    round_ = round_for_all(house)
    round_.nominators.add(house.rival)

    _, own = page(sign_in(house.clerk), "lists")
    _, rival = page(sign_in(house.rival_clerk), "lists")

    assert (round_.name in own, round_.name in rival) == (False, True)


def test_samples_are_offered_by_a_demo_only(house, sign_in, settings):
    client = sign_in(house.clerk)
    address = reverse("unit:sample", args=[SCHOOL])

    settings.DEMO = False
    assert client.get(address).status_code == 404
    settings.DEMO = True

    assert b"".join(client.get(address).streaming_content) == sample(SCHOOL)
    assert (
        client.get(reverse("unit:sample", args=["so-khen-thuong-2019-2023.xlsx"])).status_code
        == 404
    )


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_the_same_queries_for_any_number(
    house, sign_in, django_assert_num_queries, count
):
    round_, client = round_for_all(house), sign_in(house.clerk)
    for number in range(count):
        hand_in(
            house, f"{number}.csv", table(("Lê Thị An", "1980", "Giáo viên", "HTTNV", "LĐTT")),
            round_=round_, unit=house.school, actor=house.clerk,
        )  # fmt: skip

    with django_assert_num_queries(11):
        client.get(reverse("unit:lists"))


# -- questions -------------------------------------------------------------------------------------


def test_answers_of_one_form_are_kept_together(house, sign_in):
    list_ = hand_in(house)
    client = sign_in(house.clerk)

    answer = client.post(
        reverse("unit:list_answer", args=[list_.code]),
        {"chung:fault:shared-initiative": "keep", "revision": list_.revision},
    )
    list_.refresh_from_db()

    assert answer.url == reverse("unit:list", args=[list_.code])
    assert list_.answers == {"fault:shared-initiative": "keep"}
    _, text = page(client, "list", list_.code)
    assert "Nhập 36 hồ sơ" in text
    assert "Đã trả lời hết" in text


def test_answer_overtaken_by_a_colleague_is_told_and_kept_in_the_form(house, sign_in):
    list_ = hand_in(house)
    answer_many(actor=house.head, list_=list_, answers=answers_to(list_), revision=1)
    client = sign_in(house.clerk)

    answer = client.post(
        reverse("unit:list_answer", args=[list_.code]),
        {"chung:fault:shared-initiative": "leave_out", "revision": 1},
    )
    text = answer.content.decode()
    list_.refresh_from_db()

    assert answer.status_code == 409
    assert house.head.name in text
    assert 'value="leave_out" id="c-1-2" checked' in text
    assert list_.answers == {"fault:shared-initiative": "keep"}


def test_apply_button_says_why_not_while_questions_are_open(house, sign_in):
    list_ = hand_in(house)

    _, text = page(sign_in(house.clerk), "list", list_.code)

    assert "Một sáng kiến có hai người kê (dòng 18)." in text
    assert reverse("unit:list_apply", args=[list_.code]) not in text


@pytest.mark.parametrize(
    ("outcome", "there", "not_there"),
    [
        ("not_met", "Cao Thị Tuyết", "Trần Đức Khoa"),
        ("met", "Trần Đức Khoa", "Cao Thị Tuyết"),
        ("ask", "Nguyễn Thị Hương", "Trần Đức Khoa"),
    ],
)
def test_lines_are_filtered_by_verdict(house, sign_in, outcome, there, not_there):
    list_ = hand_in(house)

    _, text = page(sign_in(house.clerk), "list", list_.code, ket_qua=outcome)
    lines = text.partition('id="cac-dong"')[2]

    assert there in lines
    assert not_there not in lines


def test_faults_stand_with_place_and_remedy(house, sign_in):
    data = table(("Lê Thị An", "31/02/1985", "Giáo viên", "HTTNV", "LĐTT"))
    list_ = hand_in(house, "ds.csv", data, unit=house.school, actor=house.clerk)

    _, text = page(sign_in(house.clerk), "list", list_.code)

    assert "31/02/1985" in text
    assert "Ghi lại theo giấy khai sinh" in text
    assert "Phải sửa hoặc bỏ" in text


@pytest.mark.parametrize("count", [1, 3])
def test_list_page_takes_the_same_queries_for_any_number(
    house, sign_in, django_assert_num_queries, count
):
    rows = [
        (f"Lê Thị {word}", "1980", "Giáo viên", "HTTNV", "LĐTT") for word in ("An", "Mai", "Tú")
    ]
    list_ = hand_in(house, "ds.csv", table(*rows[:count]), unit=house.school, actor=house.clerk)
    client = sign_in(house.clerk)

    with django_assert_num_queries(9):
        client.get(reverse("unit:list", args=[list_.code]))


# -- applying, undoing, discarding -----------------------------------------------------------------


def test_apply_makes_the_dossiers_and_shows_them(house, sign_in):
    list_ = hand_in(house)
    list_ = answer_many(actor=house.clerk, list_=list_, answers=answers_to(list_))
    client = sign_in(house.clerk)

    client.post(reverse("unit:list_apply", args=[list_.code]), {"revision": list_.revision})
    _, text = page(client, "list", list_.code)

    assert Nomination.objects.count() == 36
    assert "Đã nhập 36 hồ sơ" in text
    assert "Trần Đức Khoa" in text
    assert '<b class="td-text-ok">29</b><span>hồ sơ đủ điều kiện</span>' in text


def test_apply_of_a_list_with_open_questions_comes_back_with_the_reason(house, sign_in):
    list_ = hand_in(house)
    client = sign_in(house.clerk)
    back = reverse("unit:list", args=[list_.code])

    answer = client.post(
        reverse("unit:list_apply", args=[list_.code]),
        headers={"referer": f"http://testserver{back}"},
        follow=True,
    )

    assert "Một sáng kiến có hai người kê (dòng 18)." in answer.content.decode()
    assert not Nomination.objects.exists()


def test_long_list_is_handed_to_the_worker(house, sign_in, monkeypatch):
    monkeypatch.setattr("thidua.web.unit.lists.MOST_AT_ONCE", 1)
    list_ = hand_in(house)
    list_ = answer_many(actor=house.clerk, list_=list_, answers=answers_to(list_))
    client = sign_in(house.clerk)

    client.post(reverse("unit:list_apply", args=[list_.code]))
    _, text = page(client, "list", list_.code)

    assert "Đang nhập hồ sơ" in text
    assert "hx-trigger" in text


def test_what_stopped_the_worker_stands_on_the_page(house, sign_in):
    list_ = hand_in(house)
    queue_list(actor=house.clerk, list_=list_, work=ListWork.APPLY)
    ListImport.objects.update(working="", trouble="Đã có hồ sơ cùng danh hiệu trong đợt.")

    _, text = page(sign_in(house.clerk), "list", list_.code)

    assert "Đã có hồ sơ cùng danh hiệu trong đợt." in text


def test_undo_says_what_will_go_and_does_it(house, sign_in):
    list_, _ = applied(house)
    client = sign_in(house.clerk)

    _, text = page(client, "list_undo", list_.code)
    assert "Bỏ 36 hồ sơ nháp" in text
    client.post(reverse("unit:list_undo", args=[list_.code]))

    list_.refresh_from_db()
    assert list_.state == ListState.UNDONE
    assert not Nomination.objects.exclude(state=State.WITHDRAWN).exists()


def test_undo_names_the_dossiers_that_were_handed_in(house, sign_in):
    list_, _ = applied(house)
    sent = list_.nominations.get(source_row=20)
    NOMINATIONS.perform(sent, "submit", actor=house.head)

    _, text = page(sign_in(house.clerk), "list_undo", list_.code)

    assert sent.code in text
    assert "Chưa hoàn tác được" in text


def test_discarded_list_stays_readable_and_makes_nothing(house, sign_in):
    list_ = hand_in(house)
    client = sign_in(house.clerk)

    client.post(reverse("unit:list_discard", args=[list_.code]), {"revision": list_.revision})
    _, text = page(client, "list", list_.code)

    assert "Đã bỏ, không nhập" in text
    assert not Nomination.objects.exists()


# -- who must not get in ---------------------------------------------------------------------------


@pytest.mark.parametrize("key", OUTSIDERS)
def test_other_roles_are_told_the_page_is_not_theirs(house, sign_in, key):
    list_ = hand_in(house)
    client = sign_in(getattr(house, key))

    for name in ("list", "list_undo"):
        assert client.get(reverse(f"unit:{name}", args=[list_.code])).status_code == 403
    assert client.get(reverse("unit:lists")).status_code == 403


def test_rival_unit_finds_nothing_and_changes_nothing(house, sign_in):
    list_ = hand_in(house)
    client = sign_in(house.rival_head)
    key = questions_of(list_)[0].key

    assert client.get(reverse("unit:list", args=[list_.code])).status_code == 404
    for name in ("list_answer", "list_apply", "list_undo", "list_discard", "list_reread"):
        address = reverse(f"unit:{name}", args=[list_.code])
        assert client.post(address, {f"chung:{key}": "keep"}).status_code == 404
    _, text = page(client, "lists")
    assert SCHOOL not in text
    list_.refresh_from_db()
    assert (list_.state, list_.answers) == (ListState.READ, {})


def test_rival_unit_cannot_download_the_file(house, sign_in):
    list_ = hand_in(house)
    address = reverse("web:file", args=[list_.file.key])

    assert sign_in(house.rival_clerk).get(address).status_code == 404
    assert b"".join(sign_in(house.clerk).get(address).streaming_content) == sample(SCHOOL)


def test_nobody_without_an_account_gets_in(house, client):
    list_ = hand_in(house)

    answer = client.get(reverse("unit:list", args=[list_.code]))

    assert answer.status_code == 302
    assert "login" in answer.url
