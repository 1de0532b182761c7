"""The desk says what waits for me first."""

from __future__ import annotations

import pytest

from tests import factories as make
from thidua.commendation.workflow import NOMINATIONS


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("head", "1 hồ sơ chờ anh, chị nộp"),
        ("clerk", "1 hồ sơ đang soạn"),
        ("officer", "1 hồ sơ chờ thẩm định"),
    ],
)
def test_each_role_reads_its_own_next_step(house, sign_in, key, words):
    round_ = make.round_(house)
    make.nomination(house, round_, make.person(house, "Lê Thị Lan"))
    other = make.nomination(house, round_, make.person(house, "Lê Thị Mai"))
    NOMINATIONS.perform(other, "submit", actor=house.head)

    text = sign_in(getattr(house, key)).get("/lam-viec/").content.decode()

    assert words in text


def test_nothing_waiting_is_said_plainly(house, sign_in):
    text = sign_in(house.editor).get("/lam-viec/").content.decode()

    assert "Không có việc nào đang chờ" in text


def test_every_role_of_the_cast_opens_its_desk(house, sign_in):
    for actor in house.actors.values():
        assert sign_in(actor).get("/lam-viec/").status_code == 200


def test_search_finds_without_diacritics_and_only_what_may_be_seen(house, sign_in):
    round_ = make.round_(house)
    make.nomination(house, round_, make.person(house, "Đỗ Thị Bích Thoa"))

    assert (
        "Đỗ Thị Bích Thoa" in sign_in(house.clerk).get("/lam-viec/tim/?q=do bich").content.decode()
    )
    assert "Đỗ Thị Bích Thoa" not in (
        sign_in(house.rival_clerk).get("/lam-viec/tim/?q=do bich").content.decode()
    )


def test_desk_offers_no_round_to_roles_that_cannot_open_one(house, sign_in):
    round_ = make.round_(house)

    assert round_.name in sign_in(house.officer).get("/lam-viec/").content.decode()
    assert round_.name not in sign_in(house.editor).get("/lam-viec/").content.decode()
