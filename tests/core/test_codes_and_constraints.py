"""Public codes, constraints that speak, and screens that declare themselves."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.actors import Actor, Role
from thidua.core.codes import ALPHABET, misread, new_code
from thidua.core.constraints import sentence_for
from thidua.core.errors import NotAllowed, Refusal
from thidua.core.screens import public_screen, screen
from thidua.organizations.domain.units import add_unit
from thidua.organizations.enums import UnitKind
from thidua.organizations.models import Person, Unit


def test_a_code_has_only_signs_that_cannot_be_misread():
    code = new_code(14)

    assert len(code) == 14
    assert set(code) <= set(ALPHABET)
    assert misread(code) is None


@given(st.text(alphabet=ALPHABET, max_size=13), st.sampled_from("O0I1LSZ28B5"))
def test_the_first_wrong_sign_is_named_with_its_place(start, wrong):
    assert misread(f"{start}{wrong}{start}") == (len(start) + 1, wrong)


def test_codes_do_not_repeat():
    assert len({new_code() for _ in range(2000)}) == 2000


def test_a_broken_constraint_becomes_its_sentence(house):
    told = pytest.raises(Refusal, match="Năm sinh phải khớp")
    with told, transaction.atomic(), sentence_for(Person):
        Person.objects.create(
            authority=house.authority, full_name="A", birth_on="1985-08-15",
            birth_year=1986, search_key="a", sort_key="a",
        )  # fmt: skip


def test_a_constraint_of_another_model_passes_through(house):
    with pytest.raises(IntegrityError), transaction.atomic(), sentence_for(Unit):
        Person.objects.create(
            authority=house.authority, full_name="A", birth_on="1985-08-15",
            birth_year=1986, search_key="a", sort_key="a",
        )  # fmt: skip


def test_units_of_one_name_have_codes_of_their_own(house):
    first, second = (
        add_unit(actor=house.officer, name="Phường An Dương", kind=UnitKind.WARD, parent=None)
        for _ in range(2)
    )

    assert first.code != second.code


# -- screens ---


@screen(Role.OFFICER)
def for_officers(request):
    return HttpResponse("vào")


@public_screen()
def for_all(request):
    return HttpResponse("vào")


def visit(view, actor=None, method="get"):
    request = getattr(RequestFactory(), method)("/")
    request.actor = actor
    return view(request)


def an_actor(role: Role) -> Actor:
    return Actor(1, 1, "Ai đó", role)


def test_a_screen_lets_its_role_in():
    assert visit(for_officers, an_actor(Role.OFFICER)).content.decode() == "vào"


def test_a_screen_tells_another_role_whom_it_is_for():
    with pytest.raises(NotAllowed, match="Trang này dành cho: Chuyên viên thi đua, khen thưởng"):
        visit(for_officers, an_actor(Role.EDITOR))


def test_an_account_without_a_role_is_told_who_gives_one():
    with pytest.raises(NotAllowed, match="chưa được giao vai trò"):
        visit(for_officers)


@pytest.mark.parametrize("view", [for_officers, for_all])
def test_an_undeclared_method_is_refused(view):
    assert visit(view, an_actor(Role.OFFICER), "post").status_code == 405


def test_a_public_screen_needs_no_account():
    assert visit(for_all).status_code == 200
