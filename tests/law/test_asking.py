"""Answers in bulk: every question answered, every wrong line named, one schema for both."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.law.documents import records
from thidua.law import book_hash, explain
from thidua.law.asking import Ask, answer_line, read_lines, schema
from thidua.law.asking.fields import ANSWER_FIELDS, CONDITION_FIELDS, QUESTIONS
from thidua.law.asking.lines import LONGEST, Line
from thidua.law.asking.request import NEEDS, REQUEST, read_fields
from thidua.law.form import read_form
from thidua.law.shape import Wrong

PERSON = {"subject": "person", "year": 2024, "ratings": {"2024": "HTXS"}, "vouched": True}
BASE: dict[str, Any] = {"on": "2024-12-31", "titles": ["CSTDCS"]}


def answered(**change: Any) -> dict[str, Any]:
    text = json.dumps(BASE | change, ensure_ascii=False).encode()
    return answer_line(Line(7, 0, text))


def only(**change: Any) -> dict[str, Any]:
    found = answered(**change)
    (answer,) = found["answers"]
    return answer


def error(**change: Any) -> tuple[str, str]:
    fault = answered(**change)["error"]
    return fault["field"], fault["message"]


# -- what is asked is answered ---


def test_eligibility_is_what_explain_says() -> None:
    form = read_form(PERSON)
    judged = explain(form.facts, "CSTDCS", date(2024, 12, 31))

    answer = only(facts=PERSON)

    assert answer["verdict"] == judged.verdict.value == "met"
    assert answer["conditions"] == [one.to_dict() for one in judged.findings]
    assert answer["facts"] == form.facts.digest()
    assert answer["missing"] == []
    assert answered(facts=PERSON)["book"] == book_hash()


def test_what_is_missing_is_said() -> None:
    answer = only(facts={"subject": "person", "year": 2024, "vouched": True})

    assert answer["verdict"] == "not_known"
    assert any("xếp loại" in words for words in answer["missing"])
    assert answer["confidence"]


def test_without_titles_everything_the_subject_can_hold_is_judged() -> None:
    line = {"on": "2024-12-31", "facts": {"subject": "household", "year": 2024}}

    found = answer_line(Line(1, 0, json.dumps(line).encode()))

    titles = [answer["title"] for answer in found["answers"]]
    assert "GDVH" in titles
    assert "LDTT" not in titles


def test_an_open_question_answered_with_the_facts_stands_in_the_answer() -> None:
    facts = PERSON | {"year": 2026, "ratings": {"2026": "HTXS"}}
    settled = facts | {"settled": {"amended.LDTT": True}}

    before = only(on="2026-11-22", titles=["LDTT"], facts=facts)
    after = only(on="2026-11-22", titles=["LDTT"], facts=settled)

    assert (before["verdict"], after["verdict"]) == ("not_known", "met")


def test_authority_names_who_decides_and_who_proposes() -> None:
    before = only(ask=["authority"], on="2025-06-30")
    after = only(ask=["authority"], on="2025-07-01")

    assert (before["decider"]["level"], after["decider"]["level"]) == ("district", "commune")
    assert after["decider"]["citation"]["instrument"] == "129/2025/NĐ-CP"
    assert after["offices"]
    assert after["proposer"]["citation"]["article"] == 83


@pytest.mark.parametrize(
    ("votes", "needed", "verdict"),
    [
        ({"members": 10, "agreed": 8}, 8, "met"),
        ({"members": 10, "agreed": 7}, 8, "not_met"),
        ({"members": 11}, 9, None),
        (None, None, None),
    ],
)
def test_votes_are_counted_on_all_members(votes: Any, needed: Any, verdict: Any) -> None:
    answer = only(ask=["vote"], votes=votes)

    assert (answer["needed"], answer["verdict"]) == (needed, verdict)
    assert answer["threshold"]["share"] == "4/5"


def test_a_dossier_is_checked_against_its_list() -> None:
    papers = ["proposal", "report", "minutes", "votes"]
    asked = only(ask=["dossier"])
    codes = [paper["code"] for paper in asked["papers"]]

    lacking = only(ask=["dossier"], papers=["proposal"])
    certificate = next(paper for paper in asked["papers"] if paper["alternatives"])
    whole = only(ask=["dossier"], papers=[*papers, certificate["alternatives"][0][0]])

    assert set(papers) <= set(codes)
    assert asked["verdict"] is None
    assert lacking["verdict"] == "not_met"
    assert whole["verdict"] == "met"
    assert asked["disclosure"]["verdict"] == "not_met"


def test_a_local_dossier_stays_open_until_somebody_says() -> None:
    asked = only(ask=["dossier"], on="2025-12-31", papers=[])
    papers = [paper["code"] for paper in asked["papers"]]
    line = {"ask": ["dossier"], "on": "2025-12-31", "papers": papers}

    open_ = only(**line)
    settled = only(**line, settled={"dossier.local": True})

    assert (open_["verdict"], settled["verdict"]) == ("not_known", "met")


def test_a_simplified_case_is_judged() -> None:
    line = {"ask": ["dossier"], "titles": ["BKT"], "simplified": True}

    answer = only(**line, simplified_case="sudden")

    assert [paper["code"] for paper in answer["papers"]] == ["proposal", "report"]
    assert answer["simplified"]["verdict"] == "met"
    assert only(**line)["simplified"]["verdict"] == "not_known"


def test_a_type_is_valid_for_whom_it_is_meant() -> None:
    household = {"subject": "household", "year": 2024}

    merit = only(ask=["type"], titles=["BKT"], facts=household, type="merit")
    sudden = only(ask=["type"], titles=["BKT"], facts=household, type="sudden")

    assert (merit["verdict"], sudden["verdict"]) == ("not_met", "met")


def test_a_deadline_counts_working_days_and_a_filing_date_has_its_title() -> None:
    limit = {"step": "deadline-ministry-return", "day": "2025-12-01"}
    filing = {"step": "filing", "day": "2024-06-30"}

    counted = only(ask=["deadline"], deadline=limit)
    filed = only(ask=["deadline"], titles=["CSTDTQ"], deadline=filing)
    none = only(ask=["deadline"], deadline=filing)

    assert (counted["title"], counted["deadline"]["due"]) == (None, "2025-12-08")
    assert (filed["title"], filed["deadline"]["due"]) == ("CSTDTQ", "2025-12-31")
    assert none["deadline"] is None


def test_of_two_titles_of_one_year_the_higher_is_paid() -> None:
    awards = [{"code": "LDTT", "period": 2024}, {"code": "CSTDCS", "period": 2024}]

    answer = only(ask=["bonus"], money={"decided_on": "2025-01-15", "awards": awards})

    assert [one["amount"] for one in answer["payments"]] == [0, 2_340_000]
    assert answer["total"] == answer["certain"] == 2_340_000


def test_a_bonus_that_is_not_known_leaves_the_total_open() -> None:
    awards = [{"code": "LDTT"}, {"code": "CSTDCS", "period": 2024}]

    answer = only(ask=["bonus"], money={"decided_on": "2025-01-15", "awards": awards})

    assert answer["total"] is None
    assert answer["certain"] == 2_340_000


@pytest.mark.parametrize(
    ("facts", "kind"), [(None, "household"), ({"subject": "household", "year": 2024}, None)]
)
def test_a_household_is_paid_half_as_much_again(facts: Any, kind: Any) -> None:
    money = {"decided_on": "2025-01-15", "awards": [{"code": "BKT"}], "subject": kind}
    line = {"ask": ["bonus"], "money": money} | ({"facts": facts} if facts else {})

    assert only(**line)["total"] == 5_270_000


def test_an_honour_is_stripped_and_restored_by_the_president() -> None:
    facts = {"subject": "person", "year": 2024}
    line = {"titles": ["NGND"], "facts": facts}

    stripped = only(ask=["stripping"], violation={"prison": True}, **line)
    kept = only(ask=["stripping"], violation={"prison": False}, **line)
    restored = only(ask=["restoring"], violation={"cleared": True}, **line)

    assert [one["verdict"] for one in (stripped, kept, restored)] == ["met", "not_met", "met"]
    assert stripped["decider"]["text"] == restored["decider"]["text"] == "Chủ tịch nước"


def test_fraud_is_ground_to_cancel() -> None:
    answer = only(ask=["revocation"], violation={"fraud": True, "forged": ""})

    assert answer["verdict"] == "met"
    assert answer["decider"]["citation"]["clause"] == 8
    assert answer["money"]["verdict"] == "not_known"


def test_questions_are_answered_in_the_order_asked_and_once() -> None:
    found = answered(ask=["vote", "authority", "vote"], titles=["CSTDCS", "LDTT"])

    asked = [(one["ask"], one["title"]) for one in found["answers"]]
    assert asked == [
        ("vote", "CSTDCS"),
        ("vote", "LDTT"),
        ("authority", "CSTDCS"),
        ("authority", "LDTT"),
    ]


FULL: dict[str, Any] = {
    "titles": ["AHLD"],
    "facts": {"subject": "person", "year": 2024},
    "votes": {"members": 9, "agreed": 9},
    "papers": [],
    "type": "sudden",
    "deadline": {"step": "filing", "day": "2024-06-30"},
    "money": {"decided_on": "2024-12-31", "awards": [{"code": "LDTT"}]},
    "violation": {},
}


@pytest.mark.parametrize("ask", list(Ask))
def test_an_answer_has_the_fields_the_page_says(ask: Ask) -> None:
    answer = only(ask=[ask.value], **FULL)

    assert set(answer) == {"ask", "title", *ANSWER_FIELDS[ask]}
    assert QUESTIONS[ask]
    for condition in answer.get(
        "conditions", [answer["condition"]] if "condition" in answer else []
    ):
        assert set(condition) == set(CONDITION_FIELDS)


# -- what is wrong is named, and nothing else is lost ---


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({}, "facts", "cần để trả lời “eligibility”"),
        ({"ask": ["bonus"]}, "money", "cần để trả lời “bonus”"),
        ({"ask": ["weather"]}, "ask[0]", "không có giá trị “weather”"),
        ({"ask": []}, "ask", "cần từ 1 đến"),
        ({"ask": None}, "ask", "cần một danh sách"),
        ({"on": "31/12/2024"}, "on", "cần ngày dạng 2024-12-31"),
        ({"on": "2024-02-30"}, "on", "không có trong lịch"),
        ({"titles": ["CSTDC"]}, "titles[0]", "Gần nhất: CSTDCS"),
        ({"facts": PERSON | {"ratings": {"2024": "X"}}}, "facts.ratings.2024", "Có: HTXS"),
        (
            {"facts": PERSON | {"awards_complete": [2024, 2020]}},
            "facts.awards_complete",
            "bị ngược",
        ),
        ({"ask": ["vote"], "votes": {"members": 5, "agreed": 6}}, "votes.agreed", "6 phiếu"),
        ({"ask": ["dossier"], "papers": ["nope"]}, "papers", "không có giấy tờ mang mã “nope”"),
        (
            {"ask": ["dossier"], "papers": [], "settled": {"dossier.locl": True}},
            "settled.dossier.locl",
            "không có câu hỏi mở này",
        ),
        (
            {
                "ask": ["stripping"],
                "titles": ["BMVNAH"],
                "facts": {"subject": "collective", "year": 2024},
                "violation": {},
            },
            "titles",
            "không tặng cho loại đối tượng này",
        ),
        ({"nope": 1}, "nope", "không có trường này"),
    ],
)
def test_a_wrong_field_is_named(change: dict[str, Any], field: str, words: str) -> None:
    found, message = error(**change)

    assert found == field
    assert words in message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"{", "không phải JSON: sai ở ký tự thứ 2"),
        (b"\xff\xfe", "không phải chữ UTF-8"),
        (b"[" * 100_000, "lồng quá sâu"),
        (b"[]", "cần một bảng"),
        (b"9" * 5000, "con số quá dài"),
        (None, "dòng dài quá 1 MB"),
    ],
)
def test_a_line_that_is_no_document_is_refused(text: bytes | None, words: str) -> None:
    found = answer_line(Line(3, 0, text))

    assert found["line"] == 3
    assert found["error"]["field"] == ""
    assert words in found["error"]["message"]


def test_a_field_that_stands_twice_is_refused() -> None:
    found = answer_line(Line(1, 0, b'{"on": "2024-12-31", "on": "2025-12-31"}'))

    assert found["error"] == {"field": "on", "message": "trường này có hai lần trong một bảng."}


def test_the_name_of_a_line_comes_back_also_with_its_error() -> None:
    assert answered(id="a", facts=PERSON)["id"] == "a"
    assert answered(id="a")["id"] == "a"
    assert "id" not in answered(facts=PERSON)
    assert answered(id=5)["error"]["field"] == "id"


def test_lines_are_numbered_with_the_blank_ones_and_too_long_ones_kept_apart() -> None:
    long = b'{"x": "' + b"y" * (2 * LONGEST) + b'"}'
    stream = io.BytesIO(b"\xef\xbb\xbf{}\n\n  \n" + long + b"\n{}\n" + long)

    lines = list(read_lines(stream))

    assert [(line.number, line.text) for line in lines] == [
        (1, b"\xef\xbb\xbf{}\n"),
        (4, None),
        (5, b"{}\n"),
        (6, None),
    ]
    assert lines[-1].end == len(stream.getvalue())


def test_a_line_of_just_the_length_allowed_is_read() -> None:
    stream = io.BytesIO(b" " * (LONGEST - 3) + b"{}\n" + b"{}")

    assert [line.text is None for line in read_lines(stream)] == [False, False]


# -- the reader and the schema are one ---


SCHEMA = schema()
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def read(document: object) -> bool:
    try:
        read_fields(document)
    except Wrong:
        return False
    return True


@settings(max_examples=250, deadline=None)
@given(records(REQUEST), st.sampled_from([["eligibility"], ["bonus", "vote"], ["type"], None]))
def test_the_reader_takes_what_the_schema_admits_and_nothing_else(
    document: dict[str, Any], ask: list[str] | None
) -> None:
    asked = document if ask is None else document | {"ask": ask}
    written = json.loads(json.dumps(asked))

    assert read(written) == VALIDATOR.is_valid(written)


def test_the_schema_is_a_schema_and_knows_every_need() -> None:
    Draft202012Validator.check_schema(SCHEMA)

    assert VALIDATOR.is_valid(BASE | {"facts": PERSON})
    assert not VALIDATOR.is_valid(BASE)
    for ask, names in NEEDS.items():
        line = BASE | FULL | {"ask": [ask.value]}
        assert VALIDATOR.is_valid(line)
        for name in names:
            without = {key: value for key, value in line.items() if key != name}
            assert not VALIDATOR.is_valid(without)
            assert not read(without)
