"""A list kept as JSON is the list that was read; and its words as columns of a dossier."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest

from tests.commendation.lists_at_hand import LISTS, sample
from thidua.commendation.domain.list_claims import position_group
from thidua.commendation.domain.more_claims import Disciplined, MoreClaims, OtherRating
from thidua.commendation.domain.reading_store import StoredReading, to_json
from thidua.lists.proposal import Proposal
from thidua.lists.reading import read_list


@pytest.mark.parametrize("name", LISTS)
def test_every_proposal_comes_back_as_it_was_but_for_its_cells(name):
    reading = read_list(sample(name), name, year=2024)

    kept = StoredReading(json.loads(json.dumps(to_json(reading))))

    names = [field.name for field in fields(Proposal) if field.name != "cells"]
    for before, after in zip(reading.proposals, kept.proposals(), strict=True):
        assert [getattr(after, n) for n in names] == [getattr(before, n) for n in names]
    assert (kept.faults, kept.skipped, kept.issuer) == (
        reading.faults, reading.skipped, reading.issuer,
    )  # fmt: skip
    assert len(kept) == len(reading.proposals)


def test_reading_of_another_version_is_not_guessed_at():
    with pytest.raises(ValueError, match="version 2"):
        StoredReading({"version": 2})


def test_list_not_yet_read_holds_nothing():
    assert (len(StoredReading({})), StoredReading({}).faults) == (0, ())


def test_further_claims_come_back_and_empty_ones_take_no_room():
    more = MoreClaims(
        ratings=(OtherRating(2023, None, "chưa công tác"),),
        closed=False,
        disciplined=(Disciplined(None, "Khiển trách"),),
    )

    assert MoreClaims.from_json(json.loads(json.dumps(more.to_json()))) == more
    assert MoreClaims().to_json() == {}


@pytest.mark.parametrize(
    ("position", "group"),
    [
        ("Hiệu trưởng", "leader"),
        ("Phó Trưởng phòng", "leader"),
        ("Phó Chánh Văn phòng", "leader"),
        ("Bí thư Đảng ủy, Chủ tịch HĐND xã", "leader"),
        ("Giáo viên", "direct"),
        ("GV, TPT Đội", "direct"),
        ("Công chức Tư pháp - Hộ tịch", "direct"),
        ("Nông dân, thôn Hòa Nhất", "direct"),
        ("Tổ trưởng tổ KHTN", ""),
        ("Kế toán trưởng", ""),
        ("Bí thư chi bộ", ""),
        ("Chủ tịch Công đoàn", ""),
        ("Trưởng thôn Tự Lập", ""),
        ("", ""),
    ],
)
def test_group_follows_from_the_post_only_where_it_says_so(position, group):
    assert position_group(position) == group
