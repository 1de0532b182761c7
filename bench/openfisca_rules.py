"""The annual titles of persons once more, as one writes rules for OpenFisca-Core: two values.

One boolean variable a fact and a period, formulas over NumPy arrays, history by ``period.offset``.
What nobody said is false there; nothing is cited and nothing explained.
"""

from __future__ import annotations

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

Person = build_entity(key="person", plural="persons", label="A person of the staff", is_person=True)
SEARCHED = 10
"""Years of awards on file."""
CSTDCS_FOR_BKTTG = 3
"""Titles asked for within the run of years of Art. 73(1)(b)."""
FACTS = (
    "rating>=2",
    "rating>=3",
    "service_months>=6",
    "award.CSTDCS",
    "award.CSTD-BO-TINH",
    "award.BKT",
    "award.BK-BO",
    "initiative.title.CO_SO.1",
    "initiative.title.TINH.1",
    "initiative.title.TOAN_QUOC.1",
    "initiative.form.CO_SO.1",
    "initiative.form.CO_SO.2",
    "blocked.discipline_pending",
    "blocked.inspection",
    "blocked.complaint",
    "blocked.disciplined",
    "declared.24.1.b",
    "declared.23.work",
    "declared.23.combat",
    "declared.22.work",
    "declared.22.combat",
    "declared.21.work",
    "declared.21.combat",
    "declared.74.1.compliance",
    "declared.74.1.a",
    "declared.74.1.b",
    "declared.74.1.c",
    "declared.74.1.d.work",
    "declared.74.1.đ",
    "declared.73.compliance",
    "declared.73.1.a",
    "declared.73.1.c",
    "declared.73.1.d",
)


def variable(name: str) -> str:
    """An identifier for the name of a signal."""
    return "".join(letter if letter.isalnum() else "_" for letter in name)


def _fact(name: str) -> type[Variable]:
    body = {"value_type": bool, "entity": Person, "definition_period": DateUnit.YEAR, "label": name}
    return type(variable(name), (Variable,), body)


def in_a_row(person, name, period, k, oldest):
    """``k`` years in a row, ending up to ``oldest`` years before the period."""
    found = False
    for lag in range(oldest + 1):
        run = person(name, period.offset(-lag))
        for back in range(1, k):
            run = run * person(name, period.offset(-lag - back))
        found = found + run
    return found


def times(values):
    """How many of the values are true."""
    total = next(values).astype(np.int8)
    for value in values:
        total += value
    return total


def within(person, name, period, years):
    """In one of the last years, the period's included."""
    found = person(name, period)
    for lag in range(1, years):
        found = found + person(name, period.offset(-lag))
    return found


def run_containing(person, name, period, k, reach, counted, n):
    """A run of ``k`` years or more, ending this year or the last, with ``n`` of what is counted."""
    found = False
    for newest in (0, 1):
        for oldest in range(newest + k - 1, reach + 1):
            lags = range(newest, oldest + 1)
            run = times(person(what, period.offset(-lag)) for lag in lags for what in counted) >= n
            for lag in lags:
                run = run * person(name, period.offset(-lag))
            found = found + run
    return found


class clear(Variable):  # noqa: N801 (variables are named so there)
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Decree 152/2025, Art. 4(4)"

    def formula(person, period):  # noqa: N805
        return (
            ~person("blocked_discipline_pending", period)
            * ~person("blocked_inspection", period)
            * ~person("blocked_complaint", period)
            * ~person("blocked_disciplined", period)
        )


class LDTT(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Law 06/2022/QH15, Art. 24"

    def formula(person, period):  # noqa: N805
        return (
            person("rating__2", period)
            * person("declared_24_1_b", period)
            * person("service_months__6", period)
            * person("clear", period)
        )


class CSTDCS(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Art. 23"

    def formula(person, period):  # noqa: N805
        return person("LDTT", period) * (
            person("rating__3", period)
            + person("initiative_title_CO_SO_1", period)
            + person("declared_23_work", period)
            + person("declared_23_combat", period)
        )


class CSTD_BO_TINH(Variable):  # noqa: N801
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Art. 22"

    def formula(person, period):  # noqa: N805
        return (
            in_a_row(person, "award_CSTDCS", period, k=3, oldest=4)
            * (
                within(person, "initiative_title_TINH_1", period, 3)
                + person("declared_22_work", period)
                + person("declared_22_combat", period)
            )
            * person("clear", period)
        )


class CSTDTQ(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Art. 21"

    def formula(person, period):  # noqa: N805
        return (
            (times(person("award_CSTD_BO_TINH", period.offset(-lag)) for lag in range(8)) >= 2)
            * (
                within(person, "initiative_title_TOAN_QUOC_1", period, 3)
                + person("declared_21_work", period)
                + person("declared_21_combat", period)
            )
            * person("clear", period)
        )


class BKT(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Art. 74(1)"

    def formula(person, period):  # noqa: N805
        initiatives = ("initiative_form_CO_SO_1", "initiative_form_CO_SO_2")
        return (
            person("declared_74_1_compliance", period)
            * (
                person("declared_74_1_a", period)
                + person("declared_74_1_b", period)
                + person("declared_74_1_c", period)
                + in_a_row(person, "award_CSTDCS", period, k=2, oldest=4)
                + run_containing(
                    person, "rating__3", period, k=2, reach=4, counted=initiatives, n=2
                )
                + in_a_row(person, "rating__3", period, k=2, oldest=1)
                * person("declared_74_1_d_work", period)
                + person("declared_74_1_đ", period)
            )
            * person("clear", period)
        )


class BKTTG(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Art. 73(1)"

    def formula(person, period):  # noqa: N805
        held = within(person, "award_BKT", period, SEARCHED) + within(
            person, "award_BK_BO", period, SEARCHED
        )
        years = run_containing(
            person, "rating__2", period, k=5, reach=9, counted=("award_CSTDCS",), n=CSTDCS_FOR_BKTTG
        )
        return (
            person("declared_73_compliance", period)
            * (
                person("declared_73_1_a", period)
                + held * years
                + person("declared_73_1_c", period)
                + person("declared_73_1_d", period)
            )
            * person("clear", period)
        )


RULES = (LDTT, CSTDCS, CSTD_BO_TINH, CSTDTQ, BKT, BKTTG)


def system() -> TaxBenefitSystem:
    """The rules as a system of OpenFisca."""
    made = TaxBenefitSystem([Person])
    made.add_variables(*(_fact(name) for name in FACTS), clear, *RULES)
    return made


def simulation(rules: TaxBenefitSystem, count: int):
    """So many persons, nothing said of them yet."""
    return SimulationBuilder().build_default_simulation(rules, count)
