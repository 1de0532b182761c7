"""What a unit claims in lines of text, and finding the people of the unit."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests import factories as make
from tests.commendation.lists_at_hand import COMMUNE, applied
from thidua.commendation.domain.assess import judge
from thidua.commendation.domain.facts import facts_for
from thidua.commendation.domain.more_claims import (
    Disciplined,
    MoreClaims,
    OtherInitiative,
    OtherRating,
)
from thidua.commendation.models import Nomination
from thidua.law import Verdict
from thidua.law.signals import award
from thidua.web.unit.dossier_form import DossierForm, initial_of


def form_of(row: Nomination) -> dict[str, object]:
    """The edit form as a browser would send it back untouched."""
    form = DossierForm(
        round_=row.round, kind=row.subject_kind, title=row.title_code, group=row.law_group,
        row=row, initial=initial_of(row),
    )  # fmt: skip
    sent = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in sent.items()} | {
        "revision": row.revision
    }


def save(client, row, **changes):
    answer = client.post(reverse("unit:edit", args=[row.code]), form_of(row) | changes)
    row.refresh_from_db()
    return answer


@pytest.fixture
def dossier(house):
    return make.nomination(house, make.round_(house))


# -- lines of text ---------------------------------------------------------------------------------


def test_earlier_awards_are_read_by_line_and_count(house, sign_in, dossier):
    save(sign_in(house.clerk), dossier, earlier_awards="CSTĐCS 2022, 2023\nLĐTT 2021")

    facts = facts_for([dossier])[0]
    assert facts.fact(award("CSTDCS"), 2022).value is True
    assert facts.fact(award("CSTDCS"), 2023).value is True
    assert facts.fact(award("LDTT"), 2021).value is True


@pytest.mark.parametrize("line", ["Huân chương gì đó 2022", "CSTĐCS", "2022"])
def test_award_line_that_is_not_understood_is_named(house, sign_in, dossier, line):
    answer = save(sign_in(house.clerk), dossier, earlier_awards=f"LĐTT 2021\n{line}")

    assert answer.status_code == 422
    assert f"Dòng 2: “{line}” chưa rõ" in answer.content.decode()
    assert dossier.prior_awards == []


def test_earlier_ratings_are_read_by_line(house, sign_in, dossier):
    save(
        sign_in(house.clerk), dossier, earlier_ratings="2023: HTXSNV\nNăm 2022 Hoàn thành nhiệm vụ"
    )

    ratings = facts_for([dossier])[0]
    assert (ratings.rating(2023).value, ratings.rating(2022).value) == (3, 1)


@pytest.mark.parametrize(
    ("line", "words"),
    [("HTXSNV", "chưa rõ năm"), ("2023: K", "chưa rõ năm hoặc mức"), ("2024: HTT", "ô riêng")],
)
def test_rating_line_that_is_not_understood_is_named(house, sign_in, dossier, line, words):
    answer = save(sign_in(house.clerk), dossier, earlier_ratings=line)

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_impossible_day_of_a_decision_is_named(house, sign_in, dossier):
    answer = save(sign_in(house.clerk), dossier, initiative_decision="12/QĐ-UBND ngày 31/02/2024")

    assert answer.status_code == 422
    assert "31/02/2024" in answer.content.decode()


def test_year_of_a_changed_decision_is_the_initiatives(house, sign_in, dossier):
    save(
        sign_in(house.clerk), dossier, initiative_name="Góc học tập mở",
        initiative_decision="12/QĐ-UBND ngày 20/5/2023", initiative_recognised="yes",
    )  # fmt: skip

    assert facts_for([dossier])[0].fact("initiative.title.CO_SO.1", 2023).value is True


def test_what_the_list_said_besides_can_be_taken_out(house, sign_in, dossier):
    more = MoreClaims(
        ratings=(OtherRating(2023, None, "chưa công tác"),),
        initiatives=(OtherInitiative(2023, "Góc học tập mở"),),
        disciplined=(Disciplined(2024, "Khiển trách tháng 3/2024"),),
        service_unknown="Chưa đủ 6 tháng",
    )
    Nomination.objects.update(more_claims=more.to_json())
    dossier.refresh_from_db()
    assert judge(dossier).verdict is Verdict.NOT_MET

    save(sign_in(house.clerk), dossier, besides=["initiative:0"])

    kept = MoreClaims.from_json(dossier.more_claims)
    assert (kept.disciplined, kept.service_unknown) == ((), "")
    assert kept.initiatives == more.initiatives
    assert kept.ratings == more.ratings
    assert judge(dossier).verdict is Verdict.MET


def test_saving_dossiers_of_a_list_untouched_changes_nothing(house, sign_in):
    list_, actor = applied(house, COMMUNE)
    client = sign_in(actor)

    answers = {
        row.code: save(client, row).status_code for row in list_.nominations.select_related("round")
    }

    assert set(answers.values()) == {302}
    assert set(list_.nominations.values_list("revision", flat=True)) == {1}


# -- finding people --------------------------------------------------------------------------------


def search(client, round_, words, **headers):
    query = {"dot": round_.code, "doi_tuong": "person", "q": words}
    return client.get(reverse("unit:nominate"), query, headers=headers).content.decode()


def test_people_of_the_unit_are_found_without_marks_and_others_are_not(house, sign_in):
    round_ = make.round_(house)
    make.person(house, "Trần Đức Khoa", 1987)
    make.person(house, "Trần Đức Khoát", 1990, unit=house.rival)

    text = search(sign_in(house.clerk), round_, "tran duc")

    assert "Trần Đức Khoa<" in text
    assert "Trần Đức Khoát" not in text


def test_search_by_script_gives_the_fragment_alone(house, sign_in):
    round_ = make.round_(house)
    make.person(house, "Trần Đức Khoa", 1987)

    text = search(sign_in(house.clerk), round_, "khoa", **{"HX-Request": "true"})

    assert "Trần Đức Khoa" in text
    assert "<form" not in text


def test_person_chosen_from_the_search_is_the_one_even_with_a_namesake(house, sign_in):
    round_ = make.round_(house)
    make.person(house, "Nguyễn Thị Hương", 1985)
    chosen = make.person(house, "Nguyễn Thị Hương", 1986)
    client = sign_in(house.clerk)

    query = {"dot": round_.code, "doi_tuong": "person", "nguoi": chosen.code}
    text = client.get(reverse("unit:nominate"), query).content.decode()
    assert 'value="Nguyễn Thị Hương"' in text
    assert 'value="1986"' in text
    client.post(
        reverse("unit:nominate"),
        query | {"title_code": "LDTT", "name": "Nguyễn Thị Hương", "birth_words": "1986",
                 "position": "Giáo viên"},
    )  # fmt: skip

    assert Nomination.objects.get().person == chosen


def test_another_name_typed_over_the_chosen_person_is_another_person(house, sign_in):
    round_ = make.round_(house)
    chosen = make.person(house, "Nguyễn Thị Hương", 1985)

    sign_in(house.clerk).post(
        reverse("unit:nominate"),
        {"dot": round_.code, "doi_tuong": "person", "nguoi": chosen.code, "title_code": "LDTT",
         "name": "Lê Văn Tám", "birth_words": "1970", "position": "Bảo vệ"},
    )  # fmt: skip

    assert Nomination.objects.get().person != chosen


def test_person_of_another_unit_is_not_opened_by_code(house, sign_in):
    round_ = make.round_(house)
    other = make.person(house, "Trần Đức Khoa", 1987, unit=house.rival)

    query = {"dot": round_.code, "doi_tuong": "person", "nguoi": other.code}
    text = sign_in(house.clerk).get(reverse("unit:nominate"), query).content.decode()

    assert "Trần Đức Khoa" not in text
