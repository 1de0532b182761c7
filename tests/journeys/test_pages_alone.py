"""Pages that need no story: sign-in, the public face, work without script and by keyboard alone."""

from __future__ import annotations

import pytest

from tests import factories as make
from thidua.commendation.workflow import NOMINATIONS

pytestmark = [
    pytest.mark.journey,
    pytest.mark.xdist_group("journeys"),
    pytest.mark.django_db(transaction=True),
]


def test_wrong_password_says_what_to_do_and_keeps_the_address(house, visitor):
    someone = visitor()
    someone.go("/tai-khoan/login/")
    someone.page.get_by_label("Thư điện tử").fill("officer@example.vn")
    someone.page.get_by_label("Mật khẩu", exact=True).fill("sai-mat-khau")
    someone.page.keyboard.press("Enter")

    someone.page.get_by_text("Thư điện tử hoặc mật khẩu chưa đúng").first.wait_for()
    someone.check()
    assert someone.page.get_by_label("Thư điện tử").input_value() == "officer@example.vn"


def test_head_submits_a_dossier_by_keyboard_alone(house, visitor):
    who = make.person(house)
    make.rating(who)
    dossier = make.nomination(house, make.round_(house), who)
    head = visitor()
    head.sign_in("head")

    head.go(f"/lam-viec/ho-so/{dossier.code}/")
    _tab_to(head.page, "Nộp hồ sơ")
    head.page.keyboard.press("Enter")
    head.page.wait_for_url("**/thuc-hien/submit/**")
    head.check()
    _tab_to(head.page, "Nộp hồ sơ 1 hồ sơ")
    head.page.keyboard.press("Enter")
    head.page.wait_for_url(f"**/ho-so/{dossier.code}/")

    dossier.refresh_from_db()
    assert dossier.state == "submitted"


def _tab_to(page, words: str, most: int = 120) -> None:
    """Press Tab until the focused control says these words; a mouse is never used."""
    for _ in range(most):
        page.keyboard.press("Tab")
        said = page.evaluate("document.activeElement?.innerText?.trim() ?? ''")
        if said == words:
            return
    raise AssertionError(f"No control “{words}” within {most} presses of Tab")


def test_officer_gives_back_without_script(house, visitor):
    who = make.person(house)
    make.rating(who)
    dossier = make.nomination(house, make.round_(house), who)
    NOMINATIONS.perform(dossier, "submit", actor=house.head)
    officer = visitor(script=False)
    officer.page.goto(f"{officer.base}/tai-khoan/login/")
    officer.page.get_by_label("Thư điện tử").fill("officer@example.vn")
    officer.page.get_by_label("Mật khẩu", exact=True).fill("mat-khau-thu-1")
    officer.page.get_by_role("button", name="Đăng nhập").click()

    officer.page.goto(f"{officer.base}/lam-viec/ho-so/{dossier.code}/")
    officer.page.get_by_role("link", name="Yêu cầu bổ sung").click()
    officer.page.get_by_label("Kết quả đánh giá, xếp loại").fill("Bổ sung phiếu xếp loại")
    officer.page.get_by_role("button", name="Yêu cầu bổ sung 1 hồ sơ").click()

    dossier.refresh_from_db()
    assert dossier.state == "given_back"


LOOKED_AT: set[str] = set()
"""Places seen, whoever stood there: the frame around them is the same for all. That each opens for
each of its roles is for the crawl of `tests/leaks`."""


@pytest.mark.parametrize("role", ["clerk", "head", "officer", "secretary", "member", "chairman",
                                  "inspector", "editor", "administrator"])  # fmt: skip
def test_every_place_opens_and_passes_axe(house, visitor, role):
    who = make.person(house)
    make.rating(who)
    NOMINATIONS.perform(make.nomination(house, make.round_(house), who), "submit", actor=house.head)
    someone = visitor()
    someone.sign_in(role)
    links = someone.page.locator(".td-side nav a")
    paths = [links.nth(n).get_attribute("href") for n in range(links.count())]

    for path in (one for one in paths if one not in LOOKED_AT):
        someone.go(path)
        LOOKED_AT.add(path)

    assert len(paths) >= 2
