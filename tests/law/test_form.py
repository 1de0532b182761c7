"""Facts as plain data: read whole, or refused with the path of the field."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from tests.law.documents import documents
from thidua.law import FactsBuilder, InitiativeScope, RatingLevel, SubjectKind, explain
from thidua.law.criteria import quantities
from thidua.law.form import FACTS, read_form
from thidua.law.shape import UNKNOWN_DEF, Day, Wrong, is_unknown
from thidua.law.signals import COUNT_WORDS, SHARE_WORDS

ON = date(2024, 12, 31)
PERSON = {"subject": "person", "year": 2024}
COLLECTIVE = {"subject": "collective", "year": 2024}


def facts_of(document: dict[str, Any]) -> Any:
    return read_form(document).facts


def built(kind: SubjectKind = SubjectKind.PERSON) -> FactsBuilder:
    return FactsBuilder(kind, 2024)


# -- what is said arrives ---


def test_every_part_of_a_persons_record_arrives() -> None:
    document = PERSON | {
        "source": "sổ",
        "ratings": {"2024": "HTXS", "2023": ""},
        "ratings_complete": [2020, 2024],
        "awards": [
            {"code": "CSTDCS", "year": 2022, "source": "QĐ 1"},
            {"code": "BKT", "year": 2021, "merit": False},
        ],
        "awards_complete": [2019, 2023],
        "initiatives": [
            {"year": 2024, "scope": "TINH", "recognised": None, "used_for": "BKT"},
            {"year": 2023},
        ],
        "no_other_initiatives": [2024],
        "no_other_achievements": True,
        "service_months": 7,
        "declared": {"24.1.b": False, "local.x": True, "22.work": ""},
        "vouched": True,
        "blocks": {"complaint": True, "inspection": None},
    }
    builder = built().rating(2024, RatingLevel.HTXS, "sổ").rating(2023, None, "sổ")
    builder.ratings_on_file(2020, 2024, "sổ").awards_on_file(2019, 2023, "sổ")
    builder.award("CSTDCS", 2022, "QĐ 1").award("BKT", 2021, "sổ", merit=False)
    builder.initiative(2024, InitiativeScope.TINH, "sổ", recognised=None, used_for="BKT")
    builder.initiative(2023, None, "sổ").no_other_initiatives(2024, "sổ")
    builder.no_other_achievements("sổ").service_months(7, "sổ").declare_all("sổ")
    builder.declare("24.1.b", False, "sổ").declare("local.x", True, "sổ")
    builder.declare("22.work", None, "sổ")
    builder.blocked("complaint", True, "sổ").blocked("inspection", None, "sổ")

    assert facts_of(document).to_dict() == builder.build().to_dict()


def test_the_composition_of_a_collective_arrives() -> None:
    members = {"total": 10, "LDTT": 7, "complete": "", "CSTDCS": 1}
    builder = built(SubjectKind.COLLECTIVE).share("LDTT", 7, 10, "hồ sơ")
    builder.count("CSTDCS", 1, "hồ sơ")

    facts = facts_of(COLLECTIVE | {"members": members})

    assert facts.to_dict() == builder.build().to_dict()
    assert {"LDTT", "complete"} <= set(SHARE_WORDS)
    assert "CSTDCS" in COUNT_WORDS


def test_a_share_of_an_unknown_whole_is_not_known() -> None:
    facts = facts_of(COLLECTIVE | {"members": {"total": None, "LDTT": 7}})

    assert facts.fact("share.LDTT", 2024).value is None


def test_numbers_of_the_year_arrive_exact() -> None:
    name = next(iter(quantities()))

    facts = facts_of(PERSON | {"quantities": {name: 12.5}})

    assert facts.fact(f"quantity.{name}", 2024).value == Fraction(25, 2)


@pytest.mark.parametrize("unknown", [None, ""])
def test_nothing_said_and_not_known_are_the_same_field_by_field(unknown: str | None) -> None:
    optional = {name: unknown for name, field in FACTS.fields.items() if not field.is_certain}
    optional.pop("service_months")

    assert facts_of(PERSON | optional).to_dict() == facts_of(PERSON).to_dict()


@pytest.mark.parametrize("unknown", [None, ""])
def test_not_known_stands_against_a_voucher(unknown: str | None) -> None:
    document = PERSON | {
        "vouched": True,
        "service_months": unknown,
        "declared": {"24.1.b": unknown},
    }

    facts = facts_of(document)

    assert facts.fact("service_months", 2024).value is None
    assert facts.fact("declared.24.1.b", 2024).value is None
    assert facts.fact("declared.23.nope", 2024).value is None
    assert facts.fact("declared.24.3.a", 2024).value is True


def test_an_open_question_answered_with_the_facts_counts() -> None:
    awards = [{"code": "CSTDCS", "year": year} for year in (2019, 2020, 2021)]
    document = PERSON | {"awards": awards, "awards_complete": [2015, 2024], "vouched": True}
    document["settled"] = {"run-ended-earlier": True}

    form = read_form(document)
    judged = explain(form.facts, "CSTD-BO-TINH", ON, overlay=form.overlay)
    found = judged.find("run-ended-earlier")

    assert found is not None
    assert found.verdict == "met"
    assert read_form(PERSON | {"settled": {"run-ended-earlier": ""}}).overlay is None


# -- what is wrong is named ---


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"rating": {}}, "rating", "không có trường này. Gần nhất: ratings"),
        ({"subject": "people"}, "subject", "không có giá trị “people”. Có: person, collective"),
        ({"year": None}, "year", "cần số nguyên, không phải “None”"),
        ({"year": 24}, "year", "cần số từ 1900 đến 2199, không phải “24”"),
        ({"year": True}, "year", "cần số nguyên"),
        ({"ratings": {"2024": "HTXX"}}, "ratings.2024", "“HTXX”. Có: HTXS, HTT, HT, KHT."),
        ({"ratings": {"24": "HTT"}}, "ratings.24", "cần một năm gồm bốn chữ số"),
        ({"ratings": ["HTT"]}, "ratings", "cần một bảng"),
        ({"awards": {}}, "awards", "cần một danh sách"),
        (
            {"awards": [{"code": "LDTT", "year": 2020}, {"code": "CSTDC", "year": 2020}]},
            "awards[1].code",
            "Gần nhất: CSTDCS",
        ),
        ({"awards": [{"code": "LDTT"}]}, "awards[0].year", "thiếu trường bắt buộc"),
        ({"awards_complete": [2024, 2020]}, "awards_complete", "bị ngược"),
        ({"ratings_complete": [2024]}, "ratings_complete", "cần từ 2 đến 2 mục, đang có 1"),
        ({"service_months": 13}, "service_months", "cần số từ 0 đến 12"),
        ({"declared": {"24.1": True}}, "declared.24.1", "Gần nhất: 24.1.b"),
        ({"declared": {"local.": True}}, "declared.local.", "không có giá trị “local.”"),
        ({"declared": {"24.1.b": "có"}}, "declared.24.1.b", "cần true hoặc false"),
        ({"blocks": {"x": True}}, "blocks.x", "Có: discipline_pending, inspection"),
        ({"settled": {"run-ended": True}}, "settled.run-ended", "Gần nhất: run-ended-earlier"),
        ({"source": 5}, "source", "cần chữ"),
        ({"source": "x" * 501}, "source", "từ 1 đến 500 ký tự"),
        ({"group": "armd"}, "group", "không có giá trị “armd”"),
    ],
)
def test_what_cannot_be_taken_is_refused_by_field(
    change: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(Wrong) as refused:
        read_form(PERSON | change)

    assert refused.value.field == field
    assert words in refused.value.message
    assert str(refused.value) == f"{field}: {refused.value.message}"


def test_more_members_with_a_title_than_members_is_refused() -> None:
    with pytest.raises(Wrong, match=r"^members\.LDTT: Tỷ lệ 12/10 không thể có"):
        read_form(COLLECTIVE | {"members": {"total": 10, "LDTT": 12}})


def test_a_long_wrong_value_is_cut_to_a_line() -> None:
    with pytest.raises(Wrong) as refused:
        read_form(PERSON | {"group": "x" * 5000})

    assert len(refused.value.message) < 300


@pytest.mark.parametrize("document", [None, [], "x", 5])
def test_what_is_no_table_at_all_is_refused(document: object) -> None:
    with pytest.raises(Wrong, match="cần một bảng"):
        read_form(document)


def test_a_day_of_no_calendar_is_refused() -> None:
    with pytest.raises(Wrong, match="không có trong lịch"):
        Day().read("2024-02-30")

    assert Day().read(ON) == Day().read("2024-12-31") == ON


# -- the reader and the schema are one ---


VALIDATOR = Draft202012Validator({"$defs": {"unknown": UNKNOWN_DEF}, **FACTS.schema()})


def admitted(document: object) -> bool:
    return VALIDATOR.is_valid(document)


def read(document: object) -> bool:
    try:
        FACTS.read(document)
    except Wrong:
        return False
    return True


@settings(max_examples=300, deadline=None)
@given(documents(FACTS))
def test_the_reader_takes_what_the_schema_admits_and_nothing_else(document: object) -> None:
    written = json.loads(json.dumps(document))

    assert read(written) == admitted(written)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(FACTS.schema())

    assert is_unknown(None)
    assert is_unknown("")
    assert not is_unknown(0)
    assert not is_unknown([])
