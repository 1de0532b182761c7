"""A movement whose reports name somebody that one account must keep away from."""

from __future__ import annotations

from decimal import Decimal

from tests import factories as make
from tests.movements import making
from thidua.movements.domain.office_words import TemplateWords, add_anniversary, save_template
from thidua.movements.domain.registering import Member
from thidua.movements.domain.results import Example, ReportWords, move_result, write_result
from thidua.movements.domain.reviews import Findings, freeze_review, note_findings
from thidua.movements.domain.titles import choose_titles, register_titles
from thidua.movements.models import Movement
from thidua.planning.domain.showing import show


def movement(house: make.House, name: str) -> Movement:
    """One review frozen with the hidden name among the good examples, one open, a title asked for
    the same person; a template and a day of the office beside them."""
    made = making.launched(house)
    making.registered(house, made, pact=making.pact(members=()))
    review = making.opened(house, made)
    row = write_result(
        actor=house.clerk,
        review=review,
        unit=house.school,
        report=ReportWords(
            words="Đã làm sạch 3 km đê.",
            figures={made.registrations.get().pledges.first().pk: (Decimal(99), "")},
            examples=[Example("person", name, "Vận động 40 hộ")],
        ),
    )
    row = move_result(actor=house.clerk, result=row, name="hand_in")
    move_result(actor=house.officer, result=row, name="accept")
    note_findings(actor=house.officer, review=review, findings=Findings(achieved="Sạch đê."))
    freeze_review(actor=house.officer, review=review)
    choose_titles(actor=house.officer, takes=True, basis="")
    register_titles(
        actor=house.clerk, unit=house.school, year=2024, title_code="LDTT",
        members=[Member("person", name)],
    )  # fmt: skip
    add_anniversary(actor=house.officer, name="Ngày truyền thống", day=20, month=12)
    show(actor=house.officer, kind="movement", code=made.code)
    save_template(actor=house.officer, words=TemplateWords(name="Mẫu", kind="regular"))
    return made
