from __future__ import annotations

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.contrib.messages import constants as levels
from django.http import QueryDict
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from thidua.law.enums import Verdict
from thidua.vietnamese.dates import PartialDate
from thidua.web.templatetags import td

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


class Proposal(forms.Form):
    name = forms.CharField(label="Họ và tên", help_text="Viết đủ họ, tên đệm, tên.")
    kind = forms.ChoiceField(
        label="Đối tượng", choices=[("p", "Cá nhân"), ("c", "Tập thể")], widget=forms.RadioSelect
    )
    title = forms.ChoiceField(label="Hình thức", choices=[("", "Chọn"), ("LDTT", "LĐTT")])
    agreed = forms.BooleanField(label="Đã lấy ý kiến", required=False)
    why = forms.CharField(
        label="Thành tích",
        required=False,
        widget=forms.Textarea(attrs={"class": "td-law", "placeholder": "Thành tích"}),
    )
    token = forms.CharField(required=False, widget=forms.HiddenInput)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (4841.73, "4.841,73"),
        (Decimal("4841.70"), "4.841,7"),
        (1200, "1.200"),
        ("62.5", "62,5"),
        (0.1 + 0.2, "0,3"),
        (-0.001, "0"),
        (-12, "-12"),
        (None, "–"),
        ("", "–"),
        ("chưa báo cáo", "chưa báo cáo"),
        ("5 / 5", "5 / 5"),
    ],
)
def test_vnum_writes_numbers_the_vietnamese_way(value, written):
    assert td.vnum(value) == written


@pytest.mark.parametrize(("places", "written"), [(0, "62"), (1, "62,0"), ("2", "62,00")])
def test_vnum_keeps_exactly_the_places_asked_for(places, written):
    assert td.vnum(62, places) == written


@given(st.one_of(st.none(), st.booleans(), st.text(), st.integers(), st.floats()))
def test_vnum_never_raises(value):
    assert isinstance(td.vnum(value), str)


@pytest.mark.parametrize(
    ("style", "written"),
    [
        ("", "05/01/2025"),
        ("short", "05/01"),
        ("weekday", "Chủ Nhật, 05/01/2025"),
        ("long", "ngày 05 tháng 01 năm 2025"),
    ],
)
def test_vday_in_each_style(style, written):
    assert td.vday(dt.date(2025, 1, 5), style) == written


def test_vday_long_writes_march_to_december_without_a_zero():
    assert td.vday(dt.date(2024, 3, 5), "long") == "ngày 05 tháng 3 năm 2024"


def test_vday_of_a_moment_is_the_local_day():
    late = dt.datetime(2024, 11, 24, 23, 30, tzinfo=dt.UTC)

    assert td.vday(late) == "25/11/2024"


def test_vday_of_a_partly_known_date_shows_what_is_known():
    assert td.vday(PartialDate(1985, 8)) == "8/1985"


@pytest.mark.parametrize(("value", "written"), [(None, "–"), ("", "–"), ("1985", "1985")])
def test_vday_of_no_date_is_a_dash_or_what_was_written(value, written):
    assert td.vday(value) == written


def test_vmoment_is_local_time_before_the_day():
    moment = dt.datetime(2024, 11, 25, 8, 12, tzinfo=HANOI).astimezone(dt.UTC)

    assert td.vmoment(moment) == "08:12, 25/11/2024"
    assert td.vmoment(moment, "time") == "08:12"


def test_vmoment_of_a_day_without_an_hour_is_the_day():
    assert td.vmoment(dt.date(2024, 11, 25)) == "25/11/2024"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Nguyễn Quốc Khánh", "QK"),
        ("đoàn thị thơm", "TT"),
        ("Ái", "Á"),
        ("Lê U\u031bng", "LƯ"),
        ("", ""),
        (None, ""),
    ],
)
def test_initials_of_the_last_two_words(name, letters):
    assert td.initials(name) == letters


def test_nbsp_holds_a_name_on_one_line():
    assert td.nbsp("xã  Hồng Thái") == "xã\u00a0Hồng\u00a0Thái"


@pytest.mark.parametrize(
    ("value", "key"),
    [
        (True, "met"),
        (False, "not_met"),
        (None, "not_known"),
        (Verdict.NOT_MET, "not_met"),
        ("MET", "met"),
        ("", "not_known"),
        ("anything", "not_known"),
    ],
)
def test_verdict_key_never_takes_the_unknown_for_false(value, key):
    assert td.verdict_key(value) == key


def test_confidence_words_are_silent_only_when_the_text_was_read():
    assert td.confidence_words("verified") == ""
    assert td.confidence_words("unsure") == "Chưa chắc, phải đối chiếu bản ký trước khi dùng"


@pytest.mark.parametrize(
    ("level", "state"),
    [
        (levels.SUCCESS, "ok"),
        (levels.WARNING, "warn"),
        (levels.ERROR, "bad"),
        (levels.INFO, "info"),
    ],
)
def test_message_state_of_each_level(level, state):
    assert td.message_state(level) == state


def test_changed_query_keeps_filters_and_goes_back_to_page_one():
    query = QueryDict("q=Nhung&don_vi=an-dong&trang=9")

    assert td.changed_query(query, {"don_vi": "hong-thai"}) == "?q=Nhung&don_vi=hong-thai"


def test_changed_query_of_the_page_keeps_everything_else():
    query = QueryDict("q=Nhung&trang=9")

    assert td.changed_query(query, {"trang": 10}) == "?q=Nhung&trang=10"


@pytest.mark.parametrize("nothing", [None, "", [], [None]])
def test_changed_query_takes_a_name_away(nothing):
    assert td.changed_query(QueryDict("q=Nhung&nhom=a"), {"nhom": nothing}) == "?q=Nhung"


def test_changed_query_sets_several_values_and_leaves_the_query_alone():
    query = QueryDict("nhom=a")

    assert td.changed_query(query, {"nhom": ["b", "c"]}) == "?nhom=b&nhom=c"
    assert query.urlencode() == "nhom=a"


def test_kept_query_gives_only_the_names_asked_for():
    request = RequestFactory().get("/", {"sap_xep": "ten", "q": "Nhung", "trang": "3"})

    assert td.kept_query({"request": request}, "trang_thai sap_xep") == [("sap_xep", "ten")]


def test_qs_without_a_request_starts_an_empty_query():
    assert td.qs({}, q="Nhung") == "?q=Nhung"
    assert td.qs_of({}, "trang", 2) == "?trang=2"


def test_bar_of_a_ceiling_draws_what_lies_beyond_apart():
    assert td.bar(4, 3, 8, cap=True) == {"fill": "37.5%", "limit": "37.5%", "over": "12.5%"}


def test_bar_of_a_threshold_has_no_part_beyond():
    assert td.bar(62, 65, 100) == {"fill": "62%", "limit": "65%", "over": ""}
    assert td.bar(80, 65, 100) == {"fill": "80%", "limit": "65%", "over": ""}


def test_bar_without_a_scale_is_as_long_as_the_larger():
    assert td.bar(5, 10)["fill"] == "50%"
    assert td.bar(10, 5)["fill"] == "100%"


@pytest.mark.parametrize("missing", [None, "", "chưa báo cáo"])
def test_bar_of_a_missing_value_is_empty(missing):
    assert td.bar(missing, 65, 100) == {"fill": "0%", "limit": "65%", "over": ""}


@given(
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.booleans(),
)
def test_bar_never_leaves_its_box_and_never_writes_a_comma(value, limit, cap):
    lengths = td.bar(value, limit, None, cap)
    drawn = [Decimal(one.rstrip("%")) for one in lengths.values() if one]

    assert all(0 <= one <= 100 for one in drawn)
    assert not any("," in one for one in lengths.values())


def test_split_parts_lie_side_by_side():
    parts = td.split_parts(
        [
            {"label": "Trực tiếp", "value": 62},
            {"label": "Lãnh đạo", "value": 32},
            {"label": "Khác", "value": 6},
        ]
    )

    assert [(p["x"], p["width"], p["percent"], p["kind"]) for p in parts] == [
        ("0%", "62%", "62", 1),
        ("62%", "32%", "32", 2),
        ("94%", "6%", "6", 3),
    ]


def test_split_parts_of_nothing_have_no_width():
    parts = td.split_parts([{"label": "Trực tiếp", "value": 0}, {"label": "Khác", "value": None}])

    assert [p["width"] for p in parts] == ["0%", "0%"]


@pytest.mark.parametrize(
    ("done", "step"), [(0, "0"), (2499, "0"), (2500, "25"), (9999, "75"), (10000, "100")]
)
def test_quarter_speaks_in_steps_of_25(done, step):
    assert td.quarter(done, 10000) == step


def test_control_dresses_each_kind_of_widget():
    form = Proposal()

    assert 'class="form-control"' in td.control(form["name"])
    assert 'class="form-select"' in td.control(form["title"])
    assert 'class="form-check-input"' in td.control(form["agreed"])
    assert 'class="form-control td-law"' in td.control(form["why"])
    assert "class=" not in td.control(form["token"])


def test_control_marks_a_refused_field_and_links_its_hint_and_error():
    form = Proposal({"name": ""})
    form.is_valid()
    html = td.control(form["name"])

    assert 'class="form-control is-invalid"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_control_bare_has_no_placeholder():
    form = Proposal()

    assert "placeholder" in td.control(form["why"])
    assert "placeholder" not in td.control(form["why"], "bare")


def test_error_list_names_the_field_and_leads_to_it():
    form = Proposal({"title": "LDTT", "name": "Phạm Thị Thanh Huyền"})
    form.is_valid()
    form.add_error("name", "Họ và tên này đã có trong đợt.")
    form.add_error(None, "Đợt này đã khóa nộp.")

    found = td.error_list(form)

    assert found[0] == {"text": "Đợt này đã khóa nộp.", "url": ""}
    assert found[1] == {"text": "Họ và tên này đã có trong đợt.", "url": "#id_name"}
    assert found[2]["url"] == "#id_kind_0"
    assert found[2]["text"].startswith("Đối tượng: ")


def test_error_list_of_several_forms_is_one_list():
    forms_ = [Proposal({}, prefix="a"), Proposal({}, prefix="b")]

    assert {error["url"] for error in td.error_list(forms_)} >= {"#id_a-name", "#id_b-name"}


@pytest.mark.parametrize("source", [None, "", "text", [], Proposal()])
def test_error_list_of_anything_else_is_empty(source):
    assert td.error_list(source) == []
